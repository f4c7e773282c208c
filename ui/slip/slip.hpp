// SPDX-License-Identifier: Apache-2.0
// What stands on the slip that a patient takes along: the number, the day, where to go now. Nothing of who it is.
#pragma once

#include <memory>
#include <optional>

#include "ui/locale/languages.hpp"
#include "ui/paint/slip.hpp"
#include "ui/viewmodel/view_model.hpp"

namespace uketsuke::ui {

struct SlipFacts {
    std::string_view number;
    base::Date day;
    flow::Language language{};
    NextPlace next_place{};
    std::optional<flow::Comfort> way{};  ///< as a my-way code for the next time; nothing: none
};

/// In the patient's language.
std::vector<paint::SlipLine> slip_lines(const Languages& languages, const SlipFacts& facts);
/// 被保険者資格申立書: where to write what, in Japanese, since an insurer reads it.
std::vector<paint::SlipLine> statement_lines(base::Date day);
/// For staff, in Japanese: the first line as a heading.
std::vector<paint::SlipLine> staff_lines(const std::vector<std::string>& lines);

}  // namespace uketsuke::ui
