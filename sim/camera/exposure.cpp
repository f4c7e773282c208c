// SPDX-License-Identifier: Apache-2.0
// What light, exposure and wire do to a composed room.
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "conditions.hpp"

namespace uketsuke::sim {
namespace {

// All assumed.
constexpr double kBeforeWindow = 0.35;                 ///< of the light, that a face before a window has
constexpr double kWindow = 252;                        ///< grey: the window itself
constexpr double kFlare = 0.12;                        ///< of the light, that the lens spreads over the whole picture
constexpr double kDim = 0.2, kGain = 2.2;              ///< of the room's light; what the camera makes of it
constexpr double kSunny = 1.9, kShadow = 0.55;         ///< the lit and the other side
constexpr double kSunEdge = 0.08;                      ///< half width of what lies between, part of the frame's width
constexpr double kDriftDepth = 0.2, kDriftPeriod = 6;  ///< seconds
constexpr int kJpegQuality = 70;

/// Brighter at the left than at the right, with a soft edge in the middle of the face.
void sun_from_left(cv::Mat& room) {
    cv::Mat gain(room.size(), CV_32FC3);
    for (int x = 0; x < room.cols; ++x) {
        const double right =
            std::clamp((static_cast<double>(x) / room.cols - 0.5 + kSunEdge) / (2 * kSunEdge), 0.0, 1.0);
        gain.col(x).setTo(cv::Scalar::all(kSunny + (kShadow - kSunny) * right));
    }
    cv::multiply(room, gain, room, 1, CV_8U);
}

/// A lens before a window: its light lies over everything.
void flare(cv::Mat& room) {
    const auto veil = cv::mean(room);
    room.convertTo(room, -1, 1 - kFlare);
    room += veil * kFlare;
}

}  // namespace

Sitter in_light(const Sitter& sitter, Light light) {
    if (light != Light::backlight || sitter.portrait.empty()) return sitter;
    Sitter dark{{}, sitter.eyes};
    sitter.portrait.convertTo(dark.portrait, -1, kBeforeWindow);
    return dark;
}

double noise_in(const Conditions& conditions) {
    return conditions.light == Light::dim ? kGain * conditions.noise : conditions.noise;
}

cv::Mat wall_in(Light light, cv::Size size) {
    if (light != Light::backlight) return {};
    return {size, CV_8UC3, cv::Scalar::all(kWindow)};
}

cv::Mat exposed(cv::Mat room, const Conditions& conditions, double seconds) {
    if (conditions.light == Light::sun) sun_from_left(room);
    if (conditions.light == Light::backlight) flare(room);
    double gain = conditions.light == Light::dim ? kDim * kGain : 1;
    if (conditions.drifts) gain *= 1 + kDriftDepth * std::sin(2 * CV_PI * seconds / kDriftPeriod);
    if (gain != 1) room.convertTo(room, -1, gain);
    return room;
}

namespace {
/// YUYV: two pixels side by side share their colour.
cv::Mat with_half_the_colours(const cv::Mat& picture) {
    cv::Mat colours, half;
    cv::cvtColor(picture, colours, cv::COLOR_BGR2YCrCb);
    cv::resize(colours, half, {colours.cols / 2, colours.rows}, 0, 0, cv::INTER_AREA);
    cv::resize(half, half, colours.size(), 0, 0, cv::INTER_NEAREST);
    constexpr int kLumaStays[] = {0, 0};
    cv::mixChannels(&colours, 1, &half, 1, kLumaStays, 1);
    cv::cvtColor(half, half, cv::COLOR_YCrCb2BGR);
    return half;
}
}  // namespace

cv::Mat sent(const cv::Mat& picture, Coding coding) {
    if (coding == Coding::exact) return picture;
    if (coding == Coding::yuyv) return with_half_the_colours(picture);
    std::vector<std::uint8_t> file;
    cv::imencode(".jpg", picture, file, {cv::IMWRITE_JPEG_QUALITY, kJpegQuality});
    return cv::imdecode(file, cv::IMREAD_COLOR);
}

}  // namespace uketsuke::sim
