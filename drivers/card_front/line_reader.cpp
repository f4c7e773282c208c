// SPDX-License-Identifier: Apache-2.0
#include "line_reader.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "find_card.hpp"
#include "firmware/base/wiping_allocator.hpp"
#include "glyph_window.hpp"
#include "quantile.hpp"
#include "stain.hpp"

namespace uketsuke::drivers::card_front {
namespace {

constexpr double kFaint = 0.12;  ///< contrast below which there is no print
constexpr double kSeen = 0.45;   ///< mean probability from which something may be a symbol
constexpr double kSure = 0.75;   ///< and, in the mean of both networks, from which a digit is one
constexpr double kClear = 0.65;  ///< and another character: it is not sent, but tells where a number ends
constexpr double kRival = 0.05;  ///< most that another digit may have in the same place
constexpr double kWider = 2;     ///< how much more a character counts than a digit: 日 has two strokes like 1
constexpr double kEmpty = 0.12;  ///< deviation of ink below which a window shows nothing
constexpr int kCoarseX = 3, kCoarseY = 2;
constexpr std::size_t kCoarseHeights = 4;
constexpr int kAround = 1, kFar = 4;  ///< pixels of a second look: that are averaged, that are tried up and down
constexpr double kEven = 1.5;         ///< most that a step between digits is longer than the shortest
constexpr int kStain = 3;             ///< pixels of another colour in a symbol that is not believed
constexpr int kWhite = 252;

/// A strip, and who looks at it.
struct Print {
    GlyphStrip strip;
    GlyphNets& nets;
};

/// Probabilities at the given places of a strip, one row each; nothing where there is no ink.
cv::Mat look(const Print& print, const std::vector<cv::Point>& places, bool closely = false) {
    cv::Mat result(static_cast<int>(places.size()), kSymbolCount, CV_32F, cv::Scalar(0));
    result.col(kNothing).setTo(1);
    cv::Mat rows(static_cast<int>(places.size()), kWindowInputs, CV_32F);
    std::vector<int> filled;
    for (int i = 0; i < result.rows; ++i) {
        auto* row = rows.ptr<float>(static_cast<int>(filled.size()));
        if (print.strip.window(places[static_cast<std::size_t>(i)], row) >= kEmpty) filled.push_back(i);
    }
    if (filled.empty()) return result;
    const cv::Mat part = rows.rowRange(0, static_cast<int>(filled.size()));
    const cv::Mat seen = closely ? print.nets.recognise_surely(part) : print.nets.recognise(part);
    for (std::size_t i = 0; i < filled.size(); ++i) seen.row(static_cast<int>(i)).copyTo(result.row(filled[i]));
    return result;
}

/// The heights of windows that hold the most ink, best first.
std::vector<int> inked_heights(const cv::Mat& ink) {
    cv::Mat rows, around;
    cv::reduce(ink, rows, 1, cv::REDUCE_AVG);
    const int print = kEmPixels * 3 / 4;  // the height of a digit
    cv::boxFilter(rows, around, -1, {1, print}, {-1, -1}, true, cv::BORDER_REPLICATE);
    std::vector<int> heights;
    for (int y = kAround; y <= ink.rows - kWindowHeight - kAround; y += kCoarseY) heights.push_back(y);
    const auto ink_at = [&](int y) { return around.at<float>(y + kWindowHeight / 2); };
    std::sort(heights.begin(), heights.end(), [&](int one, int other) { return ink_at(one) > ink_at(other); });
    heights.resize(std::min<std::size_t>(heights.size(), kCoarseHeights));
    return heights;
}

/// About the height at which most symbols are seen.
int line_height(const Print& print, const cv::Mat& ink) {
    std::vector<cv::Point> places;
    for (const int y : inked_heights(ink))
        for (int x = 0; x + kWindowWidth <= ink.cols; x += kCoarseX) places.emplace_back(x, y);
    const cv::Mat seen = look(print, places);
    double all = 1e-6, moment = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const double symbol = 1 - seen.at<float>(static_cast<int>(i), kNothing);
        all += symbol;
        moment += symbol * places[i].y;
    }
    return std::clamp(cvRound(moment / all), kAround, ink.rows - kWindowHeight - kAround);
}

struct Found {
    Symbol symbol;
    int x;  ///< of its window
    double score;
    bool rivalled = false;  ///< another digit is nearly as likely
    bool stained = false;   ///< a part of it is no print
};
using FoundSymbols = std::vector<Found, base::WipingAllocator<Found>>;

/// Where symbols are: the middle of each stretch of a line in which one is likely.
FoundSymbols stretches(const Print& print, int line) {
    std::vector<cv::Point> places;
    for (int x = 0; x + kWindowWidth <= print.strip.size().width; ++x) places.emplace_back(x, line);
    const cv::Mat seen = look(print, places);
    FoundSymbols found;
    for (int s = 0; s < kNothing; ++s)
        for (int x = 0; x < seen.rows; ++x) {
            double sum = 0, moment = 0;
            for (; x < seen.rows && seen.at<float>(x, s) >= kSeen; ++x) {
                sum += seen.at<float>(x, s);
                moment += seen.at<float>(x, s) * x;
            }
            const double weight = is_digit(static_cast<Symbol>(s)) ? 1 : kWider;
            if (sum > 0) found.push_back({static_cast<Symbol>(s), cvRound(moment / sum), sum * weight});
        }
    std::sort(found.begin(), found.end(), [](const auto& one, const auto& other) { return one.score > other.score; });
    return found;
}

/// The height near `height` at which the symbols of a line are surest.
int best_height(const Print& print, int height, const FoundSymbols& line) {
    const int first = std::max(height - kFar, 0),
              last = std::min(height + kFar, print.strip.size().height - kWindowHeight);
    std::vector<cv::Point> places;
    for (int y = first; y <= last; ++y)
        for (const auto& one : line) places.emplace_back(one.x, y);
    const cv::Mat seen = look(print, places);
    double all = 0, moment = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const double sure = seen.at<float>(static_cast<int>(i), line[i % line.size()].symbol);
        all += sure;
        moment += sure * places[i].y;
    }
    const int lowest = print.strip.size().height - kWindowHeight - kAround;
    return std::clamp(all > 0 ? cvRound(moment / all) : height, kAround, lowest);
}

/// A second look, from all sides: the score becomes the mean of a place and its neighbours.
void look_closely(const Print& print, int height, FoundSymbols& line) {
    constexpr int kAcross = 2 * kAround + 1, kLooks = kAcross * kAcross;
    std::vector<cv::Point> places;
    for (const auto& one : line)
        for (int i = 0; i < kLooks; ++i)
            places.emplace_back(std::clamp(one.x + i % kAcross - kAround, 0, print.strip.size().width - kWindowWidth),
                                height + i / kAcross - kAround);
    const cv::Mat seen = look(print, places, true);
    for (std::size_t i = 0; i < line.size(); ++i) {
        cv::Mat mean;
        const int from = static_cast<int>(i) * kLooks;
        cv::reduce(seen.rowRange(from, from + kLooks), mean, 0, cv::REDUCE_AVG);
        line[i].score = mean.at<float>(line[i].symbol);
        for (int s = 0; s <= 9; ++s) line[i].rivalled |= s != line[i].symbol && mean.at<float>(s) > kRival;
    }
}

/// Where the ink of a symbol is whose window lies at a height.
cv::Rect ink_of(const Found& one, int height) {
    constexpr int kBeside = 2, kAbove = 1;
    return {one.x + kBeside, height + kAbove, kWindowWidth - 2 * kBeside, kWindowHeight - 2 * kAbove};
}

void mark_stained(const InkStrip& strip, int height, FoundSymbols& line) {
    const cv::Mat stain = stains(strip);
    for (auto& one : line)
        one.stained = cv::countNonZero(stain(ink_of(one, height) & cv::Rect({}, stain.size()))) >= kStain;
}

/// Least and most that the middles of two neighbours are apart, em.
double least_step(Symbol one, Symbol other) { return 0.32 + (is_digit(one) ? 0 : 0.21) + (is_digit(other) ? 0 : 0.21); }
double most_step(Symbol one, Symbol other) { return 0.9 + (is_digit(one) ? 0 : 0.15) + (is_digit(other) ? 0 : 0.15); }

/// The best of what stands in each place, from the left.
FoundSymbols choose(const FoundSymbols& found) {
    FoundSymbols line;
    for (const auto& one : found)
        if (std::none_of(line.begin(), line.end(), [&](const auto& other) {
                return std::abs(one.x - other.x) < kEmPixels * least_step(one.symbol, other.symbol);
            }))
            line.push_back(one);
    std::sort(line.begin(), line.end(), [](const auto& one, const auto& other) { return one.x < other.x; });
    return line;
}

bool sure_digit(const Found& one) { return is_digit(one.symbol) && one.score >= kSure; }

/// Whether a symbol may be believed.
bool certain(const Found& one) {
    return one.score >= (is_digit(one.symbol) ? kSure : kClear) && !one.rivalled && !one.stained;
}

/// The least step from digit to digit, pixels; digits of one line stand about evenly.
double digit_step(const FoundSymbols& line) {
    double least = kEmPixels;
    for (std::size_t i = 1; i < line.size(); ++i)
        if (sure_digit(line[i - 1]) && sure_digit(line[i])) least = std::min<double>(least, line[i].x - line[i - 1].x);
    return least;
}

/// Whether a symbol may be hidden between two neighbours.
bool gap_between(const Found& one, const Found& other, double digits) {
    const double step = other.x - one.x;
    return step > kEmPixels * most_step(one.symbol, other.symbol) ||
           (is_digit(one.symbol) && is_digit(other.symbol) && step > kEven * digits);
}

/// The longest certain beginning of a part of a line without such a gap. Dirt beside the print is not in it.
std::pair<std::size_t, std::size_t> longest_run(const FoundSymbols& line) {
    const double digits = digit_step(line);
    std::pair<std::size_t, std::size_t> longest{0, 0};
    for (std::size_t from = 0, i = 1; i <= line.size(); ++i) {
        if (i < line.size() && !gap_between(line[i - 1], line[i], digits)) continue;
        std::size_t end = from;
        while (end < i && certain(line[end])) ++end;
        if (end - from > longest.second - longest.first) longest = {from, end};
        from = i;
    }
    return longest;
}

/// The light of the paper beside each pixel.
cv::Mat paper_around(const cv::Mat& light) {
    cv::Mat paper;
    cv::blur(light, paper, {3, 3});
    cv::dilate(paper, paper, cv::getStructuringElement(cv::MORPH_RECT, {kEmPixels, kEmPixels}));
    cv::blur(paper, paper, {kEmPixels, kEmPixels});
    return cv::max(paper, 1.0);
}

/// The part of one colour of the paper's light that each pixel sends back.
cv::Mat left_of(const cv::Mat& bgr, int channel) {
    cv::Mat light;
    cv::extractChannel(bgr, light, channel);
    cv::divide(light, paper_around(light), light);
    return light;
}

}  // namespace

InkStrip ink_strip(const cv::Mat& card, const FieldWindow& field) {
    const cv::Rect2d window(field.x * kPixelsPerMm, field.y * kPixelsPerMm, field.width * kPixelsPerMm,
                            field.height * kPixelsPerMm);
    const cv::Mat part = card(cv::Rect(window) & cv::Rect({}, card.size()));
    const double scale = kEmPixels / (field.font_size * kPixelsPerMm);
    InkStrip strip;
    cv::Mat colours, grey;
    cv::cvtColor(part, grey, cv::COLOR_BGR2GRAY);
    strip.white = cv::countNonZero(grey >= kWhite) / static_cast<double>(grey.total());
    cv::Mat fine;
    part.convertTo(fine, CV_32F);
    cv::resize(fine, colours, {}, scale, scale, cv::INTER_AREA);
    cv::cvtColor(colours, grey, cv::COLOR_BGR2GRAY);
    const cv::Mat paper = paper_around(grey);
    strip.paper = quantile(paper, 0.5);
    strip.ink = 1 - grey / paper;
    strip.contrast = quantile(strip.ink, 0.985);
    strip.ink /= std::max(strip.contrast, kFaint);
    strip.warmth = left_of(colours, 2);
    const cv::Mat blue = left_of(colours, 0);
    strip.warmth -= blue;
    return strip;
}

ReadLine read_line(const InkStrip& strip, GlyphNets& nets) {
    ReadLine read;
    if (strip.contrast < kFaint || strip.ink.cols < kWindowWidth || strip.ink.rows < kWindowHeight + 2 * kAround)
        return read;
    cv::Mat padded;  // a line may stand at the window's edge
    cv::copyMakeBorder(strip.ink, padded, kFar, kFar, 0, 0, cv::BORDER_CONSTANT, 0);
    const Print print{GlyphStrip(padded), nets};
    int height = line_height(print, padded);
    auto found = stretches(print, height);
    auto line = choose(found);
    if (line.empty()) return read;
    if (const int better = best_height(print, height, line); better != height) {
        height = better;
        found = stretches(print, height);
        line = choose(found);
    }
    look_closely(print, height, line);
    mark_stained(strip, height - kFar, line);
    read.symbols.reserve(line.size());
    const auto [from, end] = longest_run(line);
    for (std::size_t i = from; i < end; ++i) {
        read.symbols.push_back(line[i].symbol);
        read.print |= ink_of(line[i], height - kFar);
    }
    return read;
}

}  // namespace uketsuke::drivers::card_front
