// SPDX-License-Identifier: Apache-2.0
#include "code_paper.hpp"

#include <fmt/format.h>
#include <qrencode.h>

#include <cmath>
#include <memory>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "bar_code.hpp"
#include "card_front.hpp"

namespace uketsuke::sim {
namespace {

using base::ErrorCode;

constexpr double kPixelsPerMm = 12;
constexpr double kQrMm = 26, kLargestModuleMm = 0.9;
constexpr double kBarsMm = 70, kBarMm = 0.5, kBarHeightMm = 14;

/// Black modules on white, a pixel each, without a margin.
base::Result<cv::Mat> qr_modules(const std::string& text) {
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
        QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0,
                          QR_ECLEVEL_M),
        QRcode_free);
    if (!code) return base::fail(ErrorCode::config_invalid, "too long for a QR code");
    cv::Mat modules(code->width, code->width, CV_8UC1);
    for (int i = 0; i < code->width * code->width; ++i)
        modules.at<std::uint8_t>(i / code->width, i % code->width) = (code->data[i] & 1) != 0 ? 0 : 255;
    return modules;
}

/// One row, a pixel a module.
base::Result<cv::Mat> bar_modules(const std::string& text, domain::CodeKind kind) {
    const auto widths = bar_widths(text, kind);
    if (!widths) return base::fail(widths.error());
    std::vector<std::uint8_t> row;
    bool bar = true;
    for (const int width : *widths) {
        row.insert(row.end(), static_cast<std::size_t>(width), bar ? 0 : 255);
        bar = !bar;
    }
    return cv::Mat(row, true).reshape(1, 1);
}

base::Result<cv::Size> size_of(const cv::Mat& modules, domain::CodeKind kind) {
    const bool qr = kind == domain::CodeKind::qr;
    const double mm = qr ? std::min(kLargestModuleMm, kQrMm / modules.cols) : std::min(kBarMm, kBarsMm / modules.cols);
    const int pixels = static_cast<int>(mm * kPixelsPerMm);
    if (pixels < 2) return base::fail(ErrorCode::config_invalid, "too long for a paper of this size");
    return cv::Size(modules.cols * pixels, qr ? modules.rows * pixels : static_cast<int>(kBarHeightMm * kPixelsPerMm));
}

/// With its middle there, in parts of the paper's width.
base::Result<void> draw(cv::Mat& paper, const std::string& text, domain::CodeKind kind, double at) {
    const auto modules = kind == domain::CodeKind::qr ? qr_modules(text) : bar_modules(text, kind);
    if (!modules) return base::fail(modules.error());
    const auto size = size_of(*modules, kind);
    if (!size) return base::fail(size.error());
    const cv::Rect place({static_cast<int>(paper.cols * at) - size->width / 2, (paper.rows - size->height) / 2}, *size);
    if ((place & cv::Rect({}, paper.size())) != place)
        return base::fail(ErrorCode::config_invalid, "no room for two such codes");
    cv::Mat large, coloured;
    cv::resize(*modules, large, *size, 0, 0, cv::INTER_NEAREST);
    cv::cvtColor(large, coloured, cv::COLOR_GRAY2BGR);
    coloured.copyTo(paper(place));
    return {};
}

}  // namespace

base::Result<LaidPaper> paper_with(const ShownCode& code) {
    LaidPaper paper{{}, {kCardWidthMm, kCardHeightMm}, {}};
    paper.picture = cv::Mat(cvRound(kCardHeightMm * kPixelsPerMm), cvRound(kCardWidthMm * kPixelsPerMm), CV_8UC3,
                            cv::Scalar::all(255));
    const bool two = !code.other.empty();
    if (auto drawn = draw(paper.picture, code.text, code.kind, two ? 0.25 : 0.5); !drawn)
        return base::fail(drawn.error());
    if (two)
        if (auto drawn = draw(paper.picture, code.other, code.kind, 0.75); !drawn) return base::fail(drawn.error());
    if (code.dark) cv::bitwise_not(paper.picture, paper.picture);
    paper.lies.turn = code.turn;
    paper.lies.blur = code.blur;
    if (code.glare) paper.lies.highlights = {{0, 0, 14, 14, 0, 400}};
    return paper;
}

LaidPaper paper_of(const domain::Image& slip, double dots_per_mm, cv::Point2d middle, double turn) {
    const cv::Mat grey(slip.height, slip.width, CV_8UC1, const_cast<std::uint8_t*>(slip.pixels.data()));
    LaidPaper paper{{}, {slip.width / dots_per_mm, slip.height / dots_per_mm}, {}};
    cv::cvtColor(grey, paper.picture, cv::COLOR_GRAY2BGR);
    const double x = (slip.width / 2.0 - middle.x) / dots_per_mm, y = (slip.height / 2.0 - middle.y) / dots_per_mm;
    const double angle = turn * CV_PI / 180;
    paper.lies.turn = turn;
    paper.lies.x = x * std::cos(angle) - y * std::sin(angle);
    paper.lies.y = x * std::sin(angle) + y * std::cos(angle);
    return paper;
}

}  // namespace uketsuke::sim
