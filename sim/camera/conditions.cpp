// SPDX-License-Identifier: Apache-2.0
#include "conditions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace uketsuke::sim {
namespace {

constexpr double kUsualDistance = 50, kUsualSize = 0.95;

constexpr std::array kSettings{
    Setting{"light", "room, dim, backlight, sun", "dim: the gain is up and the noise with it; sun: low, from the left"},
    Setting{"distance", "25cm … 200cm", "from face to lens, with the perspective of it"},
    Setting{"wearing", "nothing, face_mask, dark_glasses", "what hides a part of the face"},
    Setting{"shutter", "0ms … 200ms", "how long a frame is exposed: what moves is smeared"},
    Setting{"exposure", "steady, drifts", "drifts: up and down by a fifth within 6 s"},
    Setting{"noise", "0 … 40", "grey levels of each pixel in each frame, 2 unless told"},
    Setting{"coding", "exact, yuyv, jpeg", "what the wire takes away"},
    Setting{"rate", "15 … 60", "frames a second, 20 unless told"},
};

/// The value's place in the setting's list.
std::optional<int> place_in(std::string_view list, std::string_view value) {
    for (int place = 0; !list.empty(); ++place) {
        const auto end = std::min(list.find(", "), list.size());
        if (list.substr(0, end) == value) return place;
        list.remove_prefix(std::min(end + 2, list.size()));
    }
    return std::nullopt;
}

std::optional<double> number_in(std::string_view value, std::string_view unit, double least, double most) {
    if (!value.ends_with(unit)) return std::nullopt;
    value.remove_suffix(unit.size());
    double number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    const bool whole = error == std::errc{} && end == value.data() + value.size();
    return whole && number >= least && number <= most ? std::optional{number} : std::nullopt;
}

template <typename Of, typename From>
bool take(Of& into, const std::optional<From>& value) {
    if (value) into = static_cast<Of>(*value);
    return value.has_value();
}

bool set(Conditions& now, const Setting& setting, std::string_view value) {
    const auto& name = setting.name;
    if (name == "light") return take(now.light, place_in(setting.values, value));
    if (name == "coding") return take(now.coding, place_in(setting.values, value));
    if (name == "wearing") return take(now.wearing, place_in(setting.values, value));
    if (name == "exposure") return take(now.drifts, place_in(setting.values, value));
    if (name == "distance") return take(now.distance_cm, number_in(value, "cm", 25, 200));
    if (name == "shutter") return take(now.shutter_ms, number_in(value, "ms", 0, 200));
    if (name == "noise") return take(now.noise, number_in(value, "", 0, 40));
    return take(now.rate, number_in(value, "", 15, 60));
}

}  // namespace

std::span<const Setting> settings() { return kSettings; }

base::Result<void> set_condition(Conditions& conditions, std::string_view setting) {
    const auto equals = std::min(setting.find('='), setting.size());
    const auto name = setting.substr(0, equals);
    const auto* found = std::find_if(kSettings.begin(), kSettings.end(), [&](const auto& s) { return s.name == name; });
    if (found == kSettings.end()) {
        std::string names;
        for (const auto& known : kSettings) names += fmt::format(" {}", known.name);
        return base::fail(base::ErrorCode::config_invalid, fmt::format("'{}' is none of:{}", name, names));
    }
    if (equals < setting.size() && set(conditions, *found, setting.substr(equals + 1))) return {};
    return base::fail(base::ErrorCode::config_invalid, fmt::format("{}= takes {}", name, found->values));
}

double size_at(double distance_cm) { return kUsualSize * kUsualDistance / distance_cm; }

}  // namespace uketsuke::sim
