// SPDX-License-Identifier: Apache-2.0
// What staff can set at the screen, and how it stands. It decides nothing about a visit but how it begins to be shown.
#pragma once

#include <cstdint>

namespace uketsuke::flow {

/// In the order in which they are listed. What each is called in the settings' file says setting_values.hpp.
enum class Setting : std::uint8_t { language, text_size, theme, layout, brightness, volume };

/// What the screens are laid out as. `automatic`: as the panel's size says.
enum class Layout : std::uint8_t { automatic, wide, tall, compact };
constexpr unsigned bit_of(Layout layout) { return 1U << static_cast<unsigned>(layout); }

/// Per cent go up and down by so many. Darker than the least nobody would find the way back.
constexpr int kPercentStep = 10, kLeastBrightness = 10, kMostPercent = 100;

/// Of panel and speaker.
struct Setup {
    Layout layout{};
    int brightness = kMostPercent;  ///< per cent of what the panel can
    int volume = 60;                ///< per cent of what the speaker can
    bool operator==(const Setup&) const = default;
};

/// Of the touch test: one in each corner, row by row from the upper left one, and one in the middle, which is the
/// third.
constexpr int kTargets = 5;
/// Of the picture test: greys and colours, lines and letters, the ruler.
constexpr int kTestPictures = 3;

}  // namespace uketsuke::flow
