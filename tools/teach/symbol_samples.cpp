// SPDX-License-Identifier: Apache-2.0
#include "symbol_samples.hpp"

#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "drivers/card_front/glyph_window.hpp"

namespace uketsuke::tools::teach {
namespace {

using drivers::card_front::GlyphStrip, drivers::card_front::kEmPixels, drivers::card_front::kWindowHeight,
    drivers::card_front::kWindowWidth;

constexpr int kLinesPerFamily = 48;
constexpr int kMargin = 3;  ///< pixels around a window that its edges are blurred with
constexpr std::array kSoftness{0.5, 0.8, 1.1, 1.5, 1.9, 2.3};       ///< pixels of a typeset line
constexpr double kLost = 0.35;                                      ///< part of a symbol's ink, changed, and it is none
constexpr double kHarmless = 0.04, kHarmed = 0.13, kErased = 0.07;  ///< the same to the strict
constexpr double kBeside = 0.2;                                     ///< em from a symbol's middle where it is no symbol

const std::array kEras{"明治", "大正", "昭和", "平成", "令和"};
const std::array kOthers{"ま", "で", "有", "効", "性", "別", "男", "女", "東", "京", "都",
                         "市", "町", "－", "期", "限", "A",  "S",  "I",  "O",  "L",  "/",
                         ".",  "の", "番", "号", "証", "明", "書", "電", "子", "区", "県"};

void put(std::vector<std::string>& text, const std::string& characters) {
    for (std::size_t at = 0; at < characters.size();) {
        const auto lead = static_cast<unsigned char>(characters[at]);
        const std::size_t size = lead < 0x80 ? 1 : 3;  // digits, and the Japanese characters used here
        text.push_back(characters.substr(at, size));
        at += size;
    }
}

}  // namespace

struct Samples::Look {
    double dx = 0, dy = 0;  ///< em
    double scale = 1, stretch = 1, turn = 0, shear = 0;
    double gamma = 1;
    std::size_t softness = 0;
};

Samples::Samples(const std::vector<std::string>& families, const std::vector<std::string>& digits_only, bool strict,
                 std::uint64_t seed)
    : strict_(strict), random_(seed), places_(kNothing) {
    for (const auto& family : families) add_lines(family, false);
    for (const auto& family : digits_only) add_lines(family, true);
}

void Samples::add_lines(const std::string& family, bool digits_only) {
    for (int i = 0; i < kLinesPerFamily; ++i)
        if (!digits_only || i % 4 == 2) add(family, random_text(i % 4));
}

void Samples::add(const std::string& family, const std::vector<std::string>& characters) {
    auto line = typeset(family, characters);
    for (const auto& glyph : line.glyphs)
        if (glyph.symbol != kNothing) places_[glyph.symbol].push_back({lines_.size(), glyph.x});
    soft_.emplace_back();
    for (const double sigma : kSoftness) {
        cv::Mat soft;
        cv::GaussianBlur(line.ink, soft, {}, sigma);
        soft_.back().push_back(soft);
    }
    lines_.push_back(std::move(line));
}

std::vector<std::string> Samples::random_text(int kind) {
    std::vector<std::string> text;
    const auto number = [&](int least, int most) { put(text, std::to_string(random_.uniform(least, most + 1))); };
    const auto day = [&] {
        put(text, "年");
        number(1, 12);
        put(text, "月");
        number(1, 31);
        put(text, "日");
    };
    if (kind == 0) {
        put(text, kEras[static_cast<std::size_t>(random_.uniform(0, 5))]);
        random_.uniform(0, 5) == 0 ? put(text, "元") : number(2, 64);
        day();
        put(text, "生");
    } else if (kind == 1) {
        number(1910, 2046);
        day();
        put(text, random_.uniform(0, 2) == 0 ? "生" : "まで有効");
    } else if (kind == 2) {
        for (int i = 0; i < 12; ++i) put(text, std::to_string(random_.uniform(0, 10)));
    } else {
        for (int i = 0; i < 12; ++i)
            put(text, kOthers[static_cast<std::size_t>(random_.uniform(0, static_cast<int>(kOthers.size())))]);
    }
    return text;
}

Samples::Look Samples::random_look() {
    Look look;
    look.dx = between(-0.085, 0.085);
    look.dy = between(-0.09, 0.09);
    look.scale = between(0.9, 1.12);
    look.stretch = between(0.85, 1.15);
    look.turn = between(-0.045, 0.045);
    look.shear = between(-0.05, 0.05);
    look.gamma = between(0.65, 1.5);
    look.softness = static_cast<std::size_t>(random_.uniform(0, static_cast<int>(kSoftness.size())));
    return look;
}

cv::Mat Samples::window(const Place& place, const Look& look) {
    const double step = static_cast<double>(kFineEm) / kEmPixels / look.scale;
    const double c = std::cos(look.turn) * step, s = std::sin(look.turn) * step;
    const double x = place.x + look.dx * kFineEm, y = lines_[place.line].y + look.dy * kFineEm;
    const double u = (kWindowWidth - 1) / 2.0 + kMargin, v = (kWindowHeight - 1) / 2.0 + kMargin;
    const double a = c / look.stretch, b = -s + look.shear * step, d = s, e = c;
    const cv::Matx23d back(a, b, x - a * u - b * v, d, e, y - d * u - e * v);
    cv::Mat ink;
    cv::warpAffine(soft_[place.line][look.softness], ink, back,
                   {kWindowWidth + 2 * kMargin, kWindowHeight + 2 * kMargin}, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP);
    ink.convertTo(ink, CV_32F, 1.0 / 255);
    cv::pow(ink, look.gamma, ink);
    return ink;
}

/// Dirt, a bright spot, or a scratch.
Samples::Harm Samples::harm(const cv::Mat& ink) {
    const cv::Rect seen(kMargin, kMargin, kWindowWidth, kWindowHeight);
    const auto somewhere = [&] {
        return seen.tl() + cv::Point(random_.uniform(0, kWindowWidth), random_.uniform(0, kWindowHeight));
    };
    const bool erases = random_.uniform(0, 2) == 0;
    const double level = erases ? between(-0.3, 0.1) : between(0.5, 1.1);
    cv::Mat harmed = ink.clone(), before, change;
    if (random_.uniform(0, 2) == 0) {
        const cv::Point one = somewhere(), other = somewhere();
        const bool through = random_.uniform(0, 2) == 0;
        cv::line(harmed, one, through ? one + (other - one) * 20 : other, level, random_.uniform(1, 4));
    } else {
        const cv::Size size(random_.uniform(1, 6), random_.uniform(1, 6));
        cv::ellipse(harmed, somewhere(), size, between(0, 180), 0, 360, level, cv::FILLED);
    }
    cv::GaussianBlur(harmed, harmed, {}, 0.6);
    cv::GaussianBlur(ink, before, {}, 0.6);
    cv::absdiff(harmed, before, change);
    return {harmed, cv::sum(change(seen))[0] / std::max(cv::sum(before(seen))[0], 1.0), erases};
}

/// Harms the symbol in a window. What it is afterwards, to this teacher.
Symbol Samples::damage(cv::Mat& ink, Symbol symbol) {
    for (;;) {
        const auto harmed = harm(ink);
        const double lost = !strict_ ? kLost : harmed.erases ? kErased : kHarmed;
        if (strict_ && harmed.part > kHarmless && harmed.part < lost) continue;  // nobody can say
        ink = harmed.ink;
        return harmed.part >= lost ? kNothing : symbol;
    }
}

/// A lamp's shine over a part of the print leaves less of it.
void Samples::shine(cv::Mat& ink) {
    const double angle = between(0, M_PI), at = between(-12, 12), width = between(1.5, 8), strength = between(0.2, 0.8);
    for (int y = 0; y < ink.rows; ++y)
        for (int x = 0; x < ink.cols; ++x) {
            const double far = (x - ink.cols / 2.0) * std::cos(angle) + (y - ink.rows / 2.0) * std::sin(angle) - at;
            ink.at<float>(y, x) *= static_cast<float>(1 - strength * std::exp(-far * far / width / width / 2));
        }
}

/// Light that is uneven, print that is faint, and the camera's noise.
void Samples::finish(cv::Mat& ink, float* row) {
    if (random_.uniform(0, 5) == 0) shine(ink);
    const double strength = between(0.55, 1.05), noise = between(0.005, 0.11);
    const double right = between(-0.01, 0.01), down = between(-0.01, 0.01);
    for (int y = 0; y < ink.rows; ++y)
        for (int x = 0; x < ink.cols; ++x) {
            auto& value = ink.at<float>(y, x);
            value = static_cast<float>(value * strength + right * x + down * y + random_.gaussian(noise));
        }
    GlyphStrip(ink).window({kMargin, kMargin}, row);
}

Symbol Samples::draw_symbol(float* row) {
    auto symbol =
        static_cast<Symbol>(random_.uniform(0, 4) < 3 ? random_.uniform(0, 10) : random_.uniform(10, int{kNothing}));
    const auto& places = places_[symbol];
    auto ink =
        window(places[static_cast<std::size_t>(random_.uniform(0, static_cast<int>(places.size())))], random_look());
    if (random_.uniform(0, strict_ ? 6 : 4) == 0) symbol = damage(ink, symbol);
    finish(ink, row);
    return symbol;
}

Symbol Samples::draw_nothing(float* row) {
    const auto index = static_cast<std::size_t>(random_.uniform(0, static_cast<int>(lines_.size())));
    const auto& line = lines_[index];
    auto look = random_look();
    Place place{index, between(0, line.end + kFineEm)};
    if (random_.uniform(0, 6) == 0) look.dy = (random_.uniform(0, 2) * 2 - 1) * between(0.22, 0.9);
    const bool beside = std::abs(look.dy) > 0.2;
    for (const auto& glyph : line.glyphs)
        if (!beside && glyph.symbol != kNothing && std::abs(place.x + look.dx * kFineEm - glyph.x) < kBeside * kFineEm)
            return draw_nothing(row);
    auto ink = window(place, look);
    if (random_.uniform(0, 4) == 0) ink = harm(ink).ink;
    finish(ink, row);
    return kNothing;
}

Symbol Samples::draw(float* row) { return random_.uniform(0, 100) < 66 ? draw_symbol(row) : draw_nothing(row); }

}  // namespace uketsuke::tools::teach
