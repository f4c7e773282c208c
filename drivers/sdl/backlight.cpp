// SPDX-License-Identifier: Apache-2.0
#include "backlight.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include "firmware/base/descriptor.hpp"
#include "firmware/base/file.hpp"

namespace uketsuke::drivers::sdl {
namespace {

/// 0: it says none.
int number_in(const std::filesystem::path& file) {
    int number = 0;
    std::ifstream(file) >> number;
    return number;
}

std::vector<std::filesystem::path> folders_in(const std::filesystem::path& all) {
    std::vector<std::filesystem::path> folders;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(all, error)) folders.push_back(entry.path());
    std::ranges::sort(folders);
    return folders;
}

}  // namespace

std::optional<Backlight> Backlight::find(const std::filesystem::path& all) {
    for (const auto& folder : folders_in(all)) {
        const auto brightness = folder / "brightness";
        const int most = number_in(folder / "max_brightness");
        if (most > 0 && ::access(brightness.c_str(), W_OK) == 0) return Backlight(brightness, most);
    }
    return std::nullopt;
}

bool Backlight::set(double share) const {
    const long wanted = std::clamp(std::lround(share * most_), 1L, static_cast<long>(most_));
    const base::Descriptor file(::open(brightness_.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC));
    return file && base::write_all(file.get(), std::to_string(wanted)).has_value();
}

}  // namespace uketsuke::drivers::sdl
