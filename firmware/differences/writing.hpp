// SPDX-License-Identifier: Apache-2.0
// The rules by which one thing may be written in two ways: each takes a text to a form in which both are alike.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "firmware/base/wiping_allocator.hpp"
#include "firmware/domain/difference.hpp"

namespace uketsuke::differences {

using Letters = std::basic_string<char32_t, std::char_traits<char32_t>, base::WipingAllocator<char32_t>>;

/// What stands for a letter that cannot be read (domain/letters.hpp).
constexpr char32_t kUnreadable = U'●';

/// nullopt: no UTF-8.
std::optional<Letters> letters_of(std::string_view text);

struct RuleRow {
    domain::WritingRule rule;
    void (*fold)(Letters&);
    domain::PersonField field;        ///< of the sample
    std::string_view told, expected;  ///< which are alike by this rule, and by none without it
};
/// In the order in which they are applied.
std::span<const RuleRow> rule_table();

}  // namespace uketsuke::differences
