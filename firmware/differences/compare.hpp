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
/// Whether a row of a list is about the person that a result tells of.
bool is_about(const PersonData& row, const PersonData& told);

}  // namespace uketsuke::differences
