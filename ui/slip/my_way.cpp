// SPDX-License-Identifier: Apache-2.0
#include "my_way.hpp"

#include <algorithm>
#include <array>

namespace uketsuke::ui {
namespace {

using flow::Comfort;

constexpr std::string_view kBegin = "UKW1:";
constexpr std::size_t kLongestLanguage = 16;
constexpr std::array kFlags{&Comfort::slow, &Comfort::reach, &Comfort::hold, &Comfort::spoken, &Comfort::long_moves};
constexpr std::size_t kDigits = 2 + kFlags.size();
constexpr char kMostSize = '0' + static_cast<char>(flow::TextSize::large);
constexpr char kMostTheme = '0' + static_cast<char>(flow::Theme::high_contrast_light);

std::string capitals(std::string_view code) {
    std::string text(code);
    for (auto& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

bool is_language(std::string_view text) {
    return !text.empty() && text.size() <= kLongestLanguage && std::ranges::all_of(text, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
}

std::optional<flow::Language> spoken_here(const Languages& languages, std::string_view code) {
    for (const auto& row : languages.rows())
        if (capitals(row.code) == code) return languages.named(row.code);
    return std::nullopt;
}

std::optional<Comfort> comfort_in(std::string_view digits) {
    if (digits.size() != kDigits) return std::nullopt;
    const auto within = [&](std::size_t place, char most) { return digits[place] >= '0' && digits[place] <= most; };
    if (!within(0, kMostSize) || !within(1, kMostTheme)) return std::nullopt;
    Comfort comfort{static_cast<flow::TextSize>(digits[0] - '0'), static_cast<flow::Theme>(digits[1] - '0')};
    for (std::size_t i = 0; i < kFlags.size(); ++i) {
        if (!within(2 + i, '1')) return std::nullopt;
        comfort.*kFlags.at(i) = digits[2 + i] == '1';
    }
    return comfort;
}

}  // namespace

std::string my_way_text(const Languages& languages, flow::Language language, const Comfort& comfort) {
    auto text = std::string(kBegin) + capitals(languages.row(language).code) + ':';
    text += static_cast<char>('0' + static_cast<int>(comfort.size));
    text += static_cast<char>('0' + static_cast<int>(comfort.theme));
    for (const auto flag : kFlags) text += comfort.*flag ? '1' : '0';
    return text;
}

std::optional<flow::MyWay> my_way_in(const Languages& languages, std::string_view text) {
    if (!text.starts_with(kBegin)) return std::nullopt;
    text.remove_prefix(kBegin.size());
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || !is_language(text.substr(0, colon))) return std::nullopt;
    const auto comfort = comfort_in(text.substr(colon + 1));
    if (!comfort) return std::nullopt;
    return flow::MyWay{spoken_here(languages, text.substr(0, colon)), *comfort};
}

}  // namespace uketsuke::ui
