// SPDX-License-Identifier: Apache-2.0
// The distribution of card pictures on which the reader of the printed digits is measured: whose card, printed how,
// lying how, in which light. It was declared before the reader's thresholds were set, and seeds below
// kFirstMeasuredSeed only were used to set them. Our own rendering: no evidence about real cards.
#pragma once

#include <array>
#include <string_view>

#include "card_front.hpp"
#include "tray.hpp"

namespace uketsuke::sim {

/// What is worst about a picture.
enum class CardFrontCondition { clean, perspective, turned, blur, glare, shadow, low_light, sleeve, dirt };

struct CardFrontConditionLine {
    CardFrontCondition condition;
    std::string_view name;
    int per_cent;  ///< of all cards
};
inline constexpr std::array kCardFrontConditions{
    CardFrontConditionLine{CardFrontCondition::clean, "clean", 25},
    CardFrontConditionLine{CardFrontCondition::perspective, "perspective", 10},
    CardFrontConditionLine{CardFrontCondition::turned, "turned", 10},
    CardFrontConditionLine{CardFrontCondition::blur, "blur", 10},
    CardFrontConditionLine{CardFrontCondition::glare, "glare", 8},
    CardFrontConditionLine{CardFrontCondition::shadow, "shadow", 10},
    CardFrontConditionLine{CardFrontCondition::low_light, "low light", 10},
    CardFrontConditionLine{CardFrontCondition::sleeve, "sleeve", 10},
    CardFrontConditionLine{CardFrontCondition::dirt, "dirt", 7},
};

struct PrintFont {
    const char* family;
    bool taught;  ///< the reader's digits were learnt from it too; the others it has never seen
};
inline constexpr std::array kPrintFonts{
    PrintFont{"BIZ UDPGothic", true},   PrintFont{"BIZ UDGothic", true},  PrintFont{"BIZ UDPMincho", true},
    PrintFont{"IPAexGothic", true},     PrintFont{"IPAexMincho", true},   PrintFont{"VL Gothic", true},
    PrintFont{"Sawarabi Gothic", true}, PrintFont{"MotoyaLCedar", false}, PrintFont{"UmePlus P Gothic", false},
};

/// Specks, scratches and greasy smears on the plastic, by chance.
struct Wear {
    int specks = 0, scratches = 0, smears = 0;
    std::uint64_t seed = 0;
};
void wear_out(cv::Mat& front, const Wear& wear);

/// One card before the camera.
struct CardFrontCase {
    CardFrontCondition condition;
    Person person;
    bool minor = false;  ///< a card for five years
    bool taught = true;  ///< its font
    CardPrint print;
    Wear wear;
    Tray tray;
    int figure = 0;  ///< of the drawn photo

    /// The printed front, worn; `back` for the other side.
    [[nodiscard]] cv::Mat picture(bool back = false) const;
};

constexpr std::uint64_t kFirstMeasuredSeed = 10'000'000;

/// The card of a seed, as it may come on `today`: the mix of kCardFrontConditions, or one condition only.
CardFrontCase card_front_case(std::uint64_t seed, base::Date today);
CardFrontCase card_front_case(std::uint64_t seed, base::Date today, CardFrontCondition condition);

}  // namespace uketsuke::sim
