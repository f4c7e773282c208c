// SPDX-License-Identifier: Apache-2.0
#include "models/face/quality.hpp"

#include <opencv2/imgproc.hpp>

#include "models/face/networks.hpp"
#include "models/face/pipeline.hpp"
#include "support.hpp"

using namespace uketsuke;
using namespace uketsuke::models::face;
using domain::FaceAdvice;

namespace {

FaceAdvice advice_for(const cv::Mat& picture) {
    FacePipeline pipeline(test::models());
    return pipeline.begin()->observe(test::frame_of(picture)).advice;
}

cv::Mat hanako() { return test::portrait("hanako.png"); }

}  // namespace

TEST_CASE("a face in the middle, well lit and sharp is good") {
    const auto person = GENERATE(as<std::string>(), "hanako.png", "taro.png", "umeko.png", "yuki_live.png");
    INFO(person);
    CHECK(advice_for(test::seen(test::portrait(person), {.scale = 0.65})) == FaceAdvice::good);
}

TEST_CASE("each fault of a frame has its own advice") {
    CHECK(advice_for(cv::Mat(480, 640, CV_8UC3, cv::Scalar(150, 160, 165))) == FaceAdvice::no_face);
    CHECK(advice_for(test::seen(test::portrait("blank.png"))) == FaceAdvice::no_face);
    CHECK(advice_for(test::seen(hanako(), {.scale = 0.35})) == FaceAdvice::come_closer);
    CHECK(advice_for(test::seen(test::portrait("taro.png"), {.scale = 1.1, .down = -60})) == FaceAdvice::move_back);
    CHECK(advice_for(test::seen(hanako(), {.scale = 0.65, .right = 200})) == FaceAdvice::move_to_middle);
    CHECK(advice_for(test::seen(hanako(), {.scale = 0.65, .right = -200})) == FaceAdvice::move_to_middle);
    CHECK(advice_for(test::seen(hanako(), {.scale = 0.65, .light = 0.3})) == FaceAdvice::too_dark);
    CHECK(advice_for(test::seen(hanako(), {.scale = 0.65, .light = 1.6})) == FaceAdvice::too_bright);
    CHECK(advice_for(test::seen(hanako(), {.scale = 0.65, .blur = 6, .noise = 0})) == FaceAdvice::hold_still);
}

TEST_CASE("two people are told so, and a small face in the background is not a second person") {
    auto picture = test::seen(hanako(), {.scale = 0.65, .right = -150});
    const auto beside = [&](double scale) {
        cv::Mat other;
        cv::resize(test::portrait("umeko.png"), other, {}, scale, scale, cv::INTER_AREA);
        auto both = picture.clone();
        other.copyTo(both(cv::Rect(640 - other.cols, 20, other.cols, other.rows)));
        return both;
    };
    CHECK(advice_for(beside(0.6)) == FaceAdvice::several_faces);
    CHECK(advice_for(beside(0.2)) != FaceAdvice::several_faces);
}

TEST_CASE("a tilted head is asked to turn to the camera") {
    const auto picture = test::seen(hanako(), {.scale = 0.8, .down = 20});
    cv::Mat tilted;
    cv::warpAffine(picture, tilted, cv::getRotationMatrix2D({320, 240}, 28, 1), picture.size());
    CHECK(advice_for(tilted) == FaceAdvice::turn_to_camera);
}

TEST_CASE("the limits decide one by one") {
    Quality good;
    good.eye_distance = 90, good.height = 0.5, good.light = 120, good.nod = 0.55, good.sharpness = 500;
    REQUIRE(advise(good, {}) == FaceAdvice::good);
    const auto with = [&](auto change) {
        Quality quality = good;
        change(quality);
        return advise(quality, {});
    };
    CHECK(with([](Quality& q) { q.turn = 0.5; }) == FaceAdvice::turn_to_camera);
    CHECK(with([](Quality& q) { q.turn = -0.5; }) == FaceAdvice::turn_to_camera);
    CHECK(with([](Quality& q) { q.nod = 0.9; }) == FaceAdvice::turn_to_camera);
    CHECK(with([](Quality& q) { q.nod = 0.1; }) == FaceAdvice::turn_to_camera);
    CHECK(with([](Quality& q) { q.clipped = 0.3; }) == FaceAdvice::too_bright);
    CHECK(with([](Quality& q) { q.one_sided = 4; }) == FaceAdvice::too_dark);
    CHECK(with([](Quality& q) { q.off_y = 0.4; }) == FaceAdvice::move_to_middle);
}
