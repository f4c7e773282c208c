// SPDX-License-Identifier: Apache-2.0
#include "plot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace uketsuke::tools::eval {
namespace {

constexpr double kWidth = 560, kHeight = 420, kLeft = 70, kRight = 20, kTop = 20, kBottom = 50;
constexpr std::array kColours{"#0b62a4", "#c23b22", "#2a7f3b", "#7a4ea3", "#b8860b", "#444444"};
constexpr double kLeast = 1e-5, kMost = 0.5;
constexpr double kRoomForLegend = 1.2;

/// The standard normal deviate below which a share lies: rational start, two Newton steps on erfc.
double probit(double share) {
    const double tail = std::min(share, 1 - share), t = std::sqrt(-2 * std::log(tail));
    double x = t - (2.30753 + 0.27061 * t) / (1 + 0.99229 * t + 0.04481 * t * t);
    for (int i = 0; i < 2; ++i)
        x += (std::erfc(x / std::sqrt(2.0)) / 2 - tail) * std::sqrt(2 * 3.14159265358979) * std::exp(x * x / 2);
    return share < 0.5 ? -x : x;
}

double on_probit(double share) {
    const double low = probit(kLeast), high = probit(kMost);
    return (probit(std::clamp(share, kLeast, kMost)) - low) / (high - low);
}

double x_of(double part) { return kLeft + part * (kWidth - kLeft - kRight); }
double y_of(double part) { return kHeight - kBottom - part * (kHeight - kTop - kBottom); }

std::string text_at(double x, double y, const char* anchor, const std::string& words, const char* more = "") {
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" {}>{}</text>\n", x, y, anchor, more, words);
}

std::string line_at(double x1, double y1, double x2, double y2, const char* colour) {
    return fmt::format("<path d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\" stroke=\"{}\"/>\n", x1, y1, x2, y2, colour);
}

struct Tick {
    double part;
    std::string words;
};

std::string framed(const std::string& inside, const std::vector<Tick>& across, const std::vector<Tick>& up,
                   const std::string& across_name, const std::string& up_name) {
    std::string out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" "
        "font-family=\"sans-serif\" font-size=\"12\" fill=\"none\">\n<rect width=\"{0}\" height=\"{1}\" "
        "fill=\"white\"/>\n"
        "<g fill=\"#333\" stroke-width=\"1\">\n",
        kWidth, kHeight);
    for (const auto& tick : across) {
        out += line_at(x_of(tick.part), y_of(0), x_of(tick.part), y_of(1), "#e2e2e2");
        out += text_at(x_of(tick.part), y_of(0) + 16, "middle", tick.words);
    }
    for (const auto& tick : up) {
        out += line_at(x_of(0), y_of(tick.part), x_of(1), y_of(tick.part), "#e2e2e2");
        out += text_at(x_of(0) - 6, y_of(tick.part) + 4, "end", tick.words);
    }
    out += text_at(x_of(0.5), kHeight - 10, "middle", across_name);
    out += text_at(0, 0, "middle", up_name,
                   fmt::format("transform=\"translate(16 {:.1f}) rotate(-90)\"", y_of(0.5)).c_str());
    return out + "</g>\n" + inside + "</svg>\n";
}

/// A line through points of 0 … 1; what moves by less than half a pixel is left out.
std::string path_of(const std::vector<std::pair<double, double>>& points, const char* colour) {
    std::string steps;
    double last_x = -1e9, last_y = -1e9;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double x = x_of(points[i].first), y = y_of(points[i].second);
        if (std::hypot(x - last_x, y - last_y) < 0.5 && i + 1 < points.size()) continue;
        steps += fmt::format("{}{:.1f} {:.1f}", steps.empty() ? "M" : "L", x, y);
        last_x = x;
        last_y = y;
    }
    return steps.empty() ? "" : fmt::format("<path d=\"{}\" stroke=\"{}\" stroke-width=\"1.8\"/>\n", steps, colour);
}

std::string legend(std::size_t place, const std::string& name, const char* colour) {
    const double y = kTop + 16 + 16 * static_cast<double>(place);
    return line_at(x_of(1) - 20, y - 4, x_of(1) - 6, y - 4, colour) +
           text_at(x_of(1) - 26, y, "end", name, "fill=\"#333\"");
}

template <class Place>
std::string curves_of(const std::vector<Curve>& curves, Place place) {
    std::string inside;
    for (std::size_t i = 0; i < curves.size(); ++i) {
        const auto* colour = kColours[i % kColours.size()];
        std::vector<std::pair<double, double>> points;
        for (const auto& point : curves[i].points) points.push_back(place(point));
        inside += path_of(points, colour) + legend(i, curves[i].name, colour);
    }
    return inside;
}

std::vector<Tick> linear_ticks(double low, double high, int count) {
    std::vector<Tick> ticks;
    for (int i = 0; i <= count; ++i)
        ticks.push_back({static_cast<double>(i) / count, fmt::format("{:.2g}", low + (high - low) * i / count)});
    return ticks;
}

/// How many scores lie in each step, as a share of all.
std::vector<double> shares(const std::vector<float>& scores, double low, double high, std::size_t steps) {
    std::vector<double> shares(steps, 0);
    for (const float score : scores) {
        const double part = std::clamp((static_cast<double>(score) - low) / (high - low), 0.0, 0.999999);
        shares[static_cast<std::size_t>(part * static_cast<double>(steps))] += 1.0 / static_cast<double>(scores.size());
    }
    return shares;
}

std::vector<std::pair<double, double>> as_steps(const std::vector<double>& heights, double most) {
    std::vector<std::pair<double, double>> points{{0, 0}};
    const auto count = static_cast<double>(heights.size());
    for (std::size_t i = 0; i < heights.size(); ++i) {
        points.emplace_back(static_cast<double>(i) / count, heights[i] / most);
        points.emplace_back(static_cast<double>(i + 1) / count, heights[i] / most);
    }
    points.emplace_back(1, 0);
    return points;
}

}  // namespace

std::string det_plot(const std::vector<Curve>& curves, const std::string& across, const std::string& up) {
    std::vector<Tick> ticks;
    for (const double share : {1e-5, 1e-4, 1e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4})
        ticks.push_back({on_probit(share), fmt::format("{}", share)});
    const auto inside =
        curves_of(curves, [](const DetPoint& point) { return std::pair(on_probit(point.fmr), on_probit(point.fnmr)); });
    return framed(inside, ticks, ticks, across, up);
}

std::string roc_plot(const std::vector<Curve>& curves, const std::string& across, const std::string& up) {
    const auto ticks = linear_ticks(0, 1, 5);
    const auto inside = curves_of(curves, [](const DetPoint& point) { return std::pair(point.fmr, 1 - point.fnmr); });
    return framed(inside, ticks, ticks, across, up);
}

std::string histogram(const Ranked& ranked, double mark) {
    constexpr std::size_t kSteps = 60;
    double low = 0, high = 1;
    for (const auto* scores : {&ranked.genuine(), &ranked.impostors()}) {
        if (scores->empty()) continue;
        low = std::min(low, static_cast<double>(scores->front()));
        high = std::max(high, static_cast<double>(scores->back()));
    }
    const auto genuine = shares(ranked.genuine(), low, high, kSteps);
    const auto impostors = shares(ranked.impostors(), low, high, kSteps);
    const double most = kRoomForLegend * std::max({*std::max_element(genuine.begin(), genuine.end()),
                                                   *std::max_element(impostors.begin(), impostors.end()), 1e-9});
    const double at = std::clamp((mark - low) / (high - low), 0.0, 1.0);
    const auto inside =
        path_of(as_steps(genuine, most), kColours[0]) + path_of(as_steps(impostors, most), kColours[1]) +
        line_at(x_of(at), y_of(0), x_of(at), y_of(1), kColours[5]) + legend(0, "genuine", kColours[0]) +
        legend(1, "impostors", kColours[1]) + legend(2, fmt::format("threshold {:.3f}", mark), kColours[5]);
    return framed(inside, linear_ticks(low, high, 6), linear_ticks(0, most, 4), "score", "share of its kind");
}

}  // namespace uketsuke::tools::eval
