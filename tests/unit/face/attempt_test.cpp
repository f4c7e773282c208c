// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "models/face/networks.hpp"
#include "models/face/pipeline.hpp"
#include "support.hpp"

using namespace uketsuke;
using namespace uketsuke::models::face;
using domain::FaceAdvice;
using domain::FaceDecision;

namespace {

constexpr int kGood = 7;     ///< frames that are taken
constexpr int kEnough = 18;  ///< and as many more until the networks are through with them

/// Lets a person stand before the camera for some frames, each with its own noise.
ports::Observation stand(ports::FaceAttempt& attempt, const std::string& person, int frames = kEnough) {
    ports::Observation last;
    const auto picture = test::portrait(person);
    for (int i = 0; i < frames; ++i)
        last = attempt.observe(test::frame_of(test::seen(
            picture,
            {.scale = 0.65, .right = i * 3, .light = 0.95 + 0.01 * i, .seed = 100U + static_cast<unsigned>(i)})));
    return last;
}

base::Result<domain::Verdict> decide(ports::FaceAttempt& attempt, const std::string& chip) {
    auto verdict = attempt.decide(test::image_of(test::portrait(chip)));
    if (verdict) fmt::print("  chip {:10} score {:6.3f} live {:5.3f}\n", chip, verdict->score, verdict->live_score);
    return verdict;
}

}  // namespace

TEST_CASE("a person matches the own chip photo and nobody else's") {
    FacePipeline pipeline(test::models());
    const auto attempt = pipeline.begin();
    const auto last = stand(*attempt, "hanako.png");
    CHECK(last.advice == FaceAdvice::good);
    CHECK(last.enough);
    const auto own = decide(*attempt, "hanako.jp2");
    REQUIRE(own);
    CHECK(own->decision == FaceDecision::match);
    CHECK(own->threshold == test::models()->manifest().threshold());
    for (const auto* other : {"taro.jp2", "umeko.jp2", "yuki.jp2"}) {
        const auto verdict = decide(*attempt, other);
        REQUIRE(verdict);
        CHECK(verdict->decision == FaceDecision::no_match);
    }
}

TEST_CASE("the strict operating point asks for more than the default") {
    const auto threshold_at = [](const std::string& point) {
        FacePipeline pipeline(test::models(), point);
        const auto attempt = pipeline.begin();
        stand(*attempt, "hanako.png");
        const auto verdict = decide(*attempt, "hanako.jp2");
        REQUIRE(verdict);
        return verdict->threshold;
    };
    CHECK(threshold_at("strict") > threshold_at("default"));
}

TEST_CASE("another photograph of the same person matches") {
    // The picture's edges stand on the wall around it, and the liveness network rightly takes it for a print.
    FacePipeline pipeline(test::models());
    const auto attempt = pipeline.begin();
    CHECK(stand(*attempt, "yuki_live.png").enough);
    const auto verdict = decide(*attempt, "yuki.jp2");
    REQUIRE(verdict);
    CHECK(verdict->score > verdict->threshold);
    CHECK(verdict->live_score < 0.5);
    CHECK(verdict->decision == FaceDecision::not_live);
}

TEST_CASE("a print of the right face held before the camera is not live") {
    const auto person = GENERATE(as<std::string>(), "hanako", "taro", "umeko", "yuki");
    FacePipeline pipeline(test::models());
    const auto attempt = pipeline.begin();
    const auto photograph = test::portrait(person + ".png");
    ports::Observation last;
    for (unsigned i = 0; i < 3 * kEnough && !last.enough; ++i)
        last = attempt->observe(test::frame_of(test::held_print(photograph, i)));
    const auto verdict = decide(*attempt, person + ".jp2");
    INFO(person << ": " << domain::name_of(last.advice));
    REQUIRE(verdict);
    CHECK(verdict->score > verdict->threshold);
    CHECK(verdict->decision == FaceDecision::not_live);
}

TEST_CASE("an attempt without enough good frames decides nothing") {
    FacePipeline pipeline(test::models());
    const auto attempt = pipeline.begin();
    CHECK_FALSE(stand(*attempt, "hanako.png", GENERATE(kGood - 1, kEnough - 1)).enough);
    const auto verdict = decide(*attempt, "hanako.jp2");
    REQUIRE_FALSE(verdict);
    CHECK(verdict.error().code == base::ErrorCode::face_not_found);
}

TEST_CASE("a portrait without a face is an error, not a refusal") {
    FacePipeline pipeline(test::models());
    const auto attempt = pipeline.begin();
    stand(*attempt, "hanako.png");
    const auto verdict = decide(*attempt, "blank.jp2");
    REQUIRE_FALSE(verdict);
    CHECK(verdict.error().code == base::ErrorCode::portrait_without_face);
    const auto nothing = attempt->decide({});
    REQUIRE_FALSE(nothing);
    CHECK(nothing.error().code == base::ErrorCode::portrait_without_face);
}

TEST_CASE("frames of two people are never mixed into one template") {
    FacePipeline pipeline(test::models());
    const auto attempt = pipeline.begin();
    stand(*attempt, "hanako.png", kGood - 1);
    CHECK_FALSE(stand(*attempt, "taro.png", 1).enough);
    CHECK(stand(*attempt, "taro.png", kEnough + 1).enough);
    const auto verdict = decide(*attempt, "hanako.jp2");
    REQUIRE(verdict);
    CHECK(verdict->decision == FaceDecision::no_match);
}

TEST_CASE("enough stays true when the person walks away") {
    FacePipeline pipeline(test::models());
    const auto attempt = pipeline.begin();
    stand(*attempt, "taro.png");
    const auto after = attempt->observe(test::frame_of(cv::Mat(480, 640, CV_8UC3, cv::Scalar(90, 90, 90))));
    CHECK(after.advice == FaceAdvice::no_face);
    CHECK(after.enough);
}

TEST_CASE("a frame that contradicts itself is no face") {
    FacePipeline pipeline(test::models());
    domain::Frame frame;
    frame.image = {640, 480, 3, base::Bytes(10)};
    CHECK(pipeline.begin()->observe(frame).advice == FaceAdvice::no_face);
}

TEST_CASE("two equal attempts give equal verdicts") {
    FacePipeline pipeline(test::models());
    const auto once = [&] {
        const auto attempt = pipeline.begin();
        stand(*attempt, "umeko.png");
        return decide(*attempt, "umeko.jp2");
    };
    const auto first = once(), second = once();
    REQUIRE(first);
    CHECK(first == second);
}

TEST_CASE("networks and scratch memory hold nothing of the person once the attempt is dropped") {
    auto& networks = test::models()->networks();
    auto& net = networks.embeddings.front();
    const cv::Mat of_nothing = net.run(cv::Mat::zeros(net.input_size(), CV_8UC1))[0].clone();
    const auto drawn = [&] {
        int canvases = 0;
        for (auto* canvas : {&networks.scratch.square, &networks.scratch.aligned, &networks.scratch.grey,
                             &networks.scratch.whole, &networks.scratch.spectrum})
            canvases += cv::countNonZero(canvas->of({100, 100}, CV_8UC1)) > 0 ? 1 : 0;
        return canvases;
    };
    FacePipeline pipeline(test::models());
    auto attempt = pipeline.begin();
    stand(*attempt, "hanako.png", 2);
    CHECK(cv::norm(net.rerun()[0], of_nothing, cv::NORM_INF) > 0);
    CHECK(drawn() == 5);
    attempt.reset();
    CHECK(cv::norm(net.rerun()[0], of_nothing, cv::NORM_INF) == 0);
    CHECK(drawn() == 0);
}
