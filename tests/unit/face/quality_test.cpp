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

namespace {

/// The person before the camera, changed by someone who knows where the points of the face are.
template <class Change>
cv::Mat changed(const std::string& person, Change change) {
    auto picture = test::seen(test::portrait(person), {.scale = 0.65});
    auto& networks = test::models()->networks();
    auto& scratch = networks.scratch;
    const auto& faces = detect(networks.detector, picture, scratch);
    REQUIRE_FALSE(faces.empty());
    change(picture, find_landmarks(networks.landmarks, picture, faces[0], scratch));
    return picture;
}

void put_mask(cv::Mat& picture, const Points& points) {
    std::vector<cv::Point> outline(points.begin() + 1, points.begin() + 16);
    outline.emplace_back(points[28]);
    cv::fillPoly(picture, std::vector<std::vector<cv::Point>>{outline}, {220, 190, 150}, cv::LINE_AA);
}

void put_sunglasses(cv::Mat& picture, const Points& points) {
    for (const std::size_t corner : {36, 42}) {
        const cv::Point2f middle = (points[corner] + points[corner + 3]) * 0.5F;
        const auto radius = cv::norm(points[corner] - points[corner + 3]) * 0.8;
        cv::circle(picture, middle, static_cast<int>(radius), {25, 25, 25}, cv::FILLED, cv::LINE_AA);
    }
}

void open_mouth(cv::Mat& picture, const Points& points) {
    const cv::Point2f middle = (points[62] + points[66]) * 0.5F;
    const auto width = static_cast<float>(cv::norm(points[48] - points[54]));
    const auto oval = [&](float scale, const cv::Scalar& colour) {
        const cv::Size axes(static_cast<int>(width * (0.45F + scale)), static_cast<int>(width * (0.4F + scale)));
        cv::ellipse(picture, middle, axes, 0, 0, 360, colour, cv::FILLED, cv::LINE_AA);
    };
    oval(0.1F, {90, 90, 170});
    oval(0, {30, 20, 60});
}

void light_from_the_side(cv::Mat& picture, const Points& points) { picture.colRange(0, cvRound(points[30].x)) *= 0.35; }

/// Skin over the opening of the lids, and a line of lashes below it.
void close_eyes(cv::Mat& picture, const Points& points) {
    for (const std::size_t corner : {36, 42}) {
        const cv::Point2f middle = (points[corner] + points[corner + 3]) * 0.5F;
        const auto width = static_cast<float>(cv::norm(points[corner] - points[corner + 3]));
        const auto skin = picture.at<cv::Vec3b>(cvRound(middle.y + width * 0.7F), cvRound(middle.x));
        cv::ellipse(picture, middle, cv::Size2f(width * 0.7F, width * 0.45F), 0, 0, 360, skin, cv::FILLED, cv::LINE_AA);
        cv::line(picture, points[corner], points[corner + 3], skin * 0.4, 2, cv::LINE_AA);
    }
}

}  // namespace

TEST_CASE("a covered or unready face has its own advice (synthetic: painted on photographs)") {
    CHECK(advice_for(changed("hanako.png", put_mask)) == FaceAdvice::uncover_face);
    CHECK(advice_for(changed("umeko.png", put_sunglasses)) == FaceAdvice::uncover_face);
    CHECK(advice_for(changed("hanako.png", open_mouth)) == FaceAdvice::neutral_expression);
    CHECK(advice_for(changed("taro.png", light_from_the_side)) == FaceAdvice::uneven_light);
}

TEST_CASE("eyes that close are told so once the person's own opening is known, and are not taken") {
    FacePipeline pipeline(test::models());
    const auto attempt = pipeline.begin();
    const auto open = changed("yuki_live.png", [](cv::Mat&, const Points&) {});
    const auto shut = changed("yuki_live.png", close_eyes);
    for (std::uint64_t i = 0; i < 3; ++i) CHECK(attempt->observe(test::frame_of(open, i)).advice == FaceAdvice::good);
    for (std::uint64_t i = 3; i < 10; ++i) {
        const auto seen = attempt->observe(test::frame_of(shut, i));
        CHECK(seen.advice == FaceAdvice::open_eyes);
        CHECK_FALSE(seen.enough);
    }
    CHECK(attempt->observe(test::frame_of(open, 10)).advice == FaceAdvice::good);
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
    CHECK(with([](Quality& q) { q.one_sided = 4; }) == FaceAdvice::uneven_light);
    CHECK(with([](Quality& q) { q.off_y = 0.4; }) == FaceAdvice::move_to_middle);
    CHECK(with([](Quality& q) { q.eyes = 0.05; }) == FaceAdvice::open_eyes);
    CHECK(with([](Quality& q) { q.mouth = 0.7; }) == FaceAdvice::neutral_expression);
    CHECK(with([](Quality& q) { q.covered = 0.7; }) == FaceAdvice::uncover_face);
    CHECK(with([](Quality& q) { q.shaded = 0.9; }) == FaceAdvice::uncover_face);
}

TEST_CASE("where a face is stands in units of what is allowed") {
    const QualityLimits limits;
    Quality quality;
    quality.eye_distance = limits.eye_distance, quality.height = limits.height;
    quality.off_x = -limits.off_x, quality.off_y = limits.off_y, quality.turn = limits.turn / 2;
    const auto place = place_of(quality, limits, base::MonoTime{std::chrono::seconds{1}});
    CHECK(place.x == Approx(-1));
    CHECK(place.y == Approx(1));
    CHECK(place.turn == Approx(0.5));
    CHECK(place.depth == 0);
    CHECK(place.taken == base::MonoTime{std::chrono::seconds{1}});
    quality.eye_distance = limits.eye_distance / 2;
    CHECK(place_of(quality, limits, {}).depth == Approx(1));
    quality.eye_distance = 200, quality.height = 2 * limits.height;
    CHECK(place_of(quality, limits, {}).depth == Approx(-1));
}

TEST_CASE("a frame tells where its one face is, and of none or two nothing") {
    FacePipeline pipeline(test::models());
    const auto place = [&](const cv::Mat& picture) { return pipeline.begin()->observe(test::frame_of(picture)).place; };
    const auto right = place(test::seen(hanako(), {.scale = 0.65, .right = 200}));
    REQUIRE(right);
    CHECK(right->x > 1);  // right in the picture, to the person's own left
    CHECK(place(test::seen(hanako(), {.scale = 0.35}))->depth > 0);
    CHECK_FALSE(place(test::seen(test::portrait("blank.png"))));
}
