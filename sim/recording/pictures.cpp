// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "recording.hpp"

namespace uketsuke::sim {
namespace {

constexpr int kWidth = 1600, kHalf = 130, kSpectrum = 320;
constexpr int kWindow = 1024;
constexpr double kHighest = 4000, kRange = 70;  // hertz, dB
const cv::Scalar kInk{120, 60, 0}, kLine{190, 190, 190}, kPaper{255, 255, 255};

/// The frames of a column, first and one past the last.
std::pair<std::size_t, std::size_t> frames_of(int column, std::size_t frames) {
    const auto width = static_cast<std::size_t>(kWidth), at = static_cast<std::size_t>(column);
    return {frames * at / width, std::max(frames * at / width + 1, frames * (at + 1) / width)};
}

void draw_seconds(cv::Mat& picture, std::size_t frames, int rate, const cv::Scalar& colour) {
    const double length = static_cast<double>(frames) / rate;
    for (int second = 10; second < length; second += 10) {
        const int x = static_cast<int>(second / length * kWidth);
        cv::line(picture, {x, 0}, {x, picture.rows}, colour);
        cv::putText(picture, std::to_string(second) + " s", {x + 3, 12}, cv::FONT_HERSHEY_PLAIN, 0.9, colour, 1,
                    cv::LINE_AA);
    }
}

base::Result<void> write(const cv::Mat& picture, const std::filesystem::path& png) {
    if (cv::imwrite(png.string(), picture)) return {};
    return base::fail(base::ErrorCode::file_unreadable, png.string() + " cannot be written");
}

/// One side in one column: from its least to its largest sample.
void draw_column(cv::Mat& picture, std::span<const float> stereo, int column, std::size_t side) {
    const auto [first, last] = frames_of(column, stereo.size() / 2);
    float least = 0, largest = 0;
    for (auto i = first; i < last && 2 * i + side < stereo.size(); ++i) {
        least = std::min(least, stereo[2 * i + side]);
        largest = std::max(largest, stereo[2 * i + side]);
    }
    const int middle = kHalf * (2 * static_cast<int>(side) + 1);
    const auto y = [&](float value) { return middle - static_cast<int>(value * (kHalf - 4)); };
    cv::line(picture, {column, y(largest)}, {column, y(least)}, kInk);
}

/// Both sides from a frame on, under a window.
cv::Mat window_at(std::span<const float> stereo, std::size_t frame) {
    cv::Mat window = cv::Mat::zeros(1, kWindow, CV_32F);
    for (int i = 0; i < kWindow; ++i) {
        const auto at = 2 * (frame + static_cast<std::size_t>(i));
        if (at + 1 >= stereo.size()) break;
        const double hann = 0.5 - 0.5 * std::cos(2 * CV_PI * i / kWindow);
        window.at<float>(i) = static_cast<float>(hann) * (stereo[at] + stereo[at + 1]) / 2;
    }
    return window;
}

/// In dB below full scale, up to kHighest.
std::vector<double> levels_at(std::span<const float> stereo, std::size_t frame, int rate) {
    cv::Mat spectrum;
    cv::dft(window_at(stereo, frame), spectrum, cv::DFT_COMPLEX_OUTPUT);
    std::vector<double> levels;
    for (int i = 0; i * rate < kHighest * kWindow; ++i) {
        const auto value = spectrum.at<cv::Vec2f>(i);
        levels.push_back(20 * std::log10(std::hypot(value[0], value[1]) * 4 / kWindow + 1e-9));
    }
    return levels;
}

}  // namespace

base::Result<void> draw_waveform(std::span<const float> stereo, int rate, const std::filesystem::path& png) {
    cv::Mat picture(4 * kHalf, kWidth, CV_8UC3, kPaper);
    draw_seconds(picture, stereo.size() / 2, rate, kLine);
    for (int column = 0; column < kWidth; ++column)
        for (const std::size_t side : {0U, 1U}) draw_column(picture, stereo, column, side);
    return write(picture, png);
}

base::Result<void> draw_spectrogram(std::span<const float> stereo, int rate, const std::filesystem::path& png) {
    cv::Mat grey(kSpectrum, kWidth, CV_8U), picture;
    for (int column = 0; column < kWidth; ++column) {
        const auto levels = levels_at(stereo, frames_of(column, stereo.size() / 2).first, rate);
        for (int y = 0; y < kSpectrum; ++y) {
            const auto at = static_cast<std::size_t>(kSpectrum - 1 - y) * levels.size() / kSpectrum;
            grey.at<std::uint8_t>(y, column) = cv::saturate_cast<std::uint8_t>((levels[at] + kRange) / kRange * 255);
        }
    }
    cv::applyColorMap(grey, picture, cv::COLORMAP_INFERNO);
    draw_seconds(picture, stereo.size() / 2, rate, kLine);
    return write(picture, png);
}

}  // namespace uketsuke::sim
