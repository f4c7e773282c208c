// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "person_data.hpp"
#include "writing.hpp"

namespace uketsuke::differences {

/// One field of a person: how lists call its column, and which rules are its.
struct FieldRow {
    domain::PersonField field;
    std::string_view column, japanese_column;
    std::span<const domain::WritingRule> rules;
};
std::span<const FieldRow> field_table();

/// Two texts of one field, neither empty. Text that is no UTF-8 is not comparable.
domain::Difference compare(domain::PersonField field, std::string_view told, std::string_view expected);
/// Every field that both tell.
std::vector<domain::Difference> compare(const PersonData& told, const PersonData& expected);
/// Whether a row of a list is about the person that a result tells of: by the facility's own number where both have
/// one; else by the insurance's number and insurer, and by symbol (a number is one person's only within it) and branch
/// where both tell them; else by birth and name. A family without branches is alike in all of that: only_row().
bool is_about(const PersonData& row, const PersonData& told);
/// Of rows that are about this person: the one, or where several are, the one of the same birth. Null: there is none,
/// or not only one (twins), so that it is not known whose they are. Valid as long as `rows`.
const PersonData* only_row(std::span<const PersonData> rows, const PersonData& told);

}  // namespace uketsuke::differences
