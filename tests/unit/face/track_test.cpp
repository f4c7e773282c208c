// SPDX-License-Identifier: Apache-2.0
// Where faces are found, and how one is followed from frame to frame. Synthetic: copies of one photograph.
#include "models/face/track.hpp"

#include <opencv2/imgproc.hpp>

#include "support.hpp"

using namespace uketsuke;
using namespace uketsuke::models::face;

namespace {

std::optional<Seen> look(const cv::Mat& picture) {
    StageTimes took;
    return look_at(test::models()->networks(), picture, took);
}

cv::Mat grey_wall() { return {480, 640, CV_8UC3, cv::Scalar(150, 160, 165)}; }

double overlap(const cv::Rect2f& one, const cv::Rect2f& other) {
    return (one & other).area() / std::max(1.0F, (one | other).area());
}

}  // namespace

TEST_CASE("faces of 60 to 400 pixels are found") {
    for (const auto* person : {"hanako.png", "taro.png", "umeko.png"}) {
        const auto upright = look(test::seen(test::portrait(person), {.scale = 0.6}));
        REQUIRE(upright);
        const double natural = upright->face.box.height / 0.6;
        for (const double height : {60, 100, 200, 400}) {
            const auto seen = look(test::seen(test::portrait(person), {.scale = height / natural, .down = 20}));
            INFO(person << " in " << height << " pixels");
            REQUIRE(seen);
            CHECK(seen->face.box.height == Approx(height).epsilon(0.25));
        }
    }
}

TEST_CASE("tilted, dark, backlit and blurred faces are found") {
    const auto person = test::portrait(GENERATE(as<std::string>(), "hanako.png", "taro.png", "umeko.png"));
    const double scale = GENERATE(0.8, 0.4);
    const auto base = test::seen(person, {.scale = scale, .down = 20});
    const auto upright = look(base);
    REQUIRE(upright);
    CHECK_FALSE(upright->brightened);
    const auto found = [&](const char* how, const cv::Mat& picture) {
        INFO(how << ", " << upright->face.box.height << " pixels");
        const auto seen = look(picture);
        REQUIRE(seen);
        CHECK(overlap(seen->face.box, upright->face.box) > 0.5);
        return *seen;
    };
    for (const double angle : {-25, 25}) {
        cv::Mat tilted;
        cv::warpAffine(base, tilted, cv::getRotationMatrix2D({320, 240}, angle, 1), base.size(), cv::INTER_LINEAR,
                       cv::BORDER_REPLICATE);
        CHECK(found("tilted", tilted).quality.roll == Approx(upright->quality.roll - angle).margin(6));
    }
    const auto dark = found("dark", test::seen(person, {.scale = scale, .down = 20, .light = 0.12}));
    CHECK(dark.quality.light < QualityLimits{}.dark);
    CHECK(advise(dark.quality, {}) != domain::FaceAdvice::good);
    cv::Mat backlit = base * 0.25, wall;
    cv::inRange(base, cv::Scalar(138, 148, 153), cv::Scalar(162, 172, 177), wall);
    backlit.setTo(cv::Scalar::all(250), wall);
    found("backlit", backlit);
    cv::Mat smeared;
    cv::blur(base, smeared, {21, 1});
    found("blurred", smeared);
}

TEST_CASE("in the dark a face is found in a brightened copy only, and measured in the picture as it is") {
    int brightened = 0;
    for (const auto* person : {"hanako.png", "taro.png", "umeko.png"}) {
        const auto dark = test::seen(test::portrait(person), {.scale = 0.6, .light = 0.06, .noise = 2});
        auto& networks = test::models()->networks();
        const bool plain = !detect(networks.detector, dark, networks.scratch).empty();
        const auto seen = look(dark);
        INFO(person);
        REQUIRE(seen);
        CHECK(seen->brightened == !plain);
        CHECK(seen->quality.light < 20);
        brightened += seen->brightened ? 1 : 0;
    }
    CHECK(brightened >= 2);
}

TEST_CASE("between two detections the same face is followed, with nearly the same points") {
    auto& networks = test::models()->networks();
    auto& net = networks.embeddings.front();
    FaceTrack track;
    int followed = 0;
    for (int i = 0; i < 20; ++i) {
        const auto picture = test::seen(test::portrait("hanako.png"),
                                        {.scale = 0.65, .right = i * 4, .down = i, .seed = static_cast<unsigned>(i)});
        StageTimes took;
        const auto seen = track.look(networks, picture, took);
        const auto afresh = look(picture);
        REQUIRE((seen && afresh));
        followed += took.detect == 0 ? 1 : 0;
        INFO("frame " << i);
        CHECK(overlap(seen->face.box, afresh->face.box) > 0.7);
        CHECK(cv::norm(five_of(seen->points)[2] - five_of(afresh->points)[2]) < 0.12 * afresh->quality.eye_distance);
        CHECK(embed(net, seen->aligned).cosine(embed(net, afresh->aligned)) > 0.9);
    }
    CHECK(followed == 16);
}

TEST_CASE("a face that goes, jumps or is exchanged is not followed on") {
    auto& networks = test::models()->networks();
    const auto hanako = test::seen(test::portrait("hanako.png"), {.scale = 0.65});
    const auto after = [&](const cv::Mat& next, StageTimes& took) {
        FaceTrack track;
        StageTimes first;
        REQUIRE(track.look(networks, hanako, first));
        return track.look(networks, next, took);
    };
    StageTimes took;
    CHECK_FALSE(after(grey_wall(), took));
    CHECK(took.detect > 0);
    const auto moved = test::seen(test::portrait("hanako.png"), {.scale = 0.65, .right = 170});
    took = {};
    const auto jumped = after(moved, took);
    REQUIRE(jumped);
    CHECK(took.detect > 0);
    CHECK(overlap(jumped->face.box, look(moved)->face.box) > 0.7);
}

TEST_CASE("whom the picture is about: the one in the middle, not the taller one at the edge") {
    auto picture = test::seen(test::portrait("hanako.png"), {.scale = 0.6});
    cv::Mat other;
    cv::resize(test::portrait("umeko.png"), other, {}, 0.5, 0.5, cv::INTER_AREA);
    const cv::Rect edge(640 - other.cols + 60, 0, other.cols - 60, other.rows);
    other.colRange(0, other.cols - 60).copyTo(picture(edge));
    const auto seen = look(picture);
    REQUIRE(seen);
    CHECK(std::abs(seen->quality.off_x) < 0.1);
}
