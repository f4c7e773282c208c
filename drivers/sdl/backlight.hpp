// SPDX-License-Identifier: Apache-2.0
// The light behind a panel, as the kernel offers it: a folder below /sys/class/backlight with `max_brightness` and
// `brightness`.
#pragma once

#include <filesystem>
#include <optional>

namespace uketsuke::drivers::sdl {

class Backlight {
public:
    /// The first one, by name, that this program may write; none where there is none.
    static std::optional<Backlight> find(const std::filesystem::path& all = "/sys/class/backlight");
    /// `share`: 0 … 1 of what it can; never quite dark. False: it was not taken.
    [[nodiscard]] bool set(double share) const;

private:
    Backlight(std::filesystem::path brightness, int most) : brightness_(std::move(brightness)), most_(most) {}
    std::filesystem::path brightness_;
    int most_;
};

}  // namespace uketsuke::drivers::sdl
