// SPDX-License-Identifier: Apache-2.0
#include "loudspeaker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <vector>

#include "firmware/base/enumeration.hpp"
#include "firmware/domain/questions.hpp"
#include "ui/scene/scene.hpp"

namespace uketsuke::ui::voice {
namespace {

constexpr auto kAnybody = Hearing::anybody, kHeadphones = Hearing::headphones;

constexpr std::string_view kAlike = "the same words for everybody who comes here";
constexpr std::string_view kAnswer = "an answer from card or service";
constexpr std::string_view kGuided = "which papers do instead tells what card or service answered";

constexpr std::array kRows{
    HearingRow{"common.", kAnybody, kAlike},
    HearingRow{"common.error_number", kHeadphones, "tells which answer it was"},
    HearingRow{"common.reference_number", kHeadphones, "the clinic's number of the person"},
    HearingRow{"comfort.", kAnybody, kAlike},
    HearingRow{"mark.", kAnybody, kAlike},
    HearingRow{"step.", kAnybody, kAlike},
    HearingRow{"prompt.", kAnybody, kAlike},
    HearingRow{"voice.", kAnybody, kAlike},
    HearingRow{"level.", kAnybody, kAlike},
    HearingRow{"pack.", kAnybody, kAlike},
    HearingRow{"hear.", kAnybody, "how to move before the camera"},
    HearingRow{"advice.", kAnybody, "how to move before the camera"},
    HearingRow{"idle.", kAnybody, kAlike},
    HearingRow{"out_of_service.", kAnybody, kAlike},
    HearingRow{"choose_phone.", kAnybody, kAlike},
    HearingRow{"phone_wait.", kAnybody, kAlike},
    HearingRow{"phone_challenge.", kAnybody, kAlike},
    HearingRow{"phone_signing.", kAnybody, kAlike},
    HearingRow{"without_card.", kAnybody, kAlike},
    HearingRow{"statement.", kAnybody, kAlike},
    HearingRow{"appointment_entry.", kAnybody, kAlike},
    HearingRow{"appointment_looking.", kAnybody, kAlike},
    HearingRow{"appointment_told.", kHeadphones, "when somebody was to come"},
    HearingRow{"slip.", kHeadphones, "printed, and not said"},
    HearingRow{"show_code.", kAnybody, kAlike},
    HearingRow{"way_set.", kAnybody, kAlike},
    HearingRow{"code_problem.", kAnybody, kAlike},
    HearingRow{"reading_card.", kAnybody, kAlike},
    HearingRow{"card_problem.", kAnybody, kAlike},
    HearingRow{"choose_identity.", kAnybody, kAlike},
    HearingRow{"accompanied.", kAnybody, kAlike},
    HearingRow{"look_away.", kAnybody, kAlike},
    HearingRow{"pad.", kAnybody, kAlike},
    HearingRow{"pin_entry.", kAnybody, "how many tries are left may be said"},
    HearingRow{"pin_last_try.", kAnybody, "how many tries are left may be said"},
    HearingRow{"pin_challenge.", kAnybody, kAlike},
    HearingRow{"pin_verifying.", kAnybody, kAlike},
    HearingRow{"pin_wrong.", kAnybody, "how many tries are left may be said"},
    HearingRow{"pin_locked.", kAnybody, "how many tries are left may be said"},
    HearingRow{"pin_unusable.", kAnybody, "how many tries are left may be said"},
    HearingRow{"number_b_entry.", kAnybody, kAlike},
    HearingRow{"number_b_reading.", kAnybody, kAlike},
    HearingRow{"face_", kAnybody, kAlike},
    HearingRow{"terminal_", kAnybody, kAlike},
    HearingRow{"staff_", kAnybody, kAlike},
    HearingRow{"setting", kAnybody, "staff set the kiosk, nobody else is there"},
    HearingRow{"readiness", kAnybody, "staff set the kiosk, nobody else is there"},
    HearingRow{"touch_test.", kAnybody, "staff set the kiosk, nobody else is there"},
    HearingRow{"picture_test.", kAnybody, "staff set the kiosk, nobody else is there"},
    HearingRow{"authenticating.", kAnybody, kAlike},
    HearingRow{"consent", kAnybody, kAlike},
    HearingRow{"item.", kAnybody, kAlike},
    HearingRow{"confirming.", kAnybody, kAlike},
    HearingRow{"delivering.", kAnybody, kAlike},
    HearingRow{"result_valid.title", kAnybody, kAlike},
    HearingRow{"service_failed.", kAnybody, kAlike},
    HearingRow{"confirm_failed.", kAnybody, kAlike},
    HearingRow{"result_undelivered.", kAnybody, kAlike},
    HearingRow{"take_card", kAnybody, kAlike},
    HearingRow{"card_left.", kAnybody, kAlike},
    HearingRow{"thanks.", kAnybody, kAlike},
    HearingRow{"idle_warning.", kAnybody, kAlike},
    HearingRow{"guidance.", kHeadphones, kGuided},
    HearingRow{"guidance.desk", kAnybody, kAlike},
    HearingRow{"fallback.", kHeadphones, kGuided},
    HearingRow{"error.", kAnybody, "what went wrong at the kiosk, and what to do"},
    HearingRow{"error.certificate_", kHeadphones, kAnswer},
    HearingRow{"error.record_", kHeadphones, kAnswer},
    HearingRow{"error.card_cloned", kHeadphones, kAnswer},
    HearingRow{"error.portrait_", kHeadphones, kAnswer},
    HearingRow{"error.number_b_refused", kHeadphones, kAnswer},
    HearingRow{"error.face_", kHeadphones, "whether somebody is who the card says"},
    HearingRow{"error.not_registered", kHeadphones, kAnswer},
    HearingRow{"certificate_", kHeadphones, kAnswer},
    HearingRow{"registration_", kHeadphones, kAnswer},
    HearingRow{"registering.", kHeadphones, kAnswer},
    HearingRow{"not_registered.", kHeadphones, kAnswer},
    HearingRow{"review.", kHeadphones, "what the person answered"},
    HearingRow{"result_", kHeadphones, kAnswer},
};

/// Of each question that the service has asked for, too.
const std::vector<HearingRow>& rows() {
    static const auto kAll = [] {
        std::vector<HearingRow> all(kRows.begin(), kRows.end());
        for (const auto question : base::kValuesOf<domain::Question>)
            all.push_back(
                {base::enumerator_name(question), kHeadphones, "who is asked has something to answer it for"});
        return all;
    }();
    return kAll;
}

/// What may be filled in where anybody hears it: counts, tries, minutes, seconds; and the number by which people are
/// called, which may have letters before its digits ("A-101").
constexpr std::array<std::string_view, 4> kCounts{"{n}", "{of}", "{minutes}", "{seconds}"};
constexpr std::string_view kNumber = "{number}";

const HearingRow* row_of(std::string_view key) {
    const HearingRow* best = nullptr;
    for (const auto& row : rows())
        if (key.starts_with(row.keys) && (best == nullptr || row.keys.size() > best->keys.size())) best = &row;
    return best;
}

std::size_t digits_at(std::string_view text) {
    const auto end = std::ranges::find_if_not(text, [](unsigned char c) { return std::isdigit(c) != 0; });
    return static_cast<std::size_t>(end - text.begin());
}

/// As the settings let a reception number look: at most 8 letters, digits and hyphens, then digits.
std::size_t number_at(std::string_view text) {
    constexpr std::size_t kBefore = 8;
    const auto end = std::ranges::find_if_not(text, [](unsigned char c) { return std::isalnum(c) != 0 || c == '-'; });
    const auto all = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    const auto letters = all.find_last_not_of("0123456789");
    const auto before = letters == all.npos ? 0 : letters + 1;
    return before <= kBefore && before < all.size() ? all.size() : 0;
}

/// Of the place that the pattern begins with; nothing: it begins with none.
struct Place {
    std::string_view name;
    std::size_t filled;  ///< of the text; 0: with something else
};
std::optional<Place> place_at(std::string_view pattern, std::string_view text) {
    if (pattern.starts_with(kNumber)) return Place{kNumber, number_at(text)};
    const auto* count = std::ranges::find_if(kCounts, [&](std::string_view p) { return pattern.starts_with(p); });
    if (count == kCounts.end()) return std::nullopt;
    return Place{*count, digits_at(text)};
}

/// The text is the template with numbers in places that may be said.
bool says(std::string_view text, std::string_view pattern) {
    while (!pattern.empty()) {
        if (const auto place = place_at(pattern, text)) {
            if (place->filled == 0) return false;
            text.remove_prefix(place->filled);
            pattern.remove_prefix(place->name.size());
        } else {
            if (text.empty() || text.front() != pattern.front()) return false;
            text.remove_prefix(1);
            pattern.remove_prefix(1);
        }
    }
    return text.empty();
}

}  // namespace

std::span<const HearingRow> hearing_table() { return rows(); }

Hearing hearing_of(std::string_view key, std::string_view text, const Catalogue& words) {
    const auto* row = row_of(key);
    if (row == nullptr || !words.has(key)) return Hearing::headphones;
    return says(text, ui::plain(words.text(key))) ? row->hearing : Hearing::headphones;
}

std::string print_hearing() {
    std::string page = "| texts | a loudspeaker may say them | why |\n|---|---|---|\n";
    for (const auto& row : rows())
        page += fmt::format("| `{}…` | {} | {} |\n", row.keys, row.hearing == kAnybody ? "yes" : "no", row.why);
    return page;
}

}  // namespace uketsuke::ui::voice
