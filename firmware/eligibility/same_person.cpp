// SPDX-License-Identifier: Apache-2.0
#include "same_person.hpp"

#include <algorithm>

#include "firmware/base/utf8.hpp"
#include "firmware/domain/letters.hpp"

namespace uketsuke::eligibility {
namespace {

using Letters = std::basic_string<char32_t, std::char_traits<char32_t>, WipingAllocator<char32_t>>;

constexpr int kSexNotTold = 3;
constexpr char32_t kUnmapped = U'●';  // and what else stands for a letter

/// What may differ in the writing of one name: blanks, full and half width, capitals.
Letters letters_of(std::string_view name) {
    Letters letters;
    letters.reserve(name.size());
    while (!name.empty()) {
        const auto rest = name;
        auto letter = base::take_letter(name);
        if (!letter) break;  // no document with such a name is read
        if (domain::has_unreadable(rest.substr(0, rest.size() - name.size()))) *letter = kUnmapped;
        if (*letter >= U'！' && *letter <= U'～') *letter -= U'！' - U'!';
        if (*letter >= U'a' && *letter <= U'z') *letter -= U'a' - U'A';
        if (*letter != U' ' && *letter != U'　') letters.push_back(*letter);
    }
    return letters;
}

bool same_name(std::string_view one, std::string_view other) {
    const auto same = [](char32_t a, char32_t b) { return a == b || a == kUnmapped || b == kUnmapped; };
    const auto a = letters_of(one), b = letters_of(other);
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

/// A day or month of 0 is not known.
bool same_part(int one, int other) { return one == other || one == 0 || other == 0; }

bool same_birth(base::Date one, base::Date other) {
    return one.year == other.year && same_part(one.month, other.month) && same_part(one.day, other.day);
}

}  // namespace

bool same_person(const OqsInsured& one, const OqsInsured& other) {
    const bool same_sex = one.sex == other.sex || one.sex == kSexNotTold || other.sex == kSexNotTold;
    return same_sex && same_birth(one.birth, other.birth) && same_name(one.name, other.name);
}

}  // namespace uketsuke::eligibility
