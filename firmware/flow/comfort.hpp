// SPDX-License-Identifier: Apache-2.0
// How one person likes to read, hear and touch. It decides nothing: no state, no answer and no try depends on it, only
// how large and in what colours things are shown, whether they are spoken, and how long the kiosk waits.
#pragma once

#include <cstdint>

namespace uketsuke::flow {

/// 小, 中 and 大 on the screen.
enum class TextSize : std::uint8_t { small, standard, large };
enum class Theme : std::uint8_t { standard, high_contrast_dark, high_contrast_light };

struct Comfort {
    TextSize size = TextSize::standard;
    Theme theme = Theme::standard;
    bool slow = false;    ///< what waits for a person waits longer (delay.hpp), and results stay until they are touched
    bool reach = false;   ///< everything that can be touched stands in the lower half
    bool hold = false;    ///< a touch counts only after the finger has stayed (ui/scene/press.hpp)
    bool spoken = false;  ///< the screens are spoken and keys lead through them (ui/voice); waits like `slow`
    bool long_moves = false;  ///< a movement before the camera may take twice as long
    bool operator==(const Comfort&) const = default;
};

/// What one touch chooses: the item of Action::comfort.
enum class ComfortChoice : std::uint8_t {
    small,
    standard,
    large,
    standard_colours,
    high_contrast_dark,
    high_contrast_light,
    usual_pace,
    slow,
    whole_screen,
    reach,
    touch,
    hold,
    silent,
    spoken,
    usual_moves,
    long_moves,
};
constexpr int kComfortChoices = static_cast<int>(ComfortChoice::long_moves) + 1;
/// Items of Action::comfort: shows all choices in front of the screen; puts them away.
constexpr int kWhichComfort = -1, kComfortDone = -2;

constexpr Comfort with(Comfort comfort, ComfortChoice choice) {
    switch (choice) {
        case ComfortChoice::small: comfort.size = TextSize::small; break;
        case ComfortChoice::standard: comfort.size = TextSize::standard; break;
        case ComfortChoice::large: comfort.size = TextSize::large; break;
        case ComfortChoice::standard_colours: comfort.theme = Theme::standard; break;
        case ComfortChoice::high_contrast_dark: comfort.theme = Theme::high_contrast_dark; break;
        case ComfortChoice::high_contrast_light: comfort.theme = Theme::high_contrast_light; break;
        case ComfortChoice::usual_pace:
        case ComfortChoice::slow: comfort.slow = choice == ComfortChoice::slow; break;
        case ComfortChoice::whole_screen:
        case ComfortChoice::reach: comfort.reach = choice == ComfortChoice::reach; break;
        case ComfortChoice::touch:
        case ComfortChoice::hold: comfort.hold = choice == ComfortChoice::hold; break;
        case ComfortChoice::silent:
        case ComfortChoice::spoken: comfort.spoken = choice == ComfortChoice::spoken; break;
        case ComfortChoice::usual_moves:
        case ComfortChoice::long_moves: comfort.long_moves = choice == ComfortChoice::long_moves; break;
    }
    return comfort;
}
/// Whoever listens needs the time of whoever reads slowly.
constexpr bool unhurried(const Comfort& comfort) { return comfort.slow || comfort.spoken; }
/// It is so already.
constexpr bool has(const Comfort& comfort, ComfortChoice choice) { return with(comfort, choice) == comfort; }

}  // namespace uketsuke::flow
