// SPDX-License-Identifier: Apache-2.0
#include "picture_reader.hpp"

#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>

#include "quantile.hpp"
#include "scratch.hpp"
#include "side.hpp"

namespace uketsuke::drivers::card_front {
namespace {

constexpr double kTooDark = 38;        ///< grey level of paper in too little light
constexpr double kBlindedPart = 0.03;  ///< part of a line's window that may be blinded
constexpr double kVeiled = 0.12;       ///< contrast that no want of focus leaves over
constexpr double kPale = 0.40;         ///< contrast of sharp print under a veil
constexpr double kSharp = 0.30;        ///< steepest change of ink from pixel to pixel, part of its contrast

/// How steep the edges of the print are.
double sharpness(const cv::Mat& ink) {
    cv::Mat right, left = ink.colRange(0, ink.cols - 2);
    cv::absdiff(ink.colRange(2, ink.cols), left, right);
    return quantile(right, 0.985) / 2;
}

/// The likeliest reason why these lines were not read.
Unreadable reason(const std::array<InkStrip, 3>& strips) {
    const auto worst = [&](auto measure) {
        double value = measure(strips[0]);
        for (const auto& strip : strips) value = std::min(value, measure(strip));
        return value;
    };
    if (worst([](const auto& strip) { return strip.paper; }) < kTooDark) return Unreadable::dark;
    if (worst([](const auto& strip) { return -strip.white; }) < -kBlindedPart) return Unreadable::glare;
    if (worst([](const auto& strip) { return strip.contrast; }) < kVeiled) return Unreadable::sleeve;
    if (worst([](const auto& strip) { return sharpness(strip.ink); }) < kSharp) return Unreadable::blur;
    if (worst([](const auto& strip) { return strip.contrast; }) < kPale) return Unreadable::sleeve;
    return Unreadable::covered;
}

/// Afterwards the networks hold nothing of the picture, whatever happens.
struct Forgetting {
    GlyphNets& nets;
    ~Forgetting() { nets.forget(); }
};

}  // namespace

PictureReading PictureReader::read_card(const cv::Mat& card, base::Date today) {
    std::array strips{ink_strip(card, layout_.birth), ink_strip(card, layout_.expiry),
                      ink_strip(card, layout_.security_code)};
    PrintedLines lines;
    auto code = read_line(strips[2], *nets_);
    lines.security_code = std::move(code.symbols);
    if (lines.security_code.size() == 4) {  // else the card lies the other way up, or the code is lost
        lines.birth = read_line(strips[0], *nets_).symbols;
        lines.expiry = read_line(strips[1], *nets_).symbols;
    }
    auto reading = number_b(lines, today);
    PictureReading result;
    result.seen = lines.security_code.size() + lines.birth.size() + lines.expiry.size();
    if (reading.kind == Reading::Kind::number && scratched(strips[2], code.print))
        result.why = Unreadable::covered;  // nothing else could confirm the code
    else if (reading.kind == Reading::Kind::number)
        result.number = std::move(reading.number);
    if (reading.kind == Reading::Kind::implausible) result.why = Unreadable::implausible;
    if (reading.kind == Reading::Kind::unread) result.why = reason(strips);
    return result;
}

/// A picture is read in the one way up in which it says a number.
PictureReading PictureReader::read_ways_up(const cv::Mat& card, base::Date today) {
    cv::Mat other;
    cv::rotate(card, other, cv::ROTATE_180);
    auto first = read_card(turned_ ? other : card, today);
    if (first.why && first.why != Unreadable::implausible) {
        auto second = read_card(turned_ ? card : other, today);
        if (!second.why || second.why == Unreadable::implausible) turned_ = !turned_;
        if (second.seen > first.seen) first = std::move(second);
    }
    return first;
}

PictureReading PictureReader::read(const cv::Mat& bgr, base::Date today) {
    const Forgetting forgetting{*nets_};
    cv::Mat grey;
    cv::cvtColor(bgr, grey, cv::COLOR_BGR2GRAY);
    PictureReading result;
    const auto cards = find_cards(grey, layout_);
    if (cards.empty()) result.why = cv::mean(grey)[0] < kTooDark / 4 ? Unreadable::dark : Unreadable::no_card;
    if (std::any_of(cards.begin(), cards.end(), [&](const auto& card) { return shows_chip(bgr, card, layout_); }))
        result.why = Unreadable::wrong_side;
    else
        for (const auto& corners : cards) {
            cv::Mat card = lay_straight(bgr, corners, layout_, kPixelsPerMm);
            auto reading = read_ways_up(card, today);
            const bool done = !reading.why || reading.why == Unreadable::implausible;
            if (done || !result.why || reading.seen > result.seen) result = std::move(reading);
            if (done) break;
        }
    return result;
}

}  // namespace uketsuke::drivers::card_front
