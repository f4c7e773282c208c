// SPDX-License-Identifier: Apache-2.0
// What a patient is asked between the two requests to the service, besides consent (consent.hpp): one row a question.
// Rows and state of the flow, screen, line of the review, wire, journal and setting follow from it. A new question is
// an enumerator and a row here, the enumerator of its state in flow::State, and its texts. What the result says of it,
// if anything, is a block of the document (eligibility/oqs_document.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "consent.hpp"
#include "firmware/base/enumeration.hpp"
#include "prescription.hpp"

namespace uketsuke::domain {

/// In the order in which they are asked. Each has the name of its state and of its texts.
enum class Question : std::uint8_t {
    specific_disease,
    high_cost,  ///< 限度額, where the facility still asks
    prescription_form,
    prescription_choice,
    subsidy,  ///< PMH 医療費助成の各種受給者証, since fiscal 2025 in some municipalities
};
constexpr std::size_t kQuestions = base::kCountOf<Question>;

/// A value for each question.
template <class T>
struct ForEachQuestion {
    std::array<T, kQuestions> values{};

    T& operator[](Question question) { return values.at(base::index_of(question)); }
    const T& operator[](Question question) const { return values.at(base::index_of(question)); }
    bool operator==(const ForEachQuestion&) const = default;
};

enum class QuestionKind : std::uint8_t {
    yes_no,
    one_of,      ///< one of the row's options
    list,        ///< any of what the service lists, ticked on one screen
    one_by_one,  ///< yes or no to each of what the service lists, a screen each
};

/// One thing that the service lists for a question. `id` is the service's handle. The rest is shown to the patient and
/// wiped with the visit.
struct Listed {
    std::string id;
    base::Date issued;
    std::string issuer;
    std::string kind;  ///< the service's word for what it is; empty where all are of one kind
    bool operator==(const Listed&) const = default;
};
/// As many of a list as can be asked about, at most.
constexpr std::size_t kMostAsked = 16;

/// An answer as it stands on the screen. Empty: not answered, nothing is chosen beforehand.
struct Given {
    std::optional<int> chosen;  ///< yes_no: 0 or 1; one_of: the option's place; lists: how many were ticked in the end
    std::uint16_t ticked = 0;   ///< lists: a bit each
    bool operator==(const Given&) const = default;
};

/// An answer as it leaves for the service. Empty: not asked.
struct Answered {
    std::optional<int> chosen;       ///< as in Given
    std::vector<std::string> items;  ///< lists: handles of those that were ticked
    bool operator==(const Answered&) const = default;
};

/// What a facility decides about questions.
struct Facility {
    bool pharmacy = false;  ///< asks which stored e-prescriptions to dispense
    PrescriptionSetting prescription = PrescriptionSetting::unused;
    PrescriptionAsked prescription_asked = PrescriptionAsked::elsewhere;
    ForEachQuestion<bool> asks;  ///< by the setting of the row
    bool operator==(const Facility&) const = default;
};

/// What decides whether a question is asked, where anything may be asked at all.
struct Asking {
    bool by_service;     ///< the service says that it is to be asked
    std::size_t listed;  ///< how many things the service lists for it
    bool by_setting;     ///< the facility's setting
    const Facility& facility;
};

struct Option {
    std::string_view word;     ///< on the wire, in the journal, and behind the dot in the key of its text
    std::string_view picture;  ///< a ui::Icon
};

/// Key of the settings file, and the sentence that explains it.
struct QuestionSetting {
    std::string_view key, sentence;
};

/// What the result document may say of a question.
enum class InResult : std::uint8_t {
    anything,           ///< nothing is held against the answer, or its consent is
    what_was_answered,  ///< exactly that
    all_but_a_refusal,  ///< where nobody was asked the law lets the service tell it
};

struct QuestionRow {
    Question question;
    QuestionKind kind;
    std::string_view when;  ///< in words, for the printed page
    bool (*wanted)(const Asking&);
    std::string_view wire;              ///< name of its answer; lists: and of what the service lists
    std::string_view journal;           ///< name of its field; empty: none. It must not tell of what kind of care
    bool service_asks = false;          ///< the service's answer says whether to ask: "ask_" and the wire name
    bool Consents::*consent = nullptr;  ///< the answer leaves as this consent, and with no name of its own
    InResult in_result = InResult::anything;
    std::array<Option, 2> options{};  ///< one_of
    /// yes_no, one_by_one: keys of what the screen says under its title. one_by_one: the thing asked about comes first.
    std::array<std::string_view, 2> lines{};
    std::string_view picture = "paper";  ///< a ui::Icon, beside the first line
    int most = kMostAsked;               ///< lists: so many are asked about, the desk sees to the rest
    QuestionSetting setting{};
    /// What the idle screen tells where the setting is on: the text "idle.<told>". Empty: nothing.
    std::string_view told{};
};

/// Row i is that of the question in place i.
constexpr auto kQuestionRows = base::one_for_each<&QuestionRow::question>(std::array{
    QuestionRow{.question = Question::specific_disease,
                .kind = QuestionKind::yes_no,
                .when = "a certificate for a specific disease is on record",
                .wanted = [](const Asking& a) { return a.by_service; },
                .wire = "specific_disease",
                .service_asks = true,
                .consent = &Consents::specific_disease,
                .lines = {"consent.body", "consent.free"},
                .picture = "info"},
    QuestionRow{.question = Question::high_cost,
                .kind = QuestionKind::yes_no,
                .when = "the facility still asks",
                .wanted = [](const Asking& a) { return a.by_setting; },
                .wire = "high_cost",
                .journal = "high_cost",
                .in_result = InResult::all_but_a_refusal,
                .lines = {"high_cost.body", "consent.free"},
                .setting = {"consent.ask_high_cost",
                            "Whether 限度額 is asked; the ministry dropped that screen on 2024-10-07."}},
    QuestionRow{
        .question = Question::prescription_form,
        .kind = QuestionKind::one_of,
        .when = "the facility issues both kinds and asks here",
        .wanted =
            [](const Asking& a) {
                return !a.facility.pharmacy && a.facility.prescription == PrescriptionSetting::both &&
                       a.facility.prescription_asked == PrescriptionAsked::at_reader;
            },
        .wire = "form",
        .journal = "form",
        .in_result = InResult::what_was_answered,
        .options = {{{"electronic", "card"}, {"paper", "paper"}}}},
    QuestionRow{.question = Question::prescription_choice,
                .kind = QuestionKind::list,
                .when = "a pharmacy, and prescriptions are stored",
                .wanted = [](const Asking& a) { return a.facility.pharmacy && a.listed > 0; },
                .wire = "prescriptions",
                .journal = "prescriptions",
                .most = 6},
    QuestionRow{.question = Question::subsidy,
                .kind = QuestionKind::one_by_one,
                .when = "the person holds certificates of a municipality (PMH)",
                .wanted = [](const Asking& a) { return a.listed > 0; },
                .wire = "subsidies",
                .journal = "subsidies",
                .in_result = InResult::what_was_answered,
                .lines = {"subsidy.free"},
                .setting = {"subsidy.told",
                            "Whether the idle screen tells that 医療費助成 can be used here; asked about is what the "
                            "service lists for a person, in any case."},
                .told = "subsidy"},
});

constexpr const QuestionRow& row_of(Question question) { return kQuestionRows.at(base::index_of(question)); }
constexpr bool has_list(const QuestionRow& row) {
    return row.kind == QuestionKind::list || row.kind == QuestionKind::one_by_one;
}
static_assert(std::ranges::all_of(kQuestionRows, [](const QuestionRow& row) {
    return row.most <= static_cast<int>(kMostAsked) &&
           std::ranges::count(kQuestionRows, row.wire, &QuestionRow::wire) == 1 && !row.wire.empty() &&
           (row.kind == QuestionKind::one_of) == !row.options.front().word.empty();
}));

/// The word of an option, both ways; nullopt for no word of it.
constexpr std::optional<int> option_named(const QuestionRow& row, std::string_view word) {
    const auto found = std::ranges::find(row.options, word, &Option::word);
    if (found == row.options.end()) return std::nullopt;
    return static_cast<int>(found - row.options.begin());
}
constexpr const Option& option_of(const QuestionRow& row, int place) {
    return row.options.at(static_cast<std::size_t>(place));
}

}  // namespace uketsuke::domain
