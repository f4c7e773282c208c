// SPDX-License-Identifier: Apache-2.0
#include "card_front.hpp"

#include <fmt/format.h>
#include <pango/pangocairo.h>

#include <functional>

#include "canvas.hpp"
#include "firmware/domain/era.hpp"

namespace uketsuke::sim {
namespace {

constexpr unsigned kInk = 0x202028, kFaint = 0x708090, kRed = 0xc03028;

void print(Canvas& canvas, const PrintedText& where, const std::string& text, unsigned colour = kInk) {
    const std::unique_ptr<PangoLayout, void (*)(gpointer)> layout(pango_cairo_create_layout(canvas.get()),
                                                                  g_object_unref);
    const std::unique_ptr<PangoFontDescription, void (*)(PangoFontDescription*)> font(
        pango_font_description_from_string("BIZ UDPGothic"), pango_font_description_free);
    pango_font_description_set_absolute_size(font.get(), where.size * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_text(layout.get(), text.c_str(), -1);
    canvas.colour(colour);
    cairo_move_to(canvas.get(), where.x, where.y);
    pango_cairo_show_layout(canvas.get(), layout.get());
}

const char* era_name(domain::Era era) {
    switch (era) {
        case domain::Era::meiji: return "明治";
        case domain::Era::taisho: return "大正";
        case domain::Era::showa: return "昭和";
        case domain::Era::heisei: return "平成";
        case domain::Era::reiwa: return "令和";
    }
    return "";
}

const char* sex_name(int sex) { return sex == 1 ? "男" : sex == 2 ? "女" : "－"; }

/// Invented, the same for the same person; no number of anything real.
std::string serial_of(const Person& person) {
    return fmt::format("{:016}", std::hash<std::string>{}(person.key) % 10'000'000'000'000'000ULL);
}

void paste_photo(cv::Mat& front, const cv::Mat& photo, const cv::Rect2d& mm, double pixels_per_mm) {
    const cv::Rect where(cv::Rect2d(mm.tl() * pixels_per_mm, mm.size() * pixels_per_mm));
    if (photo.empty()) {
        front(where).setTo(cv::Scalar::all(170));
        return;
    }
    cv::resize(photo, front(where), where.size(), 0, 0, cv::INTER_AREA);
}

}  // namespace

std::string printed_birth(base::Date birth) {
    const auto era = domain::era_date(birth);
    if (!era) return fmt::format("{}年{}月{}日", birth.year, birth.month, birth.day);
    const auto year = era->year == 1 ? std::string("元") : std::to_string(era->year);
    return fmt::format("{}{}年{}月{}日", era_name(era->era), year, birth.month, birth.day);
}

cv::Mat render_card_front(const Person& person, const cv::Mat& photo, double pixels_per_mm,
                          const CardFrontLayout& layout) {
    Canvas canvas(cvRound(kCardWidthMm * pixels_per_mm), cvRound(kCardHeightMm * pixels_per_mm), pixels_per_mm);
    canvas.colour(0xeef0ea);
    cairo_paint(canvas.get());
    print(canvas, layout.name, person.name);
    print(canvas, layout.address, person.address);
    print(canvas, layout.birth, printed_birth(person.birth) + "生");
    print(canvas, layout.sex, std::string("性別 ") + sex_name(person.sex));
    const auto& until = person.card_expires;
    print(canvas, layout.expiry, fmt::format("{}年{}月{}日まで有効", until.year, until.month, until.day));
    print(canvas, layout.remarks, "追記欄　　　　　　臓器提供意思　　　電子証明書の有効期限", kFaint);
    print(canvas, layout.serial, serial_of(person));
    print(canvas, layout.security_code, person.security_code);
    print(canvas, layout.sample, "見本 SIMULATION", kRed);
    cv::Mat front = canvas.picture();
    paste_photo(front, photo, layout.photo, pixels_per_mm);
    return front;
}

}  // namespace uketsuke::sim
