// SPDX-License-Identifier: Apache-2.0
// The second eye before the simulator's people and attacks. Everything infrared is drawn from photographs in visible
// light (sim/camera/infrared.hpp): this tests the rule and its machinery, and is no figure about real cameras.
#include "models/face/second_eye.hpp"

#include <fmt/format.h>

#include <fstream>

#include "../optics/hand_clock.hpp"
#include "models/face/pipeline.hpp"
#include "models/face/recipe.hpp"
#include "sim/camera/simulated_camera.hpp"
#include "support.hpp"

using namespace uketsuke;
using namespace uketsuke::models::face;
using domain::FaceDecision;

namespace {

constexpr std::array kPeople{"hanako", "taro", "umeko", "yuki"};

sim::View looking(const sim::Look* look, const std::string& holder, bool toner = false) {
    auto view = sim::held(look == nullptr ? sim::Artefact::none : look->artefact, holder);
    view.other = holder == "taro" ? "hanako" : "taro";
    view.toner = toner;
    return view;
}

/// The simulated camera and the infrared one beside it, and a colour frame with what infrared saw at its time.
struct Counter {
    test::HandClock clock;
    sim::SimulatedCamera camera{clock, clock.pass(), PORTRAITS_DIR};
    std::unique_ptr<ports::Camera> beside = camera.infrared();
    std::unique_ptr<ports::Capture> colour, infrared;

    explicit Counter(const sim::View& view) {
        REQUIRE(camera.show(view));
        colour = std::move(camera.open().value());
        infrared = std::move(beside->open().value());
    }
    domain::Frame next() {
        auto frame = colour->next_frame(base::Duration{1'000});
        auto second = infrared->next_frame(base::Duration{1'000});
        REQUIRE(frame);
        REQUIRE(second);
        frame->infrared = std::move(second->image);
        return std::move(*frame);
    }
};

struct Told {
    InfraredSight sight = InfraredSight::not_paired;
    InfraredMeasures measured;
    cv::Rect2f box;
};

void print(std::string_view person, std::string_view word, const Told& told) {
    const auto& it = told.measured;
    fmt::print("  {:7} {:12} {:9} light {:3.0f} away {:4.2f} size {:4.2f} contrast {:4.2f}\n", person, word,
               base::enumerator_name(told.sight), it.light, it.away, it.size, it.contrast);
}

sim::Sitter sitter(const std::string& person) {
    sim::Eyes eyes;
    std::ifstream in(fmt::format("{}/{}.eyes", PORTRAITS_DIR, person));
    REQUIRE(in >> eyes.left.x >> eyes.left.y >> eyes.right.x >> eyes.right.y);
    return {test::portrait(person + ".png"), eyes};
}

/// Nothing: no face in colour.
std::optional<Told> tell(Counter& counter) {
    auto& networks = test::models()->networks();
    const auto frame = counter.next();
    StageTimes took;
    const auto picture = view_of(frame.image);
    const auto seen = look_at(networks, picture, took);
    if (!seen) return std::nullopt;
    const auto measured = measure(networks, view_of(*frame.infrared), seen->face.box, picture.size());
    return Told{judge(measured), measured, seen->face.box};
}

}  // namespace

TEST_CASE("each limit of the second eye decides by itself") {
    const InfraredMeasures good{.light = 30, .face = true, .away = 0.5, .size = 1.5, .contrast = 0.25};
    const auto with = [&](auto change) {
        auto changed = good;
        change(changed);
        return judge(changed);
    };
    CHECK(judge(good) == InfraredSight::seen);
    CHECK(with([](auto& it) { it.light = 29.9; }) == InfraredSight::dark);
    CHECK(with([](auto& it) { it.face = false; }) == InfraredSight::flat);
    CHECK(with([](auto& it) { it.away = 0.51; }) == InfraredSight::elsewhere);
    CHECK(with([](auto& it) { it.size = 1.51; }) == InfraredSight::elsewhere);
    CHECK(with([](auto& it) { it.contrast = 0.249; }) == InfraredSight::flat);
}

TEST_CASE("the second eye sees every person, and through glasses that throw the lamp back") {
    for (const auto* person : kPeople) {
        Counter counter(looking(nullptr, person));
        const auto told = tell(counter);
        INFO(person);
        REQUIRE(told);
        print(person, "person", *told);
        CHECK(told->sight == InfraredSight::seen);
        const auto view = looking(nullptr, person);
        const auto lamp = sim::compose_infrared(view, sim::in_infrared(sitter(person)), {}, {}, {.glare = true});
        CHECK(judge(measure(test::models()->networks(), lamp, told->box, {640, 480})) == InfraredSight::seen);
        // Skin that sends back half as much, or a weak lamp.
        const cv::Mat weak = sim::compose_infrared(view, sim::in_infrared(sitter(person)), {}, {}) * 0.5;
        CHECK(judge(measure(test::models()->networks(), weak, told->box, {640, 480})) == InfraredSight::seen);
    }
}

/// What each is stopped by, whoever it shows; what the second eye does not stop is as much a part of the table.
TEST_CASE("screens are dark to the second eye, prints are flat, and toner and masks pass it") {
    const auto sight_of = [](const sim::Look& look, bool toner) {
        if (sim::spec_of(look.artefact).columns > 0) return InfraredSight::dark;
        return toner || look.artefact == sim::Artefact::mask ? InfraredSight::seen : InfraredSight::flat;
    };
    for (const auto* person : kPeople)
        for (const auto& look : sim::looks())
            for (const bool toner : {false, true}) {
                if (look.artefact == sim::Artefact::none) continue;
                Counter counter(looking(&look, person, toner));
                const auto told = tell(counter);
                INFO(person << ", " << look.word << (toner ? ", toner" : ""));
                REQUIRE(told);
                print(person, look.word, *told);
                CHECK(told->sight == sight_of(look, toner));
            }
}

TEST_CASE("a face beside what is held up, or behind it, is another one") {
    Counter counter(looking(nullptr, "hanako"));
    const auto told = tell(counter);
    REQUIRE(told);
    const auto seen_when = [&](double x, double size) {
        auto view = looking(nullptr, "hanako");
        view.x = x;
        view.size = size;
        const auto there = sim::compose_infrared(view, sim::in_infrared(sitter("hanako")), {}, {}, {});
        const auto lamp = there + cv::Scalar(40);  // so that no place is dark
        const auto measured = measure(test::models()->networks(), lamp, told->box, {640, 480});
        fmt::print("  x {:4.1f} size {:4.2f}: away {:4.2f} size {:4.2f} contrast {:4.2f}\n", x, size, measured.away,
                   measured.size, measured.contrast);
        return judge(measured);
    };
    CHECK(seen_when(0, 0.95) == InfraredSight::seen);
    for (const double x : {-0.25, 0.25}) CHECK(seen_when(x, 0.95) == InfraredSight::elsewhere);
    CHECK(seen_when(0, 0.5) == InfraredSight::elsewhere);
}

TEST_CASE("most of the last seven good frames must be seen, and most must have a picture of their time") {
    Counter lit(looking(nullptr, "hanako")), dark(looking(sim::look_named("tablet"), "hanako"));
    auto& networks = test::models()->networks();
    StageTimes took;
    auto frame = lit.next();
    const auto face = look_at(networks, view_of(frame.image), took)->face;
    const auto person = *frame.infrared, screen = *dark.next().infrared;
    const auto after = [&](int seen, int screens, int none) {
        SecondEye eye;
        for (int i = 0; i < seen + screens + none; ++i) {
            frame.infrared = i < screens ? screen : i < screens + none ? domain::Image{} : person;
            eye.look(networks, frame, face);
        }
        return eye;
    };
    CHECK(after(4, 3, 0).agrees());
    CHECK_FALSE(after(3, 4, 0).agrees());
    CHECK(after(4, 0, 3).agrees());
    CHECK_FALSE(after(4, 0, 3).lacks());
    CHECK(after(3, 0, 4).lacks());
    CHECK_FALSE(after(3, 0, 4).agrees());
    CHECK_FALSE(after(0, 7, 0).lacks());
    CHECK(after(4, 9, 9).agrees());  // earlier ones do not count
    CHECK(after(2, 3, 2).text() == "infrared: seen 2 dark 3 not_paired 2");
    CHECK_FALSE(after(2, 3, 2).shut());
    frame.infrared = screen;
    frame.infrared->channels = 3;  // not what the rule reads
    SecondEye eye;
    for (int i = 0; i < 7; ++i) eye.look(networks, frame, face);
    CHECK(eye.lacks());
}

TEST_CASE("an attempt ends before the score where the second eye does not see the face") {
    enum class Beside { nothing, person, screen, silence };
    const auto decided = [](Beside beside) {
        Counter lit(looking(nullptr, "hanako")), dark(looking(sim::look_named("tablet"), "hanako"));
        FacePipeline pipeline(test::models());
        const auto attempt = pipeline.begin();
        ports::Observation seen;
        for (int i = 0; i < 40 && !seen.enough; ++i) {
            auto frame = lit.next();
            if (beside == Beside::nothing) frame.infrared.reset();
            if (beside == Beside::screen) frame.infrared = dark.next().infrared;
            if (beside == Beside::silence) frame.infrared = domain::Image{};
            seen = attempt->observe(frame);
        }
        CHECK(seen.enough);
        return attempt->decide(test::image_of(test::portrait("hanako.jp2")));
    };
    for (const auto beside : {Beside::nothing, Beside::person}) {
        const auto verdict = decided(beside);
        REQUIRE(verdict);
        CHECK(verdict->decision == FaceDecision::match);
    }
    const auto verdict = decided(Beside::screen);
    REQUIRE(verdict);
    CHECK(verdict->decision == FaceDecision::not_live);
    CHECK(verdict->score == -1);
    const auto silence = decided(Beside::silence);
    REQUIRE_FALSE(silence);
    CHECK(silence.error().code == base::ErrorCode::face_not_found);
}
