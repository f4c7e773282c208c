// SPDX-License-Identifier: Apache-2.0
#include "morae.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "plain.hpp"

namespace uketsuke::ui::voice {
namespace {

constexpr std::string_view kVowels[] = {"あ", "い", "う", "え", "お"};
/// By vowel; each mora is found in its row by its letters.
constexpr std::array<std::string_view, 5> kByVowel{
    "あ か さ た な は ま や ら わ が ざ だ ば ぱ きゃ しゃ ちゃ にゃ ひゃ みゃ りゃ ぎゃ じゃ びゃ ぴゃ ふぁ",
    "い き し ち に ひ み り ぎ じ ぢ び ぴ てぃ でぃ ふぃ うぃ ゐ",
    "う く す つ ぬ ふ む ゆ る ぐ ず づ ぶ ぷ きゅ しゅ ちゅ にゅ ひゅ みゅ りゅ ぎゅ じゅ びゅ ぴゅ でゅ とぅ ゔ",
    "え け せ て ね へ め れ げ ぜ で べ ぺ しぇ ちぇ じぇ ふぇ うぇ ゑ",
    "お こ そ と の ほ も よ ろ を ご ぞ ど ぼ ぽ きょ しょ ちょ にょ ひょ みょ りょ ぎょ じょ びょ ぴょ ふぉ うぉ"};

std::vector<std::string_view> split(std::string_view row) {
    std::vector<std::string_view> all;
    while (!row.empty()) {
        const auto end = std::min(row.find(' '), row.size());
        all.push_back(row.substr(0, end));
        row.remove_prefix(std::min(end + 1, row.size()));
    }
    return all;
}

const std::vector<std::string_view>& table() {
    static const auto all = [] {
        std::vector<std::string_view> sum{"ん"};
        for (const auto row : kByVowel)
            for (const auto mora : split(row)) sum.push_back(mora);
        return sum;
    }();
    return all;
}

bool known(std::string_view mora) { return std::ranges::find(table(), mora) != table().end(); }

std::optional<std::string> vowel_of(std::string_view mora) {
    for (std::size_t i = 0; i < kByVowel.size(); ++i)
        if (std::ranges::count(split(kByVowel.at(i)), mora) > 0) return std::string(kVowels[i]);
    return std::nullopt;
}

/// Small ones that stand by themselves are said as the large ones.
std::string_view large(std::string_view letter) {
    constexpr std::string_view kSmall = "ぁぃぅぇぉゃゅょゎゕゖ", kLarge = "あいうえおやゆよわかけ";
    const auto at = kSmall.find(letter);
    return at == std::string_view::npos ? letter : kLarge.substr(at, letter.size());
}

/// The mora that begins at a letter, of two letters where there is one; nothing: no mora does.
std::optional<std::string> mora_at(std::span<const std::string_view> letters, std::size_t at) {
    if (at + 1 < letters.size())
        if (auto two = std::string(letters[at]).append(letters[at + 1]); known(two)) return two;
    const auto one = large(letters[at]);
    return known(one) ? std::optional(std::string(one)) : std::nullopt;
}

}  // namespace

std::span<const std::string_view> morae() { return table(); }

std::vector<std::string> morae_of(std::string_view word) {
    const auto kana = hiragana(word);
    const auto letters = letters_of(kana);
    std::vector<std::string> all;
    for (std::size_t at = 0; at < letters.size();) {
        if (letters[at] == "っ" || is_mark(letters[at])) {
            all.emplace_back();
            ++at;
            continue;
        }
        const bool longer = letters[at] == "ー" && !all.empty();
        const auto mora = longer ? vowel_of(all.back()) : mora_at(letters, at);
        if (!mora) return {};
        at += longer ? 1 : std::max<std::size_t>(1, mora->size() / 3);
        all.push_back(*mora);
    }
    return all;
}

}  // namespace uketsuke::ui::voice
