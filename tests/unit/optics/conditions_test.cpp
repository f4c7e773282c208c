// SPDX-License-Identifier: Apache-2.0
#include "sim/camera/conditions.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <opencv2/imgproc.hpp>
#include <sstream>

#include "hand_clock.hpp"
#include "sim/camera/simulated_camera.hpp"

using namespace uketsuke;
using base::Duration;
using sim::Conditions;
using sim::View;
using test::HandClock;

namespace {

struct Camera {
    HandClock clock;
    sim::SimulatedCamera camera{clock, clock.pass(), PORTRAITS_DIR};

    /// The frame after so long, without noise.
    cv::Mat seen(View view, Duration after = {}) {
        camera.sensor().set_noise(0);
        view.who = "figure";
        REQUIRE(camera.show(view));
        const auto capture = camera.open();
        REQUIRE(capture);
        clock.pass()(after);
        const auto frame = (*capture)->next_frame(Duration(1000));
        REQUIRE(frame);
        const auto& image = frame->image;
        return cv::Mat(image.height, image.width, CV_8UC3, const_cast<std::uint8_t*>(image.pixels.data())).clone();
    }
};

double grey(const cv::Mat& picture) {
    const auto mean = cv::mean(picture);
    return (mean[0] + mean[1] + mean[2]) / 3;
}
double difference(const cv::Mat& one, const cv::Mat& other) {
    return cv::norm(one, other, cv::NORM_L1) / static_cast<double>(one.total());
}
double edges(const cv::Mat& picture) {
    cv::Mat found;
    cv::Laplacian(picture, found, CV_64F);
    cv::Scalar mean, deviation;
    cv::meanStdDev(found, mean, deviation);
    return deviation[0];
}
View under(Conditions conditions) { return {.conditions = conditions}; }
const cv::Rect kCheeks(280, 250, 80, 40), kWall(5, 100, 40, 200);

}  // namespace

TEST_CASE("each light does to face and wall what it is called after") {
    Camera rig;
    const auto room = rig.seen({}), dim = rig.seen(under({.light = sim::Light::dim}));
    const auto window = rig.seen(under({.light = sim::Light::backlight}));
    const auto sun = rig.seen(under({.light = sim::Light::sun}));
    CHECK(grey(dim) < 0.6 * grey(room));
    CHECK(grey(window(kWall)) > 240);
    CHECK(grey(window(kCheeks)) < 0.6 * grey(room(kCheeks)));
    CHECK(grey(sun(cv::Rect(240, 200, 30, 100))) > 1.5 * grey(sun(cv::Rect(370, 200, 30, 100))));
    CHECK(sim::noise_in({.light = sim::Light::dim}) > sim::noise_in({}));
}

TEST_CASE("from near the middle of a face is larger, and its eyes are known where they then are") {
    const sim::Sitter figure(sim::drawn_figure(), sim::kFigureEyes);
    const auto apart = [](const sim::Sitter& sitter) { return cv::norm(sitter.eyes->right - sitter.eyes->left); };
    const auto near = sim::seen_from(figure, 30), far = sim::seen_from(figure, 100);
    CHECK(apart(near) > 1.1 * apart(figure));
    CHECK(apart(far) == Approx(apart(figure)));
    CHECK(difference(far.portrait, figure.portrait) < 1);
    // The pupils are drawn dark: where they are said to be it is dark.
    for (const auto& eye : {near.eyes->left, near.eyes->right})
        CHECK(grey(near.portrait(cv::Rect(cvRound(eye.x) - 3, cvRound(eye.y) - 3, 6, 6))) < 90);
    CHECK(difference(near.portrait(cv::Rect(0, 0, 20, 640)), figure.portrait(cv::Rect(0, 0, 20, 640))) < 1);
    CHECK(sim::size_at(100) == Approx(sim::size_at(50) / 2));
}

TEST_CASE("a face mask hides the mouth, dark glasses the eyes") {
    const sim::Sitter figure(sim::drawn_figure(), sim::kFigureEyes);
    const cv::Rect mouth(215, 390, 50, 20), eyes(180, 290, 20, 20);
    const auto masked = sim::dressed(figure, sim::Wearing::face_mask).portrait;
    CHECK(difference(masked(mouth), figure.portrait(mouth)) > 30);
    CHECK(difference(masked(eyes), figure.portrait(eyes)) == 0);
    const auto dark = sim::dressed(figure, sim::Wearing::dark_glasses).portrait;
    CHECK(grey(dark(eyes)) < 30);
    CHECK(difference(dark(mouth), figure.portrait(mouth)) == 0);
}

TEST_CASE("a long exposure smears who sways, and nobody who keeps still") {
    Camera rig;
    const auto sharpness = [&](double shutter, double motion) {
        auto view = under({.shutter_ms = shutter});
        view.motion = motion;
        return edges(rig.seen(view, Duration(400)));
    };
    CHECK(sharpness(200, 6) < 0.8 * sharpness(0, 6));
    CHECK(sharpness(200, 0) == Approx(sharpness(0, 0)).epsilon(0.02));
}

TEST_CASE("an exposure that drifts is brighter at one time and darker at another") {
    Camera rig;
    const auto brightness = [&](bool drifts, Duration after) {
        return grey(rig.seen({.motion = 0, .conditions = {.drifts = drifts}}, after));
    };
    CHECK(brightness(true, Duration(4500)) < 0.7 * brightness(true, Duration(1500)));
    CHECK(brightness(false, Duration(4500)) == brightness(false, Duration(1500)));
}

TEST_CASE("YUYV keeps the light and mixes colours of neighbours, JPEG loses a little of everything") {
    cv::Mat stripes(40, 40, CV_8UC3);
    for (int x = 0; x < stripes.cols; ++x)
        stripes.col(x).setTo(x % 2 == 0 ? cv::Scalar(40, 60, 200) : cv::Scalar(200, 60, 40));
    const auto mixed = sim::sent(stripes, sim::Coding::yuyv);
    cv::Mat light, mixed_light;
    cv::cvtColor(stripes, light, cv::COLOR_BGR2GRAY);
    cv::cvtColor(mixed, mixed_light, cv::COLOR_BGR2GRAY);
    CHECK(difference(light, mixed_light) < 4);
    CHECK(difference(stripes, mixed) > 60);
    CHECK(difference(stripes, sim::sent(stripes, sim::Coding::exact)) == 0);
    const auto figure = sim::drawn_figure(), lossy = sim::sent(figure, sim::Coding::jpeg);
    CHECK(difference(figure, lossy) > 0);
    CHECK(difference(figure, lossy) < 6);
}

TEST_CASE("the sensor's rate is the one that was set") {
    Camera rig;
    for (const int rate : {15, 20, 60}) {
        rig.camera.sensor().set_rate(rate);
        const auto capture = rig.camera.open();
        const auto first = (*capture)->next_frame(Duration(1000)), second = (*capture)->next_frame(Duration(1000));
        REQUIRE(second);
        CHECK(second->taken - first->taken == Duration(1000 / rate));
    }
}

TEST_CASE("under all conditions the same seed gives the same pictures, to the bit") {
    const auto frames = [] {
        Camera rig;
        REQUIRE(rig.camera.show(
            {.who = "figure",
             .conditions = {sim::Light::sun, sim::Coding::jpeg, sim::Wearing::face_mask, 40, 30, true, 30, 9}}));
        const auto capture = rig.camera.open();
        std::vector<base::Bytes> taken;
        for (int i = 0; i < 5; ++i) {
            const auto frame = (*capture)->next_frame(Duration(1000));
            REQUIRE(frame);
            taken.push_back(frame->image.pixels);
        }
        return taken;
    };
    const bool same = frames() == frames();
    CHECK(same);
}

TEST_CASE("settings are told by word, and what is none is refused with what there is") {
    Conditions conditions;
    for (const auto* good : {"light=sun", "distance=40cm", "wearing=face_mask", "shutter=30ms", "exposure=drifts",
                             "noise=6", "coding=yuyv", "rate=15"})
        CHECK(sim::set_condition(conditions, good));
    CHECK(conditions.light == sim::Light::sun);
    CHECK(conditions.distance_cm == 40);
    CHECK(conditions.wearing == sim::Wearing::face_mask);
    CHECK(conditions.shutter_ms == 30);
    CHECK(conditions.drifts);
    CHECK(conditions.noise == 6);
    CHECK(conditions.coding == sim::Coding::yuyv);
    CHECK(conditions.rate == 15);
    for (const auto* bad : {"light=green", "light", "light=", "distance=40", "distance=5cm", "rate=61", "noise=-1",
                            "shutter=nanms", "colour=red", "", "="})
        CHECK_FALSE(sim::set_condition(conditions, bad));
    CHECK(sim::set_condition(conditions, "light=green").error().detail == "light= takes room, dim, backlight, sun");
}

TEST_CASE("the page on scenarios names each setting and each of its values") {
    std::ifstream file(SOURCE_DIR "/docs/scenarios.md");
    std::stringstream page;
    page << file.rdbuf();
    for (const auto& setting : sim::settings()) {
        CHECK(page.str().find("| `" + std::string(setting.name) + "` |") != std::string::npos);
        std::string values(setting.values), value;
        std::replace(values.begin(), values.end(), ',', ' ');
        for (std::istringstream words(values); words >> value;)
            CHECK((value == "…" || page.str().find("`" + value + "`") != std::string::npos));
    }
}
