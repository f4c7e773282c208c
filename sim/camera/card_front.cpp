// SPDX-License-Identifier: Apache-2.0
#include "card_front.hpp"

#include <fmt/format.h>
#include <pango/pangocairo.h>

#include <functional>

#include "canvas.hpp"
#include "firmware/domain/era.hpp"

namespace uketsuke::sim {
namespace {

constexpr unsigned kPaper = 0xeef0ea, kInk = 0x202028, kFaint = 0x708090, kRed = 0xc03028;

/// Puts texts on a card in the way of `print`.
class Printer {
public:
    Printer(Canvas& canvas, const CardPrint& print) : canvas_(canvas), print_(print) {}
    void put(const PrintedText& where, const std::string& text, unsigned colour = kInk);

private:
    Canvas& canvas_;
    const CardPrint& print_;
};

void Printer::put(const PrintedText& where, const std::string& text, unsigned colour) {
    const std::unique_ptr<PangoLayout, void (*)(gpointer)> layout(pango_cairo_create_layout(canvas_.get()),
                                                                  g_object_unref);
    const std::unique_ptr<PangoFontDescription, void (*)(PangoFontDescription*)> font(pango_font_description_new(),
                                                                                      pango_font_description_free);
    pango_font_description_set_family(font.get(), print_.font.c_str());
    pango_font_description_set_absolute_size(font.get(), where.size * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_text(layout.get(), text.c_str(), -1);
    canvas_.colour(colour);
    cairo_move_to(canvas_.get(), where.x + print_.dx, where.y + print_.dy);
    pango_cairo_show_layout(canvas_.get(), layout.get());
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

std::string day(const base::Date& date) { return fmt::format("{}年{}月{}日", date.year, date.month, date.day); }

/// Gold, with the lines between its contacts.
void draw_chip(Canvas& canvas) {
    canvas.colour(0xc8a24c);
    cairo_rectangle(canvas.get(), 9.6, 18.4, 12.4, 11.6);
    cairo_fill(canvas.get());
    canvas.colour(0x8a6c2c);
    cairo_set_line_width(canvas.get(), 0.25);
    for (const double y : {21.3, 24.2, 27.1}) {
        cairo_move_to(canvas.get(), 9.6, y);
        cairo_line_to(canvas.get(), 22, y);
    }
    for (const double x : {13.6, 18.0}) {
        cairo_move_to(canvas.get(), x, 18.4);
        cairo_line_to(canvas.get(), x, 30);
    }
    cairo_stroke(canvas.get());
}

/// Squares by chance: as dense as the code on a real back, and no code.
void draw_pattern(Canvas& canvas, std::size_t seed) {
    constexpr int kModules = 25;
    constexpr double kModule = 0.6, kX = 66, kY = 33;
    cv::RNG random(seed);
    canvas.colour(kInk);
    for (int i = 0; i < kModules * kModules; ++i)
        if (random.uniform(0, 2) == 1)
            cairo_rectangle(canvas.get(), kX + i % kModules * kModule, kY + i / kModules * kModule, kModule, kModule);
    cairo_fill(canvas.get());
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
    if (!era) return day(birth);
    const auto year = era->year == 1 ? std::string("元") : std::to_string(era->year);
    return fmt::format("{}{}年{}月{}日", era_name(era->era), year, birth.month, birth.day);
}

cv::Mat render_card_front(const Person& person, const cv::Mat& photo, double pixels_per_mm, const CardPrint& print) {
    Canvas canvas(cvRound(kCardWidthMm * pixels_per_mm), cvRound(kCardHeightMm * pixels_per_mm), pixels_per_mm);
    canvas.colour(kPaper);
    cairo_paint(canvas.get());
    Printer printer(canvas, print);
    const auto& layout = print.layout;
    printer.put(layout.name, person.name);
    printer.put(layout.address, person.address);
    printer.put(layout.birth,
                (print.western_birth || person.western_birth ? day(person.birth) : printed_birth(person.birth)) + "生");
    printer.put(layout.sex, std::string("性別 ") + sex_name(person.sex));
    printer.put(layout.expiry, day(person.card_expires) + "まで有効");
    printer.put(layout.remarks,
                std::string("追記欄　") + (person.face_only ? "顔認証" : "　　　") +
                    "　　臓器提供意思　　　電子証明書の有効期限",
                kFaint);
    printer.put(layout.serial, serial_of(person));
    printer.put(layout.security_code, person.security_code);
    printer.put(layout.sample, "見本 SIMULATION", kRed);
    cv::Mat front = canvas.picture();
    const cv::Point2d shift(print.dx, print.dy);
    if (print.photo) paste_photo(front, photo, layout.photo + shift, pixels_per_mm);
    return front;
}

cv::Mat render_card_back(const Person& person, double pixels_per_mm, const CardPrint& print) {
    Canvas canvas(cvRound(kCardWidthMm * pixels_per_mm), cvRound(kCardHeightMm * pixels_per_mm), pixels_per_mm);
    canvas.colour(kPaper);
    cairo_paint(canvas.get());
    Printer printer(canvas, print);
    printer.put({30, 10, 3.2}, "個人番号　　　見本 SIMULATION", kRed);
    printer.put({30, 16, 4.2}, "1234 5678 9012");  // its check digit would be 8
    printer.put({30, 25, 3.2}, person.name);
    printer.put({30, 31, 3.2}, day(person.birth) + "生");
    draw_chip(canvas);
    draw_pattern(canvas, std::hash<std::string>{}(person.key + person.name));
    return canvas.picture();
}

}  // namespace uketsuke::sim
