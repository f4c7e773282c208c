// SPDX-License-Identifier: Apache-2.0
// The cells of the lint in which a text is smaller than asked for, each with its reason; nothing else is excused. A row, or
// a language in it, that no cell needs fails the lint.
#pragma once

#include <algorithm>
#include <array>

#include "cells.hpp"
#include "firmware/flow/state_table.hpp"

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

/// In reach mode.
inline constexpr std::string_view kManyTargets =
    "the lower part does not hold all that can be touched, or the upper one all words: it stands as low as there is room for";
inline constexpr std::string_view kRaised = "Burmese that follows kanji in a line is set too high, and touches the line above";

inline constexpr std::array kLintExceptions{
    LintException{"accompanied", "wide", "L", "en pt-BR es fil", kFull},
    LintException{"consent", "wide", "L", "en vi", kFull},
    LintException{"consent_items", "wide", "L", "vi", kFull},
    LintException{"consent_more", "wide", "L", "my", kFull},
    LintException{"guidance", "wide", "L", "en ja-x-easy es fil", kFull},
    LintException{"out_of_service", "wide", "L", "ja en ja-x-easy zh-Hans zh-Hant ko vi pt-BR es fil ne my", kFull},
    LintException{"prescription_choice", "wide", "L", "ja en ja-x-easy zh-Hans zh-Hant ko vi pt-BR es fil ne my", kFull},
    LintException{"idle", "wide", "L", "en ja-x-easy fil", kFull},
    LintException{"accompanied", "tall", "L", "es", kFull},
    LintException{"accompanied", "tall", "L", "my", kRaised},
    LintException{"card_problem", "tall", "L", "en", kFull},
    LintException{"confirm_failed", "tall", "L", "ja", kFull},
    LintException{"consent", "tall", "L", "ja en pt-BR es", kFull},
    LintException{"consent_items", "tall", "L", "vi", kFull},
    LintException{"guidance", "tall", "L", "my", kFull},
    LintException{"out_of_service", "tall", "L", "en", kFull},
    LintException{"pin_locked", "tall", "L", "fil", kFull},
    LintException{"pin_unusable", "tall", "L", "fil", kFull},
    LintException{"prescription_choice", "tall", "L", "ja en ja-x-easy zh-Hans zh-Hant ko vi pt-BR es fil ne my", kFull},
    LintException{"registration_failed", "tall", "L", "ja", kFull},
    LintException{"registration_offer", "tall", "L", "my", kRaised},
    LintException{"review", "tall", "L", "en", kFull},
    LintException{"service_failed", "tall", "L", "ja", kFull},
    LintException{"specific_disease", "tall", "L", "ko", kFull},
    LintException{"number_b_entry", "tall", "L", "ja", kFull},
    LintException{"accompanied", "compact", "M", "ja en ja-x-easy ko vi pt-BR es fil", kSmallPanel},
    LintException{"choose_identity", "compact", "M", "pt-BR es", kSmallPanel},
    LintException{"consent", "compact", "M", "en vi pt-BR es fil", kSmallPanel},
    LintException{"consent_items", "compact", "M", "ja en ja-x-easy ko vi pt-BR es fil ne my", kSmallPanel},
    LintException{"consent_more", "compact", "M", "my", kSmallPanel},
    LintException{"face_capture", "compact", "M", "es fil", kSmallPanel},
    LintException{"guidance", "compact", "M", "ja en ja-x-easy vi pt-BR es fil ne my", kSmallPanel},
    LintException{"out_of_service", "compact", "M", "ja en ja-x-easy zh-Hans zh-Hant ko vi pt-BR es fil ne my", kSmallPanel},
    LintException{"prescription_choice", "compact", "M", "ja en ja-x-easy zh-Hans zh-Hant ko vi pt-BR es fil ne my", kSmallPanel},
    LintException{"result_remark", "compact", "M", "fil", kSmallPanel},
    LintException{"review", "compact", "M", "en vi pt-BR es fil", kSmallPanel},
    LintException{"subsidy", "compact", "M", "en", kSmallPanel},
    LintException{"idle", "compact", "M", "ja en vi pt-BR es fil", kSmallPanel},
    LintException{"result_valid", "compact", "M", "fil", kSmallPanel},
    LintException{"accompanied", "compact", "L", "ja en ja-x-easy zh-Hans zh-Hant ko vi pt-BR es fil ne my", kSmallPanel},
    LintException{"card_problem", "compact", "L", "ja en ja-x-easy ko vi pt-BR es fil", kSmallPanel},
    LintException{"certificate_grace", "compact", "L", "ja en vi es fil my", kSmallPanel},
    LintException{"certificate_notice", "compact", "L", "ja en vi pt-BR es fil my", kSmallPanel},
    LintException{"certificate_refused", "compact", "L", "ja en ko vi pt-BR es fil my", kSmallPanel},
    LintException{"choose_identity", "compact", "L", "ja ko pt-BR es fil", kSmallPanel},
    LintException{"confirm_failed", "compact", "L", "ja en vi pt-BR es fil my", kSmallPanel},
    LintException{"consent", "compact", "L", "ja en ja-x-easy zh-Hans zh-Hant ko vi pt-BR es fil ne my", kSmallPanel},
    LintException{"consent_items", "compact", "L", "ja en ja-x-easy zh-Hans zh-Hant ko vi pt-BR es fil ne my", kSmallPanel},
    LintException{"consent_more", "compact", "L", "ja en ja-x-easy zh-Hans zh-Hant ko vi pt-BR es fil ne my", kSmallPanel},
    LintException{"face_capture", "compact", "L", "ja en ja-x-easy zh-Hans zh-Hant ko vi pt-BR es fil ne my", kSmallPanel},
    LintException{"face_refused", "compact", "L", "ja en ja-x-easy zh-Hant vi pt-BR es fil", kSmallPanel},
    LintException{"face_unavailable", "compact", "L", "ja en ja-x-easy vi pt-BR es fil", kSmallPanel},
    LintException{"guidance", "compact", "L", "ja en ja-x-easy zh-Hans zh-Hant ko vi pt-BR es fil ne my", kSmallPanel},
    LintException{"high_cost", "compact", "L", "en vi pt-BR es fil my", kSmallPanel},
    LintException{"idle", "compact", "L", "ja en ja-x-easy zh-Hans zh-Hant ko vi pt-BR es fil ne my", kSmallPanel},
    LintException{"not_registered", "compact", "L", "ja en vi pt-BR es fil", kSmallPanel},
    LintException{"number_b_entry", "compact", "L", "ja en ja-x-easy zh-Hant ko vi pt-BR es fil", kSmallPanel},
    LintException{"out_of_service", "compact", "L", "ja en ja-x-easy zh-Hans zh-Hant ko vi pt-BR es fil ne my", kSmallPanel},
    LintException{"pin_entry", "compact", "L", "ja ja-x-easy fil my", kSmallPanel},
    LintException{"pin_last_try", "compact", "L", "ja en ja-x-easy vi pt-BR es", kSmallPanel},
    LintException{"pin_locked", "compact", "L", "ja en vi pt-BR es fil my", kSmallPanel},
    LintException{"pin_unusable", "compact", "L", "ja en ko vi pt-BR es fil my", kSmallPanel},
    LintException{"prescription_choice", "compact", "L", "ja en ja-x-easy zh-Hans zh-Hant ko vi pt-BR es fil ne my", kSmallPanel},
    LintException{"prescription_form", "compact", "L", "fil", kSmallPanel},
    LintException{"registration_ending", "compact", "L", "ja en vi pt-BR es fil", kSmallPanel},
    LintException{"registration_failed", "compact", "L", "ja en vi pt-BR es fil my", kSmallPanel},
    LintException{"registration_offer", "compact", "L", "ja en ja-x-easy zh-Hans zh-Hant ko vi pt-BR es fil ne my", kSmallPanel},
    LintException{"result_invalid", "compact", "L", "ja en vi pt-BR es fil", kSmallPanel},
    LintException{"result_remark", "compact", "L", "ja en ja-x-easy zh-Hans zh-Hant ko vi pt-BR es fil ne my", kSmallPanel},
    LintException{"result_undelivered", "compact", "L", "en pt-BR es fil", kSmallPanel},
    LintException{"review", "compact", "L", "ja en ja-x-easy zh-Hans zh-Hant ko vi pt-BR es fil ne my", kSmallPanel},
    LintException{"service_failed", "compact", "L", "ja en ko vi pt-BR es fil my", kSmallPanel},
    LintException{"specific_disease", "compact", "L", "ja en ja-x-easy ko vi pt-BR es fil ne my", kSmallPanel},
    LintException{"staff_confirm", "compact", "L", "ja en ja-x-easy ko vi pt-BR es fil my", kSmallPanel},
    LintException{"staff_password", "compact", "L", "ja en ja-x-easy ko vi pt-BR es fil ne my", kSmallPanel},
    LintException{"staff_refused", "compact", "L", "en", kSmallPanel},
    LintException{"subsidy", "compact", "L", "ja en ja-x-easy zh-Hans zh-Hant ko vi pt-BR es fil ne my", kSmallPanel},
    LintException{"look_away", "compact", "L", "ja ja-x-easy vi pt-BR es fil my", kSmallPanel},
    LintException{"result_valid", "compact", "L", "ja en ja-x-easy zh-Hans zh-Hant ko vi pt-BR es fil ne my", kSmallPanel},
    LintException{"consent_items", "wide", "S", "ja en", kManyTargets},
    LintException{"prescription_choice", "wide", "S", "ja en", kManyTargets},
    LintException{"review", "wide", "S", "ja en", kManyTargets},
    LintException{"consent_items", "wide", "M", "ja en", kManyTargets},
    LintException{"prescription_choice", "wide", "M", "ja en", kManyTargets},
    LintException{"review", "wide", "M", "ja en", kManyTargets},
    LintException{"consent_items", "wide", "L", "ja en", kManyTargets},
    LintException{"face_capture", "wide", "L", "ja en", kManyTargets},
    LintException{"guidance", "wide", "L", "en", kManyTargets},
    LintException{"out_of_service", "wide", "L", "en", kManyTargets},
    LintException{"prescription_choice", "wide", "L", "ja en", kManyTargets},
    LintException{"review", "wide", "L", "ja en", kManyTargets},
    LintException{"idle", "wide", "L", "en", kManyTargets},
    LintException{"consent_items", "tall", "M", "en", kManyTargets},
    LintException{"prescription_choice", "tall", "M", "ja en", kManyTargets},
    LintException{"review", "tall", "M", "ja en", kManyTargets},
    LintException{"consent", "tall", "L", "en", kManyTargets},
    LintException{"consent_items", "tall", "L", "ja en", kManyTargets},
    LintException{"prescription_choice", "tall", "L", "ja en", kManyTargets},
    LintException{"review", "tall", "L", "ja en", kManyTargets},
    LintException{"consent_items", "floor", "L", "en", kManyTargets},
    LintException{"prescription_choice", "floor", "L", "ja en", kManyTargets},
    LintException{"review", "floor", "L", "ja en", kManyTargets},
    LintException{"consent_items", "compact", "S", "ja en", kManyTargets},
    LintException{"number_b_entry", "compact", "S", "ja en", kManyTargets},
    LintException{"pin_entry", "compact", "S", "ja en", kManyTargets},
    LintException{"prescription_choice", "compact", "S", "ja en", kManyTargets},
    LintException{"review", "compact", "S", "ja en", kManyTargets},
    LintException{"staff_password", "compact", "S", "ja en", kManyTargets},
    LintException{"accompanied", "compact", "M", "ja en", kManyTargets},
    LintException{"consent", "compact", "M", "en", kManyTargets},
    LintException{"consent_items", "compact", "M", "ja en", kManyTargets},
    LintException{"guidance", "compact", "M", "ja en", kManyTargets},
    LintException{"number_b_entry", "compact", "M", "ja en", kManyTargets},
    LintException{"out_of_service", "compact", "M", "ja en", kManyTargets},
    LintException{"pin_entry", "compact", "M", "ja en", kManyTargets},
    LintException{"prescription_choice", "compact", "M", "ja en", kManyTargets},
    LintException{"review", "compact", "M", "ja en", kManyTargets},
    LintException{"staff_password", "compact", "M", "ja en", kManyTargets},
    LintException{"subsidy", "compact", "M", "en", kManyTargets},
    LintException{"idle", "compact", "M", "ja en", kManyTargets},
    LintException{"accompanied", "compact", "L", "ja en", kManyTargets},
    LintException{"card_problem", "compact", "L", "ja en", kManyTargets},
    LintException{"certificate_grace", "compact", "L", "ja en", kManyTargets},
    LintException{"certificate_notice", "compact", "L", "ja en", kManyTargets},
    LintException{"certificate_refused", "compact", "L", "ja en", kManyTargets},
    LintException{"choose_identity", "compact", "L", "ja", kManyTargets},
    LintException{"confirm_failed", "compact", "L", "ja en", kManyTargets},
    LintException{"consent", "compact", "L", "ja en", kManyTargets},
    LintException{"consent_items", "compact", "L", "ja en", kManyTargets},
    LintException{"consent_more", "compact", "L", "ja en", kManyTargets},
    LintException{"face_capture", "compact", "L", "ja en", kManyTargets},
    LintException{"face_refused", "compact", "L", "ja en", kManyTargets},
    LintException{"face_unavailable", "compact", "L", "ja en", kManyTargets},
    LintException{"guidance", "compact", "L", "ja en", kManyTargets},
    LintException{"high_cost", "compact", "L", "en", kManyTargets},
    LintException{"idle", "compact", "L", "ja en", kManyTargets},
    LintException{"not_registered", "compact", "L", "ja en", kManyTargets},
    LintException{"number_b_entry", "compact", "L", "ja en", kManyTargets},
    LintException{"out_of_service", "compact", "L", "ja en", kManyTargets},
    LintException{"pin_entry", "compact", "L", "ja en", kManyTargets},
    LintException{"pin_last_try", "compact", "L", "ja en", kManyTargets},
    LintException{"pin_locked", "compact", "L", "ja en", kManyTargets},
    LintException{"pin_unusable", "compact", "L", "ja en", kManyTargets},
    LintException{"prescription_choice", "compact", "L", "ja en", kManyTargets},
    LintException{"registration_ending", "compact", "L", "ja en", kManyTargets},
    LintException{"registration_failed", "compact", "L", "ja en", kManyTargets},
    LintException{"registration_offer", "compact", "L", "ja en", kManyTargets},
    LintException{"result_invalid", "compact", "L", "ja en", kManyTargets},
    LintException{"result_remark", "compact", "L", "ja en", kManyTargets},
    LintException{"result_undelivered", "compact", "L", "en", kManyTargets},
    LintException{"review", "compact", "L", "ja en", kManyTargets},
    LintException{"service_failed", "compact", "L", "ja en", kManyTargets},
    LintException{"specific_disease", "compact", "L", "ja en", kManyTargets},
    LintException{"staff_confirm", "compact", "L", "ja en", kManyTargets},
    LintException{"staff_password", "compact", "L", "ja en", kManyTargets},
    LintException{"staff_refused", "compact", "L", "en", kManyTargets},
    LintException{"subsidy", "compact", "L", "ja en", kManyTargets},
    LintException{"look_away", "compact", "L", "ja", kManyTargets},
    LintException{"result_valid", "compact", "L", "ja en", kManyTargets},
};

inline bool LintException::reach() const { return reason == kManyTargets; }

/// An exception never excuses what cannot be read or touched.
inline bool excuses(const LintException& one, const Problems& problems) {
    return std::ranges::all_of(problems, [&](const std::string& problem) {
        return problem.ends_with(kSmallerThanAsked) || (one.reach() && problem.ends_with(kTooHigh)) ||
               (one.reason == kRaised && problem.ends_with(" has lines that touch"));
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
        return one.reach() == cell.reach && one.screen == flow::name_of(cell.sample.visit.state) && one.panel == cell.shape.name &&
               one.size == cell.size.name && std::ranges::count(words_of(one.languages), cell.language) > 0;
    });
    return found == kLintExceptions.end() ? nullptr : &*found;
}

}  // namespace uketsuke::tests
