// SPDX-License-Identifier: Apache-2.0
#include "glyphs.hpp"

#include <cairo.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "firmware/base/bytes.hpp"

namespace uketsuke::drivers::surface {
namespace {

constexpr double kSeen = 0.70;                  ///< correlation from which something may be a symbol
constexpr double kSure = 0.82;                  ///< and from which it is one
constexpr double kMargin = 0.05;                ///< by which a digit must beat every other digit
constexpr double kWidestGap = 0.5;              ///< em; a missing digit leaves more
constexpr double kShared = 0.1;                 ///< of the narrower ink; printed symbols do not touch
constexpr double kContrast = 18;                ///< standard deviation in grey levels under a symbol
constexpr double kAbove = 0.88, kBelow = 0.16;  ///< em around the base line
constexpr int kSideways = 1;                    ///< pixels of paper left and right of the ink
constexpr int kLineWobble = 2;                  ///< pixels by which symbols of a line may stand higher or lower

const std::vector<std::pair<Symbol, const char*>> kTexts{
    {Symbol(0), "0"},
    {Symbol(1), "1"},
    {Symbol(2), "2"},
    {Symbol(3), "3"},
    {Symbol(4), "4"},
    {Symbol(5), "5"},
    {Symbol(6), "6"},
    {Symbol(7), "7"},
    {Symbol(8), "8"},
    {Symbol(9), "9"},
    {kYear, "年"},
    {kMonth, "月"},
    {kDay, "日"},
    {kBorn, "生"},
    {kFirstYear, "元"},
    {kEra, "明治"},
    {Symbol(kEra + 1), "大正"},
    {Symbol(kEra + 2), "昭和"},
    {Symbol(kEra + 3), "平成"},
    {Symbol(kEra + 4), "令和"},
};

/// Dark ink on light paper, cut to the ink's width.
cv::Mat draw(const std::string& font, double pixels, const char* text) {
    const int height = static_cast<int>(std::ceil((kAbove + kBelow) * pixels)), width = static_cast<int>(3 * pixels);
    cv::Mat paper(height, static_cast<int>(cairo_format_stride_for_width(CAIRO_FORMAT_A8, width)), CV_8UC1,
                  cv::Scalar(0));
    const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
        cairo_image_surface_create_for_data(paper.data, CAIRO_FORMAT_A8, width, height, paper.cols),
        cairo_surface_destroy);
    const std::unique_ptr<cairo_t, void (*)(cairo_t*)> pen(cairo_create(surface.get()), cairo_destroy);
    cairo_select_font_face(pen.get(), font.c_str(), CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(pen.get(), pixels);
    cairo_move_to(pen.get(), pixels / 2, kAbove * pixels);
    cairo_show_text(pen.get(), text);
    cairo_surface_flush(surface.get());
    auto ink = cv::boundingRect(paper);
    ink = cv::Rect(ink.x - kSideways, 0, ink.width + 2 * kSideways, height) & cv::Rect({}, paper.size());
    cv::Mat picture;
    cv::GaussianBlur(255 - paper(ink), picture, {}, 0.6);  // as soft as a camera's picture
    return picture;
}

double overlap(double left, double right, double other_left, double other_right) {
    return std::min(right, other_right) - std::max(left, other_left);
}

double contrast(const cv::Mat& window, double left, double right) {
    cv::Scalar mean, deviation;
    const cv::Range columns(static_cast<int>(left), static_cast<int>(right));
    cv::meanStdDev(window.colRange(columns), mean, deviation);
    return deviation[0];
}

}  // namespace

GlyphSet::GlyphSet(const std::string& font, double pixels) : pixels_(pixels) {
    for (const auto& [symbol, text] : kTexts) templates_.push_back({symbol, draw(font, pixels, text)});
}

std::vector<GlyphSet::Found> GlyphSet::candidates(const cv::Mat& window) const {
    std::vector<cv::Mat> maps(templates_.size());
    double best = 0;
    int line = 0;
    for (std::size_t i = 0; i < maps.size(); ++i) {
        cv::matchTemplate(window, templates_[i].picture, maps[i], cv::TM_CCOEFF_NORMED);
        double most = 0;
        cv::Point where;
        cv::minMaxLoc(maps[i], nullptr, &most, nullptr, &where);
        if (most > best) std::tie(best, line) = std::pair(most, where.y);
    }
    std::vector<Found> found;
    for (std::size_t i = 0; i < maps.size(); ++i) {
        const cv::Range rows(std::max(0, line - kLineWobble), std::min(maps[i].rows, line + kLineWobble + 1));
        cv::Mat scores;
        cv::reduce(maps[i].rowRange(rows), scores, 0, cv::REDUCE_MAX);
        const double width = templates_[i].picture.cols;
        for (int x = 0; x < scores.cols; ++x)
            if (const double score = scores.at<float>(x); score >= kSeen)
                found.push_back({templates_[i].symbol, x + double{kSideways}, x + width - kSideways, score});
    }
    return found;
}

Symbols GlyphSet::read_line(const cv::Mat& window) const {
    auto found = candidates(window);
    std::sort(found.begin(), found.end(), [](const auto& one, const auto& other) { return one.score > other.score; });
    std::vector<Found> line;
    const auto shares = [](const Found& one, const Found& other) {
        return overlap(one.left, one.right, other.left, other.right) >
               kShared * std::min(one.right - one.left, other.right - other.left);
    };
    const auto doubtful = [&](const Found& one) {
        return one.score < kSure || contrast(window, one.left, one.right) < kContrast ||
               std::any_of(found.begin(), found.end(), [&](const auto& other) {
                   return other.symbol != one.symbol && one.symbol <= 9 && other.symbol <= 9 &&
                          other.score > one.score - kMargin && shares(one, other);
               });
    };
    for (const auto& one : found)
        if (std::none_of(line.begin(), line.end(), [&](const auto& other) { return shares(one, other); }))
            line.push_back(one);
    std::sort(line.begin(), line.end(), [](const auto& one, const auto& other) { return one.left < other.left; });
    Symbols symbols;
    symbols.reserve(line.size());
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (doubtful(line[i]) || (i > 0 && line[i].left - line[i - 1].right > kWidestGap * pixels_)) break;
        symbols.push_back(line[i].symbol);
    }
    base::wipe(found.data(), found.size() * sizeof(Found));
    base::wipe(line.data(), line.size() * sizeof(Found));
    return symbols;
}

}  // namespace uketsuke::drivers::surface
