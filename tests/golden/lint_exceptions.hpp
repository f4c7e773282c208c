// SPDX-License-Identifier: Apache-2.0
// The cells of the lint in which a text is smaller than asked for, each with its reason; nothing else is excused. A
// row, or a language in it, that no cell needs fails the lint.
#pragma once

#include <algorithm>
#include <array>

#include "cells.hpp"

namespace uketsuke::tests {

struct LintException {
    std::string_view screen;  ///< name of the state
    std::string_view panel;
    std::string_view size;
    std::string_view languages;  ///< their codes, with spaces between
    std::string_view reason;

    [[nodiscard]] bool reach() const;  ///< of cells in reach mode
};

inline constexpr std::string_view kFull =
    "the fullest screens: their words at 8.4 mm are more than the panel; they are as large as there is room for";
inline constexpr std::string_view kSmallPanel =
    "7 inch: all words on one page at this size are more than the panel; they are as large as there is room for";

inline constexpr std::string_view kOneWarning =
    "7 inch: what warns of the last try stands on one page with what it warns of";

/// In reach mode.
inline constexpr std::string_view kManyTargets =
    "the lower part does not hold all that can be touched, or the upper one all words: it stands as low as there is "
    "room for";

inline constexpr std::array kLintExceptions{
    LintException{"consent", "tall", "L", "ja", kFull},
    LintException{"guidance", "tall", "L", "my", kFull},
    LintException{"languages", "tall", "L", "pt-BR", kFull},
    LintException{"number_b_entry", "tall", "L", "ja", kFull},
    LintException{"result_remark", "tall", "L", "ja en ja-x-easy pt-BR es fil", kFull},
    LintException{"specific_disease", "tall", "L", "ko", kFull},
    LintException{"settings", "tall", "L", "pt-BR fil", kFull},
    LintException{"without_card", "tall", "L", "my", kFull},
    LintException{"without_card", "compact", "L", "fil", kSmallPanel},
    LintException{"readiness", "compact", "L", "pt-BR ne", kSmallPanel},
    LintException{"accompanied", "compact", "L", "pt-BR", kSmallPanel},
    LintException{"certificate_refused", "compact", "L", "es", kSmallPanel},
    LintException{"choose_identity", "compact", "L", "ja ko pt-BR es fil", kSmallPanel},
    LintException{"pin_last_try", "compact", "L", "ja ja-x-easy en vi pt-BR es", kOneWarning},
    LintException{"comfort", "compact", "L", "en vi es fil my", kSmallPanel},
    LintException{"consent_items", "compact", "L", "pt-BR my", kSmallPanel},
    LintException{"consent_more", "compact", "L", "fil my", kSmallPanel},
    LintException{"face_capture", "compact", "L", "en fil my", kSmallPanel},
    LintException{"high_cost", "compact", "L", "my", kSmallPanel},
    LintException{"languages", "compact", "L", "pt-BR", kSmallPanel},
    LintException{"number_b_entry", "compact", "L", "ja en ja-x-easy zh-Hant ko vi pt-BR es fil", kSmallPanel},
    LintException{"appointment_entry", "compact", "L", "en ja-x-easy vi pt-BR es fil", kSmallPanel},
    LintException{"pin_entry", "compact", "L", "ja ja-x-easy fil my", kSmallPanel},
    LintException{"registration_ending", "compact", "L", "ja", kSmallPanel},
    LintException{"result_remark", "compact", "L", "ja en ja-x-easy pt-BR es fil", kSmallPanel},
    LintException{"review", "compact", "L", "pt-BR es fil", kSmallPanel},
    LintException{"specific_disease", "compact", "L", "ko my", kSmallPanel},
    LintException{"staff_password", "compact", "L", "ja en ja-x-easy ko vi pt-BR es fil ne my", kSmallPanel},
    LintException{"comfort", "wide", "S", "ja en", kManyTargets},
    LintException{"consent_items", "wide", "S", "ja en", kManyTargets},
    LintException{"prescription_choice", "wide", "S", "ja en", kManyTargets},
    LintException{"comfort", "wide", "M", "ja en", kManyTargets},
    LintException{"consent_items", "wide", "M", "ja en", kManyTargets},
    LintException{"languages", "wide", "M", "ja en", kManyTargets},
    LintException{"prescription_choice", "wide", "M", "ja en", kManyTargets},
    LintException{"comfort", "wide", "L", "ja en", kManyTargets},
    LintException{"consent_items", "wide", "L", "ja en", kManyTargets},
    LintException{"face_capture", "wide", "L", "ja en", kManyTargets},
    LintException{"languages", "wide", "L", "ja en", kManyTargets},
    LintException{"prescription_choice", "wide", "L", "ja en", kManyTargets},
    LintException{"comfort", "tall", "L", "en", kManyTargets},
    LintException{"consent_items", "tall", "L", "ja", kManyTargets},
    LintException{"comfort", "compact", "S", "ja en", kManyTargets},
    LintException{"languages", "compact", "S", "ja en", kManyTargets},
    LintException{"number_b_entry", "compact", "S", "ja en", kManyTargets},
    LintException{"appointment_entry", "compact", "S", "ja en", kManyTargets},
    LintException{"pin_entry", "compact", "S", "ja en", kManyTargets},
    LintException{"prescription_choice", "compact", "S", "ja en", kManyTargets},
    LintException{"review", "compact", "S", "ja en", kManyTargets},
    LintException{"staff_password", "compact", "S", "ja en", kManyTargets},
    LintException{"comfort", "compact", "M", "ja en", kManyTargets},
    LintException{"consent_items", "compact", "M", "en", kManyTargets},
    LintException{"languages", "compact", "M", "ja en", kManyTargets},
    LintException{"number_b_entry", "compact", "M", "ja en", kManyTargets},
    LintException{"appointment_entry", "compact", "M", "ja en", kManyTargets},
    LintException{"pin_entry", "compact", "M", "ja en", kManyTargets},
    LintException{"prescription_choice", "compact", "M", "ja en", kManyTargets},
    LintException{"review", "compact", "M", "ja en", kManyTargets},
    LintException{"staff_password", "compact", "M", "ja en", kManyTargets},
    LintException{"accompanied", "compact", "L", "ja", kManyTargets},
    LintException{"choose_identity", "compact", "L", "ja", kManyTargets},
    LintException{"pin_last_try", "compact", "L", "ja en", kManyTargets},
    LintException{"comfort", "compact", "L", "ja en", kManyTargets},
    LintException{"consent", "compact", "L", "ja en", kManyTargets},
    LintException{"consent_items", "compact", "L", "ja en", kManyTargets},
    LintException{"appointment_entry", "compact", "L", "ja en", kManyTargets},
    LintException{"face_capture", "compact", "L", "en", kManyTargets},
    LintException{"face_refused", "compact", "L", "ja en", kManyTargets},
    LintException{"face_unavailable", "compact", "L", "ja en", kManyTargets},
    LintException{"languages", "compact", "L", "ja en", kManyTargets},
    LintException{"not_registered", "compact", "L", "en", kManyTargets},
    LintException{"number_b_entry", "compact", "L", "ja en", kManyTargets},
    LintException{"pin_entry", "compact", "L", "ja en", kManyTargets},
    LintException{"prescription_choice", "compact", "L", "ja en", kManyTargets},
    LintException{"registration_ending", "compact", "L", "ja", kManyTargets},
    LintException{"review", "compact", "L", "ja en", kManyTargets},
    LintException{"staff_password", "compact", "L", "ja en", kManyTargets},
    LintException{"setting_choice", "compact", "M", "ja en ja-x-easy zh-Hans zh-Hant ko vi pt-BR es fil ne my",
                  kSmallPanel},
    LintException{"settings", "compact", "M", "ja en pt-BR es fil my", kSmallPanel},
    LintException{"setting_choice", "compact", "L", "ja en ja-x-easy zh-Hans zh-Hant ko vi pt-BR es fil ne my",
                  kSmallPanel},
    LintException{"settings", "compact", "L", "en ja-x-easy ko pt-BR es fil my", kSmallPanel},
    LintException{"settings", "wide", "S", "ja en", kManyTargets},
    LintException{"setting_choice", "wide", "M", "ja en", kManyTargets},
    LintException{"settings", "wide", "M", "ja en", kManyTargets},
    LintException{"setting_choice", "wide", "L", "ja en", kManyTargets},
    LintException{"settings", "wide", "L", "ja en", kManyTargets},
    LintException{"setting_choice", "tall", "M", "ja en", kManyTargets},
    LintException{"setting_choice", "tall", "L", "ja en", kManyTargets},
    LintException{"setting_choice", "compact", "S", "ja en", kManyTargets},
    LintException{"setting_choice", "compact", "M", "ja en", kManyTargets},
    LintException{"settings", "compact", "M", "ja en", kManyTargets},
    LintException{"setting_choice", "compact", "L", "ja en", kManyTargets},
    LintException{"settings", "compact", "L", "ja en", kManyTargets},
    LintException{"result_remark", "tall", "L", "ja en", kManyTargets},
    LintException{"result_remark", "compact", "L", "ja en", kManyTargets},
};

inline bool LintException::reach() const { return reason == kManyTargets; }

/// An exception never excuses what cannot be read or touched.
inline bool excuses(const LintException& one, const Problems& problems) {
    return std::ranges::all_of(problems, [&](const std::string& problem) {
        return problem.ends_with(kSmallerThanAsked) || (one.reach() && problem.ends_with(kTooHigh));
    });
}

inline std::vector<std::string_view> words_of(std::string_view list) {
    std::vector<std::string_view> words;
    while (!list.empty()) {
        const auto end = std::min(list.find(' '), list.size());
        words.push_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return words;
}

inline const LintException* exception_for(const Cell& cell) {
    const auto found = std::ranges::find_if(kLintExceptions, [&](const LintException& one) {
        return one.reach() == cell.reach && one.screen == screen_of(cell.sample) && one.panel == cell.shape.name &&
               one.size == cell.size.name && std::ranges::count(words_of(one.languages), cell.language) > 0;
    });
    return found == kLintExceptions.end() ? nullptr : &*found;
}

}  // namespace uketsuke::tests
