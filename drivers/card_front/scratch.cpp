// SPDX-License-Identifier: Apache-2.0
#include "scratch.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "quantile.hpp"

namespace uketsuke::drivers::card_front {
namespace {

constexpr double kAside = 3.5;             ///< pixels from a line to the paper that it is compared with
constexpr int kTurns = 48;                 ///< in half a turn
constexpr int kLeastLength = 10;           ///< pixels that a scratch shows beside the print
constexpr double kUnbroken = 0.6;          ///< part of them that must be darker: specks in a row are no scratch
constexpr float kDarker = 0.01F;           ///< than the paper, part of its light
constexpr float kSpeck = 0.06F;            ///< what is darker counts no more than this
constexpr double kDepth = 0.014;           ///< mean along a scratch
constexpr double kLineOverNoise = 8;       ///< deviations of that mean
constexpr std::size_t kNoiseSample = 100;  ///< pixels that tell the noise

/// The paper beside the print, with a rim around that is none, so that looking aside needs no care.
class Paper {
public:
    static constexpr int kRim = 4;  ///< pixels

    Paper(const cv::Mat& ink, const cv::Rect& print) {
        cv::GaussianBlur(ink, ink_, {}, 0.7);
        cv::copyMakeBorder(ink_, ink_, kRim, kRim, kRim, kRim, cv::BORDER_CONSTANT, 0);
        cv::Mat free(ink.size(), CV_8UC1, cv::Scalar(1));
        free(print).setTo(0);
        free.row(0).setTo(0);
        cv::copyMakeBorder(free, free_, kRim, kRim, kRim, kRim, cv::BORDER_CONSTANT, 0);
    }

    [[nodiscard]] cv::Size size() const { return ink_.size(); }
    /// For each point of paper how much darker it is than what lies on both sides of it, if that is paper too.
    template <class Take>
    void each_ridge(cv::Point aside, const Take& take) const {
        const std::ptrdiff_t step = aside.y * ink_.cols + aside.x;
        for (int y = kRim; y < ink_.rows - kRim; ++y) {
            const auto* ink = ink_.ptr<float>(y);
            const auto* free = free_.ptr<std::uint8_t>(y);
            for (int x = kRim; x < ink_.cols - kRim; ++x)
                if (free[x] != 0 && free[x + step] != 0 && free[x - step] != 0)
                    take(cv::Point(x, y), ink[x] - std::max(ink[x + step], ink[x - step]));
        }
    }
    /// Standard deviation of such a difference where there is nothing.
    [[nodiscard]] std::optional<double> noise() const {
        std::vector<float> seen;
        each_ridge({kRim, 0}, [&](cv::Point, float ridge) { seen.push_back(std::abs(ridge)); });
        if (seen.size() < kNoiseSample) return std::nullopt;
        return 1.48 * median(seen) + 1e-4;
    }

private:
    cv::Mat ink_, free_;
};

struct Trace {
    double sum = 0;
    int length = 0, darker = 0;
    [[nodiscard]] bool scratch(double noise) const {
        return length >= kLeastLength && darker >= kUnbroken * length && sum > kDepth * length &&
               sum > kLineOverNoise * noise * std::sqrt(length);
    }
};

/// Whether there is a scratch of one direction through the print.
bool runs_along(const Paper& paper, const cv::Rect& print, double angle, double noise) {
    const cv::Point2d across(-std::sin(angle), std::cos(angle));
    const cv::Point aside(cvRound(kAside * across.x), cvRound(kAside * across.y));
    const int reach = paper.size().width + paper.size().height;
    std::vector<Trace> traces(static_cast<std::size_t>(2 * reach));
    const auto trace_of = [&](cv::Point at) { return static_cast<std::size_t>(cvRound(across.dot(at)) + reach); };
    paper.each_ridge(aside, [&](cv::Point at, float ridge) {
        auto& trace = traces[trace_of(at)];
        trace.sum += std::clamp(ridge, -kSpeck, kSpeck);
        ++trace.length;
        trace.darker += ridge > kDarker ? 1 : 0;
    });
    const auto [first, last] = std::minmax({trace_of(print.tl()), trace_of(print.br()),
                                            trace_of({print.x, print.br().y}), trace_of({print.br().x, print.y})});
    return std::any_of(traces.begin() + static_cast<std::ptrdiff_t>(first),
                       traces.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                       [&](const Trace& trace) { return trace.scratch(noise); });
}

}  // namespace

bool scratched(const InkStrip& strip, const cv::Rect& print) {
    cv::Mat ink = strip.ink * strip.contrast;  // parts of the paper's light again
    const cv::Rect there = print & cv::Rect({}, ink.size());
    const Paper paper(ink, there);
    const auto noise = paper.noise();
    if (!noise) return false;
    for (int i = 0; i < kTurns; ++i)
        if (runs_along(paper, there + cv::Point(Paper::kRim, Paper::kRim), M_PI * i / kTurns, *noise)) return true;
    return false;
}

}  // namespace uketsuke::drivers::card_front
