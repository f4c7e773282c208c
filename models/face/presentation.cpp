// SPDX-License-Identifier: Apache-2.0
#include "presentation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace uketsuke::models::face {
namespace {

constexpr float kEnlarged = 1.5F;  // the manifest says how this was found
constexpr double kMiddleLight = 110, kLeastGain = 0.6, kMostGain = 4;

constexpr int kBeatPatch = 128;  ///< pixels of the camera, not stretched: a beat is one of the camera's own pixels
constexpr double kLeastFrequency = 0.1;  ///< cycles a pixel; below, skin and hair have their own
constexpr double kNoise = 1.5,
                 kPeak = 2.5;  ///< lg of a peak over the mean of its ring: what noise reaches; what is sure

constexpr double kLongEdge = 0.8;                    ///< heights of the face
constexpr double kNearest = 0.35, kFarthest = 1.6;   ///< from the middle of the face to the side, in its heights
constexpr double kUpright = 0.42, kParallel = 0.12;  ///< radians

double softmax_first(const cv::Mat& result) {
    const auto* values = result.ptr<float>();
    const float top = *std::max_element(values, values + result.total());
    double sum = 0;
    for (std::size_t i = 0; i < result.total(); ++i) sum += std::exp(values[i] - top);
    return std::exp(values[0] - top) / sum;
}

cv::Mat hanning_window() {
    cv::Mat window;
    cv::createHanningWindow(window, {kBeatPatch, kBeatPatch}, CV_32F);
    return window;
}

/// The waves that make up the middle of the face, as complex numbers; zero frequency at the origin.
cv::Mat spectrum_of(const cv::Mat& picture, const Face& face, Scratch& scratch) {
    static const cv::Mat window = hanning_window();
    const auto patch = cut_square(picture, centre_of(face.box), kBeatPatch, scratch.square);
    auto light = scratch.light.of(window.size(), CV_32F), spectrum = scratch.spectrum.of(window.size(), CV_32FC2);
    in_grey(patch, scratch.grey).convertTo(light, CV_32F);
    cv::subtract(light, cv::mean(light), light);
    cv::multiply(light, window, light);
    cv::dft(light, spectrum, cv::DFT_COMPLEX_OUTPUT);
    return spectrum;
}

float power(const cv::Vec2f& wave) { return wave[0] * wave[0] + wave[1] * wave[1]; }

/// An upright line beside the face.
struct Edge {
    double side;   ///< of the middle of the face, in its heights; negative = left
    double angle;  ///< from the vertical, radians
};

std::vector<Edge> upright_edges(const cv::Mat& picture, const Face& face, Scratch& scratch) {
    const cv::Size half(cvRound(picture.cols / 2.0), cvRound(picture.rows / 2.0));
    auto small = scratch.square.of(half, CV_8UC1), edges = scratch.edges.of(half, CV_8UC1);
    cv::resize(in_grey(picture, scratch.whole), small, half, 0, 0, cv::INTER_AREA);
    cv::Canny(small, edges, 50, 130);
    const double height = face.box.height / 2.0;
    const cv::Point2d middle = cv::Point2d(centre_of(face.box)) * 0.5;
    std::vector<cv::Vec4i> segments;
    cv::HoughLinesP(edges, segments, 1, CV_PI / 180, 30, kLongEdge * height, 5);
    std::vector<Edge> found;
    for (const auto& s : segments) {
        const double across = s[2] - s[0], down = s[3] - s[1];
        const double angle = std::atan(across / (std::abs(down) < 1 ? 1 : down));
        const double x = s[0] + across * (middle.y - s[1]) / (std::abs(down) < 1 ? 1 : down);  // level with the face
        const double side = (x - middle.x) / std::max(1.0, height);
        if (std::abs(down) > std::abs(across) && std::abs(angle) < kUpright && std::abs(side) > kNearest &&
            std::abs(side) < kFarthest)
            found.push_back({side, angle});
    }
    return found;
}

}  // namespace

void LiveViews::draw(const cv::Mat& picture, const Face& face, cv::Size size, Scratch& scratch) {
    auto crop = cut_square(picture, centre_of(face.box), face.box.height * kEnlarged, scratch.square);
    const auto middle = cut_square(picture, centre_of(face.box), face.box.height * 0.6F, scratch.whole);
    const auto mean = cv::mean(middle);
    const double light = middle.channels() == 3 ? 0.114 * mean[0] + 0.587 * mean[1] + 0.299 * mean[2] : mean[0];
    crop.convertTo(crop, -1, std::clamp(kMiddleLight / std::max(1.0, light), kLeastGain, kMostGain));
    straight = straight_.of(size, crop.type());
    cv::resize(crop, straight, size);
    cv::flip(crop, crop, 1);
    mirrored = mirrored_.of(size, crop.type());
    cv::resize(crop, mirrored, size);
}

void LiveViews::forget() {
    straight_.forget();
    mirrored_.forget();
}

double live_score(Net& liveness, const cv::Mat& view) { return softmax_first(liveness.run(view)[0]); }

double live_score(Net& liveness, const cv::Mat& picture, const Face& face, Scratch& scratch) {
    LiveViews views;
    views.draw(picture, face, liveness.input_size(), scratch);
    const double straight = live_score(liveness, views.straight);
    return (straight + live_score(liveness, views.mirrored)) / 2;
}

double moire_score(const cv::Mat& picture, const Face& face, Scratch& scratch) {
    const cv::Mat spectrum = spectrum_of(picture, face, scratch);
    // By rings of equal frequency: a texture fills its ring, a grid stands out of it.
    std::array<double, kBeatPatch> sums{}, counts{}, peaks{};
    for (int y = 0; y < kBeatPatch; ++y)
        for (int x = 0; x < kBeatPatch; ++x) {
            const int u = x <= kBeatPatch / 2 ? x : x - kBeatPatch, v = y <= kBeatPatch / 2 ? y : y - kBeatPatch;
            // What lies on the axes is edges of the patch, rows of the sensor and blocks of a codec.
            if (std::abs(u) < 2 || std::abs(v) < 2) continue;
            const auto ring = static_cast<std::size_t>(std::hypot(u, v));
            const double here = power(spectrum.at<cv::Vec2f>(y, x));
            sums[ring] += here;
            counts[ring] += 1;
            peaks[ring] = std::max(peaks[ring], here);
        }
    double most = 0;
    for (auto ring = static_cast<std::size_t>(kLeastFrequency * kBeatPatch); ring < kBeatPatch / 2; ++ring) {
        const double rest = (sums[ring] - 2 * peaks[ring]) / std::max(1.0, counts[ring] - 2);  // a peak has a twin
        most = std::max(most, peaks[ring] / std::max(1e-3, rest));
    }
    return std::clamp((std::log10(std::max(1.0, most)) - kNoise) / (kPeak - kNoise), 0.0, 1.0);
}

double frame_score(const cv::Mat& picture, const Face& face, Scratch& scratch) {
    const auto edges = upright_edges(picture, face, scratch);
    for (const auto& left : edges)
        for (const auto& right : edges)
            if (left.side < 0 && right.side > 0 && std::abs(left.angle - right.angle) < kParallel) return 1;
    return 0;
}

double combined(const Presentation& presentation, const PresentationSpec& spec) {
    return std::clamp(
        presentation.live - spec.moire_weight * presentation.moire - spec.frame_weight * presentation.frame, 0.0, 1.0);
}

Look look_of(double score, const Manifest& manifest) {
    if (score >= manifest.liveness.threshold) return Look::sure;
    return score >= manifest.presentation.doubtful_from ? Look::doubtful : Look::attack;
}

double passive_score(Networks& networks, const cv::Mat& picture, const Face& face) {
    auto& scratch = networks.scratch;
    return combined({live_score(networks.liveness, picture, face, scratch), moire_score(picture, face, scratch),
                     frame_score(picture, face, scratch)},
                    networks.manifest.presentation);
}

}  // namespace uketsuke::models::face
