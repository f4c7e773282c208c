// SPDX-License-Identifier: Apache-2.0
// What the present screen must show, drawn from the visit. Pure: no text, no size, no clock. What a screen does not
// show stays empty, so that no patient's answer lies in a view that does not need it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/domain/reader_shape.hpp"
#include "firmware/flow/state_table.hpp"

namespace uketsuke::ui {

/// Where a patient goes after the visit.
enum class NextPlace : std::uint8_t { announced, waiting_room, desk };

/// What is constant for a running program.
/// Whose voice the kiosk speaks with: staff see it where they set how loud it is.
enum class VoiceKind : std::uint8_t { none, placeholder, recorded };

struct Facts {
    bool simulated = false;           ///< the hardware is simulated: a mark stays on the screen
    bool simulated_terminal = false;  ///< the face way signs by a simulated terminal authentication: it says so
    domain::ReaderShape reader{};     ///< under the card
    bool shows_reference_number = false;
    bool reception_complete = false;  ///< the check at this reader is the clinic's reception
    NextPlace next_place{};
    bool still = false;  ///< no picture moves
    VoiceKind voice = VoiceKind::none;
    bool operator==(const Facts&) const = default;
};

constexpr int kSteps = static_cast<int>(flow::Progress::reception);

/// The actions that the flow takes in this visit: a screen shows no button but these.
struct Offered {
    std::uint64_t bits = 0;
    void add(flow::Action action) { bits |= std::uint64_t{1} << static_cast<unsigned>(action); }
    [[nodiscard]] bool has(flow::Action action) const { return (bits >> static_cast<unsigned>(action) & 1U) != 0; }
    bool operator==(const Offered&) const = default;
};
static_assert(static_cast<int>(flow::Action::comfort) < 64, "a bit for each action");

/// What a patient can do here besides, as the idle screen tells it; that a phone is taken its button says.
struct Service {
    std::string_view name;     ///< of its text: "idle.<name>"
    std::string_view picture;  ///< a ui::Icon
    bool operator==(const Service&) const = default;
};

/// One thing of the list that a question is about.
struct ListLine {
    std::string kind;  ///< the service's word for what it is; empty where all are of one kind
    base::Date issued;
    std::string issuer;
    bool ticked = false;
    bool operator==(const ListLine&) const = default;
};

/// One question on the review screen. `place`: the item of Action::change.
struct ReviewLine {
    flow::State question;
    int place;
    const domain::QuestionRow* row;  ///< nullptr: consent
    domain::Given given;
    bool operator==(const ReviewLine&) const = default;
};

/// A setting of the kiosk, as it stands.
struct SettingLine {
    flow::Setting setting{};
    int value = 0;
    bool operator==(const SettingLine&) const = default;
};

struct ViewModel {
    flow::State screen = flow::State::out_of_service;
    flow::Language language{};
    flow::Comfort comfort{};
    flow::InFront in_front{};  ///< of the screen, which offers nothing of its own then
    int step = 0;              ///< 1 … kSteps; 0: no visit
    std::string_view earcon;   ///< of the state table
    std::string_view prompt;   ///< of the state table
    int seconds = 0;           ///< idle warning: until the visit ends

    int page = 0;  ///< of the screen, where it has more than one; the kiosk fills it in

    // Who it is.
    Offered offered;
    int tries_left = 0;         ///< of the card's PIN
    int digits = 0;             ///< typed
    int digits_wanted = 0;      ///< on a screen with a pad
    bool digits_shown = false;  ///< what is typed here can be read: never a PIN
    std::string typed;          ///< then, the digits: not of the visit, the kiosk fills them in
    std::optional<domain::FaceAdvice> advice;
    bool by_phone = false;  ///< a phone instead of a card: other words
    bool android = false;   ///< its PIN is typed here
    std::optional<domain::StaffCheck> staff_check;

    // What is asked.
    base::Date certificate_until;  ///< on the screens about its end
    std::optional<domain::Registration> registration;
    domain::ConsentItem shown_item{};
    domain::ConsentAnswers consents;                ///< on the screens that show them
    const domain::QuestionRow* question = nullptr;  ///< that the screen asks, if it is one of that table
    std::vector<ListLine> list;                     ///< what the question is about
    bool list_goes_on = false;                      ///< there are more than are asked about
    int asked_item = 0;                             ///< of the list, where they are asked one by one
    std::vector<ReviewLine> review;

    // What came of it.
    std::optional<domain::Appointment> appointment;  ///< on the screen that tells it
    bool card_lies = false;                          ///< and a card was laid down before it
    std::optional<domain::Answer> answer;
    base::WipedText reference_number;         ///< 照会番号, where the site shows it
    std::string number;                       ///< 受付番号, from the result to the end of the visit; empty: none
    std::vector<domain::Counted> fallbacks;   ///< in order, on the screens that show them
    std::optional<base::ErrorCode> error;     ///< what the screen explains
    std::vector<base::ErrorCode> causes;      ///< why the kiosk is out of service, or the service away
    std::vector<Service> services;            ///< on the idle screen
    bool answers_sent = false;                ///< the patient was asked something, and it left for the service
    bool to_desk = false;                     ///< the visit ends with something that the desk must see to
    bool finished = false;                    ///< the clinic has the result
    bool staff_on_way = false;                ///< called while the kiosk works: one call is enough
    bool desk_comes = false;                  ///< the desk has answered the call

    // For staff.
    bool for_settings = false;             ///< a code is asked for with no patient there
    std::vector<SettingLine> settings;     ///< all of them; on the screen of one, that one with the value that it shows
    std::vector<int> choices;              ///< that one: what it can be, or a step down and a step up
    int tested = 0;                        ///< targets that were touched; the picture that is shown
    std::vector<int> missed;               ///< by each touch, a tenth of a millimetre
    std::vector<domain::StaffLine> found;  ///< by the look at the kiosk's readiness
    bool printer = false;                  ///< the form is printed: on its screen

    bool simulated = false;
    bool simulated_terminal = false;  ///< on screens of the face way only
    domain::ReaderShape reader{};
    bool reception_complete = false;
    NextPlace next_place{};
    bool still = false;
    VoiceKind voice = VoiceKind::none;

    [[nodiscard]] bool offers(flow::Action action) const { return offered.has(action); }
    bool operator==(const ViewModel&) const = default;
};

ViewModel project(const flow::Visit& visit, const Facts& facts);

}  // namespace uketsuke::ui
