// SPDX-License-Identifier: Apache-2.0
// How a result and the clinic's own data of the same person differ, field by field, without the values: what a clerk is
// told. The rules by which the same thing may be written in two ways stand in firmware/differences.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace uketsuke::domain {

enum class PersonField : std::uint8_t { name, kana, birth, sex, address, insurer, symbol, number, branch, ratio };

enum class Match : std::uint8_t {
    equal,
    written_otherwise,  ///< the same thing, by the rules that are named
    different,
    not_comparable,  ///< ● where a letter should be, a day that is not known
};

/// Ways to write the same thing, in the order in which they are tried.
enum class WritingRule : std::uint8_t {
    spaces,
    selectors,
    width,
    kana,
    long_mark,
    small_kana,
    letter_forms,
    prefecture,
    house_numbers,
    zeros,
    birth_form,
    sex_form,
    ratio_form,
};

/// A set of rules.
struct WritingRules {
    std::uint16_t bits = 0;
    constexpr void add(WritingRule rule) {
        bits = static_cast<std::uint16_t>(bits | 1U << static_cast<unsigned>(rule));
    }
    [[nodiscard]] constexpr bool has(WritingRule rule) const { return (bits >> static_cast<unsigned>(rule) & 1U) != 0; }
    bool operator==(const WritingRules&) const = default;
};

struct Difference {
    PersonField field{};
    Match match = Match::equal;
    WritingRules rules{};  ///< written_otherwise: those without which the two would not be the same
    bool operator==(const Difference&) const = default;
};

/// In Japanese, as the clerk reads them.
std::string_view words_of(PersonField field);
std::string_view words_of(WritingRule rule);
/// Whether a clerk has something to look at: not where only spaces, widths, kana or notations of numbers and dates
/// differ, which every other program writes in its own way.
bool concerns_desk(const Difference& difference);
/// "住所：書き方だけが違います（丁目・番・号の書き方）"; empty for what is equal.
std::string words_of(const Difference& difference);

}  // namespace uketsuke::domain
