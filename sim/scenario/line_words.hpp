// SPDX-License-Identifier: Apache-2.0
// What the words of a line mean. Internal to the player.
#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "script.hpp"
#include "ui/scene/scene.hpp"

namespace uketsuke::sim {

constexpr base::Duration kPatience = std::chrono::seconds{10};
constexpr base::Duration kSettle = std::chrono::milliseconds{20};  ///< what a touch sets off at once

/// "tries=2" → 2 when the word starts so.
inline std::optional<int> number_after(std::string_view word, std::string_view name) {
    if (!word.starts_with(name) || word.size() <= name.size() || word[name.size()] != '=') return {};
    word.remove_prefix(name.size() + 1);
    int value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    return error == std::errc{} && end == word.data() + word.size() ? std::optional{value} : std::nullopt;
}

/// Takes "within 2s" off the end of the words.
inline base::Duration take_limit(std::vector<std::string>& words, base::Duration otherwise = kPatience) {
    if (words.size() < 2 || words[words.size() - 2] != "within") return otherwise;
    const auto limit = parse_duration(words.back());
    if (!limit) return otherwise;
    words.resize(words.size() - 2);
    return *limit;
}

/// What can be touched, by its text.
std::vector<std::string> buttons_of(const ui::Scene& scene);
/// Of a `screenshot`.
std::string picture_name(const Line& line);

}  // namespace uketsuke::sim
