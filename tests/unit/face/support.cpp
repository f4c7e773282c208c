// SPDX-License-Identifier: Apache-2.0
#include "support.hpp"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "sim/camera/room.hpp"

namespace uketsuke::test {

std::shared_ptr<models::face::FaceModels> models() {
    static const auto loaded = models::face::FaceModels::load(MODELS_DIR);
    INFO("the face models are not there or wrong: run ./kiosk setup");
    if (!loaded) FAIL(loaded.error().detail);
    return *loaded;
}

cv::Mat portrait(const std::string& file) {
    const cv::Mat picture = cv::imread(std::string(PORTRAITS_DIR "/") + file, cv::IMREAD_UNCHANGED);
    INFO(file << " is not in " PORTRAITS_DIR ": run ./kiosk setup, then configure and build again");
    REQUIRE_FALSE(picture.empty());
    return picture;
}

domain::Image image_of(const cv::Mat& picture) {
    return {picture.cols, picture.rows, picture.channels(), {picture.datastart, picture.dataend}};
}

namespace {

cv::Mat with_noise(const cv::Mat& picture, double gain, double sigma, std::uint64_t seed) {
    cv::Mat lit, noise(picture.size(), CV_16SC3), out;
    picture.convertTo(lit, CV_16SC3, gain);
    cv::RNG(seed).fill(noise, cv::RNG::NORMAL, 0, sigma);
    cv::Mat(lit + noise).convertTo(out, CV_8UC3);
    return out;
}

void place(const cv::Mat& picture, cv::Mat& frame, int right, int down) {
    const cv::Rect at((frame.cols - picture.cols) / 2 + right, (frame.rows - picture.rows) / 2 + down, picture.cols,
                      picture.rows);
    const cv::Rect inside = at & cv::Rect({}, frame.size());
    picture(inside - at.tl()).copyTo(frame(inside));
}

}  // namespace

cv::Mat seen(const cv::Mat& person, const Scene& scene) {
    cv::Mat frame(480, 640, CV_8UC3, cv::Scalar(150, 160, 165));
    cv::Mat shown;
    cv::resize(person, shown, {}, scene.scale, scene.scale, cv::INTER_AREA);
    place(shown, frame, scene.right, scene.down);
    if (scene.blur > 0) cv::GaussianBlur(frame, frame, {}, scene.blur);
    return with_noise(frame, scene.light, scene.noise, scene.seed);
}

cv::Mat held_print(const cv::Mat& photograph, std::uint64_t seed) {
    auto view = sim::held(sim::Artefact::print, "");
    view.motion = 0;
    return with_noise(sim::compose_room(view, photograph, {}, {}), 1, 3, seed);
}

domain::Frame frame_of(const cv::Mat& picture, std::uint64_t sequence) {
    return {image_of(picture), base::MonoTime(base::Duration(66 * static_cast<int>(sequence))), sequence};
}

}  // namespace uketsuke::test
