// SPDX-License-Identifier: Apache-2.0
// Colour tokens of the standard theme, with their contrast (ui facts §5.1), and the few measures that are only for
// painting.
#pragma once

#include <cstdint>

namespace uketsuke::ui::paint {

/// 0xRRGGBB.
struct Colour {
    std::uint32_t rgb = 0;
    [[nodiscard]] constexpr double red() const { return ((rgb >> 16) & 255) / 255.0; }
    [[nodiscard]] constexpr double green() const { return ((rgb >> 8) & 255) / 255.0; }
    [[nodiscard]] constexpr double blue() const { return (rgb & 255) / 255.0; }
};

constexpr Colour kCanvas{0xF2F2F2};
constexpr Colour kCardFront{0xFFFFFF};
constexpr Colour kText{0x1A1A1A};      ///< 15.6 on canvas, 17.4 on a sheet
constexpr Colour kSoftText{0x4D4D4D};  ///< 7.6 / 8.5
constexpr Colour kAction{0x0017C1};    ///< 11.1 against white, both ways
constexpr Colour kPressed{0x000060};   ///< 18.0
constexpr Colour kActionPale{0xE8F1FE};
constexpr Colour kOutline{0x666666};  ///< 5.1 / 5.7
constexpr Colour kLine{0xD9D9D9};     ///< only decoration
constexpr Colour kSuccess{0x115A36};  ///< 8.3
constexpr Colour kSuccessPale{0xE6F5EC};
constexpr Colour kError{0xA90000};      ///< 7.8
constexpr Colour kErrorPale{0xFDEEEE};  ///< only behind pictures
constexpr Colour kWarning{0x604B00};    ///< 7.7 on its pale
constexpr Colour kWarningPale{0xFBF5E0};
constexpr Colour kBlack{0x000000};

constexpr double kRadiusMm = 2;
constexpr double kNeutralStrokeMm = 0.35;
constexpr double kActionStrokeMm = 0.5;

}  // namespace uketsuke::ui::paint
