// SPDX-License-Identifier: Apache-2.0
#include "card_front_cases.hpp"

#include <fmt/format.h>

#include <opencv2/imgproc.hpp>

#include "firmware/domain/era.hpp"
#include "room.hpp"

namespace uketsuke::sim {
namespace {

constexpr double kPrintPixelsPerMm = 12;

double between(cv::RNG& random, double least, double most) { return random.uniform(least, most); }
int whole(cv::RNG& random, int least, int most) { return random.uniform(least, most + 1); }
bool chance(cv::RNG& random, double part) { return random.uniform(0.0, 1.0) < part; }

base::Date random_day(cv::RNG& random, int first_year, int last_year) {
    base::Date day;
    do day = {whole(random, first_year, last_year), whole(random, 1, 12), whole(random, 1, 31)};
    while (!day.valid());
    return day;
}

base::Date birthday(base::Date birth, int year) {
    birth.year = year;
    if (!birth.valid()) birth.day = 28;
    return birth;
}

int age_on(base::Date birth, base::Date day) {
    return day.year - birth.year - (birthday(birth, day.year) > day ? 1 : 0);
}

/// A day on which a card that is still good was handed out.
base::Date issued(cv::RNG& random, base::Date birth, base::Date today) {
    base::Date day;
    do day = random_day(random, std::max(birth.year, today.year - 9), today.year);
    while (day > today || day < birth);
    return day;
}

/// Cards end on the tenth birthday after they were handed out, those of minors on the fifth; cards of foreign residents
/// with their leave to stay, where that is earlier.
void give_card(CardFrontCase& made, cv::RNG& random, base::Date today) {
    auto& person = made.person;
    const int adult = 18;
    do {
        const auto from = issued(random, person.birth, today);
        made.minor = age_on(person.birth, from) < adult;
        const int next = birthday(person.birth, from.year) > from ? from.year : from.year + 1;
        person.card_expires = birthday(person.birth, next + (made.minor ? 4 : 9));
        if (made.print.western_birth && chance(random, 0.5))
            person.card_expires = random_day(random, today.year, today.year + 4);
        made.print.photo = age_on(person.birth, from) >= 1;
    } while (person.card_expires < today);
    person.security_code = fmt::format("{:04}", whole(random, 0, 9999));
}

void draw_person(CardFrontCase& made, cv::RNG& random, base::Date today) {
    static const std::array kNames{"架空　花子", "見本　太郎", "架空　一二三", "試験　八千代", "見本　三郎丸"};
    static const std::array kAddresses{"東京都見本区見本町１－１", "大阪府架空市架空８丁目２３番４５号",
                                       "北海道試験郡試験町字試験１０７番地"};
    auto& person = made.person;
    person.key = "case";
    person.name = kNames[static_cast<std::size_t>(whole(random, 0, 4))];
    person.address = kAddresses[static_cast<std::size_t>(whole(random, 0, 2))];
    person.sex = whole(random, 1, 2);
    const bool minor = chance(random, 0.15);
    do person.birth = random_day(random, today.year - (minor ? 18 : 100), today.year - (minor ? 0 : 18));
    while (person.birth > today);
    made.print.western_birth = chance(random, 0.06);
    give_card(made, random, today);
}

void draw_print(CardFrontCase& made, cv::RNG& random) {
    const auto& font = kPrintFonts[static_cast<std::size_t>(whole(random, 0, kPrintFonts.size() - 1))];
    made.print.font = font.family;
    made.taught = font.taught;
    made.print.dx = between(random, -0.8, 0.8);
    made.print.dy = between(random, -0.8, 0.8);
    made.figure = whole(random, 0, 1 << 20);
}

/// What every picture has a little of.
void draw_usual(Tray& tray, cv::RNG& random) {
    tray.turn = 90.0 * whole(random, 0, 3) + between(random, -8, 8);
    tray.x = between(random, -3, 3);
    tray.y = between(random, -3, 3);
    tray.tilt = between(random, 0, 0.05);
    tray.tilt_towards = between(random, 0, 360);
    tray.blur = between(random, 0.4, 0.9);
    tray.light = between(random, 0.75, 1.05);
    tray.noise = between(random, 1.5, 4);
}

Highlight draw_highlight(cv::RNG& random) {
    const double size = between(random, 1.5, 6);
    return {between(random, -40, 40),       between(random, -25, 25), size,
            size * between(random, 0.4, 1), between(random, 0, 180),  between(random, 60, 400)};
}

Sleeve draw_sleeve(cv::RNG& random) {
    Sleeve sleeve{true, between(random, 1, 3), between(random, 0.05, 0.3), between(random, 0.2, 1), {}};
    for (int i = whole(random, 0, 3); i > 0; --i)
        sleeve.streaks.push_back({between(random, -40, 40), between(random, -25, 25), between(random, 8, 40),
                                  between(random, 0.3, 1.5), between(random, 0, 180), between(random, 20, 160)});
    return sleeve;
}

void draw_worst(CardFrontCase& made, cv::RNG& random) {
    auto& tray = made.tray;
    switch (made.condition) {
        case CardFrontCondition::clean: break;
        case CardFrontCondition::perspective: tray.tilt = between(random, 0.05, 0.15); break;
        case CardFrontCondition::turned: tray.turn = between(random, 0, 360); break;
        case CardFrontCondition::blur: tray.blur = between(random, 0.9, 1.7); break;
        case CardFrontCondition::glare:
            for (int i = whole(random, 1, 2); i > 0; --i) tray.highlights.push_back(draw_highlight(random));
            break;
        case CardFrontCondition::shadow:
            tray.shadow = {between(random, 0.3, 0.65), between(random, -30, 30), between(random, 0, 360),
                           between(random, 1, 10)};
            break;
        case CardFrontCondition::low_light:
            tray.light = between(random, 0.2, 0.45);
            tray.noise = between(random, 3, 6);
            break;
        case CardFrontCondition::sleeve: tray.sleeve = draw_sleeve(random); break;
        case CardFrontCondition::dirt:
            made.wear = {whole(random, 5, 40), whole(random, 0, 3), whole(random, 0, 2), random.next()};
            break;
    }
}

cv::Mat drawn_photo(int figure) {
    static const cv::Mat one = drawn_figure();
    cv::Mat photo;
    one.convertTo(photo, -1, 0.6 + figure % 50 / 100.0, figure / 64 % 40 - 20);
    return photo;
}

/// Blends a colour into a picture where `mask` is.
void blend(cv::Mat& picture, const cv::Mat& mask, const cv::Scalar& colour, double weight) {
    cv::Mat paint(picture.size(), picture.type(), colour);
    cv::addWeighted(paint, weight, picture, 1 - weight, 0, paint);
    paint.copyTo(picture, mask);
}

}  // namespace

void wear_out(cv::Mat& front, const Wear& wear) {
    cv::RNG random(wear.seed);
    const double mm = front.cols / kCardWidthMm;
    const auto somewhere = [&] { return cv::Point(random.uniform(0, front.cols), random.uniform(0, front.rows)); };
    for (int i = 0; i < wear.smears; ++i) {
        cv::Mat mask(front.size(), CV_8UC1, cv::Scalar(0));
        const cv::Size size(cvRound(between(random, 2, 6) * mm), cvRound(between(random, 1, 3) * mm));
        cv::ellipse(mask, somewhere(), size, between(random, 0, 180), 0, 360, 255, cv::FILLED);
        blend(front, mask, {120, 150, 165}, between(random, 0.15, 0.45));
    }
    for (int i = 0; i < wear.specks; ++i) {
        const double radius = between(random, 0.1, 0.45) * mm;
        const cv::Size size(cvRound(radius), cvRound(radius * between(random, 0.4, 1)));
        const double shade = between(random, 0.6, 1.2);
        cv::ellipse(front, somewhere(), size, between(random, 0, 180), 0, 360, cv::Scalar(50, 70, 90) * shade,
                    cv::FILLED, cv::LINE_AA);
    }
    for (int i = 0; i < wear.scratches; ++i) {
        const auto from = somewhere();
        const double angle = between(random, 0, 2 * M_PI), length = between(random, 5, 40) * mm;
        const cv::Point to(cvRound(from.x + length * std::cos(angle)), cvRound(from.y + length * std::sin(angle)));
        cv::line(front, from, to, {225, 228, 230}, whole(random, 1, 2), cv::LINE_AA);
    }
}

cv::Mat CardFrontCase::picture(bool back) const {
    cv::Mat side = back ? render_card_back(person, kPrintPixelsPerMm, print)
                        : render_card_front(person, drawn_photo(figure), kPrintPixelsPerMm, print);
    wear_out(side, wear);
    return side;
}

CardFrontCase card_front_case(std::uint64_t seed, base::Date today, CardFrontCondition condition) {
    cv::RNG random(seed * 0x9E3779B97F4A7C15ULL + 1);
    for (int i = 0; i < 8; ++i) random.next();  // neighbouring seeds start alike
    CardFrontCase made;
    made.condition = condition;
    draw_person(made, random, today);
    draw_print(made, random);
    draw_usual(made.tray, random);
    draw_worst(made, random);
    return made;
}

CardFrontCase card_front_case(std::uint64_t seed, base::Date today) {
    cv::RNG random(seed * 0xD1B54A32D192ED03ULL + 1);
    for (int i = 0; i < 8; ++i) random.next();
    int at = whole(random, 0, 99);
    for (const auto& line : kCardFrontConditions)
        if ((at -= line.per_cent) < 0) return card_front_case(seed, today, line.condition);
    return card_front_case(seed, today, CardFrontCondition::clean);
}

}  // namespace uketsuke::sim
