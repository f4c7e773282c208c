// SPDX-License-Identifier: Apache-2.0
// People who do not exist, drawn from a seed: the same seed gives the same people on every machine. What hangs together
// in a person's file does: ages and insurers, ends of card and certificates, check digits.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "person.hpp"

namespace uketsuke::sim {

/// Draws numbers, the same on every machine (a distribution of the standard library need not).
class Draw {
public:
    explicit Draw(std::uint64_t seed) : random_(seed) {}
    /// 0 to below `end`, which is not 0.
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(random_() % end); }
    int between(int first, int last) {
        return first + static_cast<int>(below(static_cast<std::size_t>(last - first) + 1));
    }
    bool one_in(std::size_t many) { return below(many) == 0; }
    template <class List>
    const auto& of(const List& list) {
        return list[below(std::size(list))];
    }
    std::string digits(std::size_t count);

private:
    std::mt19937_64 random_;
};

/// The day on which scenarios begin: ages and what still counts are drawn for it.
constexpr base::Date kInventedToday{2026, 11, 24};

/// Who insures: the word, the first two digits of the number (法別番号; of a 国保 two blanks), and its name.
struct InsurerKind {
    std::string_view word, prefix, name;
};
inline constexpr std::array kInsurerKinds{InsurerKind{"association", "01", "仮名健康保険協会"},
                                          InsurerKind{"company", "06", "仮名健康保険組合"},
                                          InsurerKind{"mutual", "34", "仮名共済組合"},
                                          InsurerKind{"municipality", "  ", "仮名市国民健康保険"},
                                          InsurerKind{"elderly", "39", "仮名県後期高齢者医療広域連合"},
                                          InsurerKind{"welfare", "12", "仮名市福祉事務所"}};
/// nullptr: there is none of that name, or none with that prefix.
const InsurerKind* insurer_named(std::string_view word);
const InsurerKind* insurer_with(std::string_view prefix);

/// The last digit of an insurer's number, of a 公費負担者番号 and of a 受給者番号 from those before it: weights 2 and 1
/// from the right, the digits of each product added up, what is missing to ten.
char check_digit(std::string_view digits);

/// What is known of somebody beforehand; the rest is drawn.
struct Beginning {
    std::optional<base::Date> birth;
    std::optional<int> sex;              ///< 1 or 2
    std::optional<std::string> insurer;  ///< a word of kInsurerKinds
    std::optional<base::Date> card_issued;
    CardGeneration generation = CardGeneration::today;
};

/// Somebody in order: registered, with a certificate that counts, and insured as their age says.
Person invented_person(const std::string& key, const Beginning& beginning, Draw& draw);
/// Somebody as they come: most in order, some with a certificate that ended or ends soon, revoked, a locked PIN, no
/// registration, an insurance that ended, a next card, rare letters in their name.
Person random_person(const std::string& key, Draw& draw);

/// Ends of card and certificates for a card that was handed out on a day: the tenth birthday from then on (fifth where
/// the holder was under 18), and the fifth (tenth of a next card).
void put_ends(Person& person, base::Date issued);
/// Whole years on a day.
int age_on(base::Date birth, base::Date day);
/// The insurance that somebody of this age has, from `kind` on; with its ratio, where one is told.
Insurance invented_insurance(const InsurerKind& kind, int age, Draw& draw);
/// A date so many days before the day on which scenarios begin, or after it where negative.
base::Date days_before_today(int days);

}  // namespace uketsuke::sim
