// SPDX-License-Identifier: Apache-2.0
// People and attacks of the simulator before the product's own pipeline, in virtual time. All of them are rendered from
// photographs: this tests the machinery. What a network makes of a "live" rendering is no figure about live people.
#include <fmt/format.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "../optics/hand_clock.hpp"
#include "models/face/pipeline.hpp"
#include "models/face/presentation.hpp"
#include "sim/camera/simulated_camera.hpp"
#include "spoilt_folder.hpp"
#include "support.hpp"

using namespace uketsuke;
using domain::FaceAdvice;
using domain::FaceDecision;
using domain::FacePrompt;

namespace {

constexpr base::Duration kPause{400};
/// Slow cameras: fewer frames, and less time for the test.
constexpr base::Duration kSlow{100}, kSlower{200};

domain::FacePrompts prompts(std::initializer_list<FacePrompt> wanted) {
    domain::FacePrompts list;
    for (const auto prompt : wanted) list.push_back({prompt, kPause});
    return list;
}

struct Shown {
    base::Result<domain::Verdict> verdict = base::fail(base::ErrorCode::face_not_found);
    double seconds = 0;
    bool doubted = false;
    std::vector<FaceAdvice> asked = {};  ///< the prompts, in their order
};

/// Stands before the camera until the attempt can be decided, hearing what the screen says.
Shown stand(const std::shared_ptr<models::face::FaceModels>& models, sim::View view, const domain::FacePrompts& list,
            const domain::FacePrompts& more, const std::string& chip, base::Duration frame_time) {
    test::HandClock clock;
    sim::SimulatedCamera camera(clock, clock.pass(), PORTRAITS_DIR);
    REQUIRE(camera.show(std::move(view)));
    models::face::FacePipeline pipeline(models);
    const auto attempt = pipeline.begin(list, more);
    const auto capture = camera.open();
    REQUIRE(capture);
    ports::Observation seen;
    std::vector<FaceAdvice> asked;
    while (!seen.enough && clock.mono() < base::MonoTime(base::Duration{20'000})) {
        const auto frame = (*capture)->next_frame(base::Duration{1'000});
        REQUIRE(frame);
        seen = attempt->observe(*frame);
        camera.hear(seen.advice);
        if (domain::is_prompt(seen.advice) && (asked.empty() || asked.back() != seen.advice))
            asked.push_back(seen.advice);
        clock.pass()(frame_time - base::Duration{50});
    }
    const double seconds = static_cast<double>(clock.mono().time_since_epoch().count()) / 1000;
    return {attempt->decide(test::image_of(test::portrait(chip + ".jp2"))), seconds, seen.doubtful, asked};
}

Shown stand(sim::View view, const domain::FacePrompts& list, const std::string& chip,
            base::Duration frame_time = kSlower) {
    return stand(test::models(), std::move(view), list, {}, chip, frame_time);
}

/// For whom a look that is good enough for us is a doubt, or an attack.
std::shared_ptr<models::face::FaceModels> stricter_models(double sure_from, double doubtful_from) {
    test::SpoiltFolder folder;
    folder.replace_in_manifest("threshold = 0.5\n", fmt::format("threshold = {}\n", sure_from));
    folder.replace_in_manifest("doubtful_from = 0.05\n", fmt::format("doubtful_from = {}\n", doubtful_from));
    auto loaded = models::face::FaceModels::load(folder.path());
    REQUIRE(loaded);
    return *loaded;
}

sim::View looking(const sim::Look& look, const std::string& holder) {
    auto view = sim::held(look.artefact, holder);
    view.manner = look.manner;
    view.other = holder == "taro" ? "hanako" : "taro";
    return view;
}

/// The replay's order is turn right, blink, turn left.
void check_refused(const sim::Look& look) {
    const auto shown = stand(looking(look, "hanako"), prompts({FacePrompt::blink, FacePrompt::turn_right}), "hanako");
    INFO(look.word);
    REQUIRE(shown.verdict);
    fmt::print("  {:12} {:3.1f} s\n", look.word, shown.seconds);
    CHECK(shown.verdict->decision == FaceDecision::challenge_failed);
}

}  // namespace

TEST_CASE("a person who follows the prompts is decided about, whatever the order") {
    const auto [person, list] =
        GENERATE(std::pair{"hanako", prompts({FacePrompt::turn_left, FacePrompt::blink})},
                 std::pair{"taro", prompts({FacePrompt::blink, FacePrompt::turn_right})},
                 std::pair{"umeko", prompts({FacePrompt::turn_right, FacePrompt::blink, FacePrompt::turn_left})},
                 std::pair{"yuki", prompts({FacePrompt::blink, FacePrompt::turn_left})});
    const auto shown = stand({.who = person}, list, person, kSlow);
    REQUIRE(shown.verdict);
    fmt::print("  {:7} {:3.1f} s score {:5.3f} live {:5.3f}\n", person, shown.seconds, shown.verdict->score,
               shown.verdict->live_score);
    CHECK(shown.verdict->decision != FaceDecision::challenge_failed);
    CHECK(shown.verdict->score > shown.verdict->threshold);
    CHECK(shown.seconds < 8);
}

TEST_CASE("what cannot move its head fails the prompts") {
    for (const auto* word : {"unmoved", "swapped", "photo_turned", "replay"}) check_refused(*sim::look_named(word));
}

TEST_CASE("every look that does not turn in the room fails the prompts", "[.long]") {
    for (const auto& look : sim::looks())
        if (look.manner != sim::Manner::follows || sim::is_flat(look.artefact)) check_refused(look);
}

TEST_CASE("the turn of a bent print may pass for a head's, and its look is what refuses it then") {
    const auto shown = stand(looking(*sim::look_named("bent_turned"), "umeko"),
                             prompts({FacePrompt::turn_right, FacePrompt::turn_left}), "umeko");
    REQUIRE(shown.verdict);
    CHECK(shown.verdict->score > shown.verdict->threshold);
    CHECK(shown.verdict->live_score < 0.1);
    CHECK(shown.verdict->decision == FaceDecision::not_live);
}

TEST_CASE("a bent print that is turned as asked is refused in every order, and cannot shut its eyes", "[.long]") {
    const auto left = FacePrompt::turn_left, right = FacePrompt::turn_right, blink = FacePrompt::blink;
    int passed = 0, played = 0;
    for (const std::string person : {"hanako", "taro", "umeko", "yuki"})
        for (const auto& [first, second] :
             {std::pair{left, right}, {right, left}, {left, blink}, {blink, left}, {right, blink}, {blink, right}}) {
            const auto shown =
                stand(looking(*sim::look_named("bent_turned"), person), prompts({first, second}), person);
            INFO(person << ", " << static_cast<int>(first) << ", " << static_cast<int>(second));
            REQUIRE(shown.verdict);
            const bool failed = shown.verdict->decision == FaceDecision::challenge_failed;
            CHECK((failed || shown.verdict->decision == FaceDecision::not_live));
            if (first == blink || second == blink) CHECK(failed);
            ++played;
            passed += failed ? 0 : 1;
        }
    fmt::print("  bent print, turned: passes the prompts {} times of {}, and is then refused for its look\n", passed,
               played);
}

TEST_CASE("a replay of another order is refused, whatever it shows") {
    const auto* replay = sim::look_named("replay");
    for (const auto& list : {prompts({FacePrompt::turn_left, FacePrompt::blink}),
                             prompts({FacePrompt::turn_right, FacePrompt::turn_left})}) {
        const auto shown = stand(looking(*replay, "taro"), list, "taro");
        REQUIRE(shown.verdict);
        CHECK(shown.verdict->decision == FaceDecision::challenge_failed);
    }
}

TEST_CASE("a look is sure, doubtful or an attack, by the manifest") {
    using models::face::Look;
    models::face::Manifest manifest;
    manifest.liveness.threshold = 0.5;
    manifest.presentation.doubtful_from = 0.05;
    for (const auto& [score, look] : {std::pair{1.0, Look::sure},
                                      {0.5, Look::sure},
                                      {0.499, Look::doubtful},
                                      {0.05, Look::doubtful},
                                      {0.049, Look::attack},
                                      {0.0, Look::attack}})
        CHECK(models::face::look_of(score, manifest) == look);
}

TEST_CASE("whose look leaves a doubt is asked for more, and is taken for a person when all is followed") {
    const auto few = prompts({FacePrompt::turn_left, FacePrompt::blink});
    const auto more = prompts({FacePrompt::turn_right, FacePrompt::blink});
    const auto doubting = stricter_models(1.5, 0.05);
    SECTION("followed") {
        const auto list = GENERATE(true, false) ? few : domain::FacePrompts{};
        const auto shown = stand(doubting, {.who = "hanako"}, list, more, "hanako", kSlow);
        REQUIRE(shown.verdict);
        CHECK(shown.verdict->decision == FaceDecision::match);
        CHECK(shown.doubted);
        CHECK(shown.asked.size() == list.size() + more.size());
        CHECK(shown.asked.back() == FaceAdvice::prompt_blink);
    }
    SECTION("nothing more may be asked for") {
        const auto shown = stand(doubting, {.who = "hanako"}, few, {}, "hanako", kSlow);
        REQUIRE(shown.verdict);
        CHECK(shown.verdict->decision == FaceDecision::not_live);
        CHECK_FALSE(shown.doubted);
    }
    SECTION("another one's card") {
        const auto shown = stand(doubting, {.who = "hanako"}, few, more, "taro", kSlow);
        REQUIRE(shown.verdict);
        CHECK(shown.verdict->decision == FaceDecision::no_match);
    }
    SECTION("a sure look") {
        const auto shown = stand(test::models(), {.who = "hanako"}, few, more, "hanako", kSlow);
        REQUIRE(shown.verdict);
        CHECK(shown.verdict->decision == FaceDecision::match);
        CHECK_FALSE(shown.doubted);
        CHECK(shown.asked.size() == few.size());
    }
    SECTION("an attack, whatever it follows") {
        const auto shown = stand(stricter_models(1.5, 1.4), {.who = "hanako"}, few, more, "hanako", kSlow);
        REQUIRE(shown.verdict);
        CHECK(shown.verdict->decision == FaceDecision::not_live);
        CHECK_FALSE(shown.doubted);
        CHECK(shown.asked.size() == few.size());
    }
}

TEST_CASE("a bent print whose look were only doubtful fails what comes on top") {
    const auto shown = stand(stricter_models(1.5, 1e-9), looking(*sim::look_named("bent_turned"), "umeko"),
                             prompts({FacePrompt::turn_right, FacePrompt::turn_left}),
                             prompts({FacePrompt::turn_right, FacePrompt::blink}), "umeko", kSlower);
    REQUIRE(shown.verdict);
    fmt::print("  bent print: look {:.3f}\n", shown.verdict->live_score);
    CHECK(shown.verdict->decision != FaceDecision::match);
}

TEST_CASE("a screen's grid stands out of the spectrum, noise and a face do not") {
    using models::face::Face;
    const Face face{{220, 140, 200, 200}, 1};
    models::face::Scratch scratch;
    cv::Mat room(480, 640, CV_8UC3), noise(480, 640, CV_16SC3);
    cv::RNG(3).fill(noise, cv::RNG::NORMAL, 120, 12);
    noise.convertTo(room, CV_8UC3);
    CHECK(models::face::moire_score(room, face, scratch) == 0);
    for (int y = 0; y < room.rows; ++y)
        for (int x = 0; x < room.cols; ++x)
            room.at<cv::Vec3b>(y, x) +=
                cv::Vec3b::all(static_cast<std::uint8_t>(15 + 15 * std::cos(1.3 * x + 0.9 * y)));
    CHECK(models::face::moire_score(room, face, scratch) > 0.8);
    const auto person = test::portrait("hanako.png");
    CHECK(models::face::moire_score(test::seen(person), {{260, 150, 130, 150}, 1}, scratch) == 0);
}

TEST_CASE("edges on both sides of a face are a frame, an edge on one side is none") {
    const models::face::Face face{{270, 160, 100, 140}, 1};
    models::face::Scratch scratch;
    cv::Mat room(480, 640, CV_8UC3, cv::Scalar::all(120));
    CHECK(models::face::frame_score(room, face, scratch) == 0);
    cv::rectangle(room, {180, 0, 20, 480}, cv::Scalar::all(240), cv::FILLED);
    CHECK(models::face::frame_score(room, face, scratch) == 0);
    cv::rectangle(room, {440, 0, 20, 480}, cv::Scalar::all(240), cv::FILLED);
    CHECK(models::face::frame_score(room, face, scratch) == 1);
    // Lines through the face itself are no frame.
    cv::Mat stripes(480, 640, CV_8UC3, cv::Scalar::all(120));
    cv::rectangle(stripes, {300, 0, 40, 480}, cv::Scalar::all(240), cv::FILLED);
    CHECK(models::face::frame_score(stripes, face, scratch) == 0);
}

TEST_CASE("cues take off what the manifest says, and never go below nothing") {
    using models::face::combined;
    CHECK(combined({0.9, 0, 0}, {0.5, 0.25}) == Approx(0.9));
    CHECK(combined({0.9, 0.4, 1}, {0.5, 0.25}) == Approx(0.45));
    CHECK(combined({0.2, 1, 1}, {0.5, 0.25}) == 0);
}

TEST_CASE("how the passive check scores each rendered species (printed, not judged)") {
    auto& networks = test::models()->networks();
    std::vector<sim::Artefact> artefacts{sim::Artefact::none};
    for (const auto& look : sim::looks())
        if (std::find(artefacts.begin(), artefacts.end(), look.artefact) == artefacts.end())
            artefacts.push_back(look.artefact);
    for (const auto artefact : artefacts) {
        std::vector<double> scores;
        for (const auto* person : {"hanako", "taro", "umeko", "yuki"}) {
            test::HandClock clock;
            sim::SimulatedCamera camera(clock, clock.pass(), PORTRAITS_DIR);
            auto view = sim::held(artefact, person);
            view.other = std::string(person) == "taro" ? "hanako" : "taro";
            REQUIRE(camera.show(view));
            const auto capture = camera.open();
            for (int i = 0; i < 3; ++i) {
                clock.pass()(base::Duration{900});
                const auto frame = (*capture)->next_frame(base::Duration{1'000});
                const auto picture = models::face::view_of(frame->image);
                const auto& faces = models::face::detect(networks.detector, picture, networks.scratch);
                if (!faces.empty()) scores.push_back(models::face::passive_score(networks, picture, faces[0]));
            }
        }
        REQUIRE(scores.size() > 6);
        std::sort(scores.begin(), scores.end());
        const auto passed = std::count_if(scores.begin(), scores.end(), [](double score) { return score >= 0.5; });
        fmt::print("  rendered {}: least {:.2f} median {:.2f} most {:.2f}, {} of {} at or above 0.5\n",
                   static_cast<int>(artefact), scores.front(), scores[scores.size() / 2], scores.back(), passed,
                   scores.size());
        CHECK((scores.front() >= 0 && scores.back() <= 1));
    }
}
