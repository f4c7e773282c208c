// SPDX-License-Identifier: Apache-2.0
// What passes between reader and desk.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "appointment.hpp"
#include "difference.hpp"
#include "eligibility.hpp"
#include "firmware/base/error.hpp"
#include "guidance.hpp"
#include "ticket.hpp"

namespace uketsuke::domain {

/// Digits of a code of the staff check: the reader has a number pad.
constexpr int kShortestPassword = 6;
constexpr int kLongestPassword = 8;

/// What a code of the staff check (目視) met.
struct StaffCheck {
    bool accepted = false;
    int tries_left = 0;    ///< on this card before it has to wait
    int locked_for_s = 0;  ///< seconds until the next try on this card is taken; 0 = at once
    bool expired = false;  ///< a code that counted once
    std::string by{};      ///< accepted: the label of whose code it was
    bool operator==(const StaffCheck&) const = default;
};

/// One line for the clerk. No name, no card number.
struct DeskNote {
    enum class Kind : std::uint8_t {
        call,         ///< somebody wants a person
        alert,        ///< something needs a person: a card left behind, an answer about somebody else
        advice,       ///< the reader could not verify: what to do next
        upkeep,       ///< something of the kiosk's own ends: whoever looks after it must renew it
        staff_check,  ///< a code of the staff check was accepted: whoever it belongs to should stand at the reader
    } kind = Kind::call;
    std::string_view where;                    ///< a state's name; upkeep: the key of the settings
    std::optional<base::ErrorCode> error;      ///< what the patient's screen explains
    std::optional<Situation> situation;        ///< advice: why
    base::Date today;                          ///< advice: decides what counts; year 0 = no visit
    Remarks remarks = {};                      ///< advice on a valid answer: what the clerk must see to
    Ticket ticket = {};                        ///< of the visit, which an answer names
    int days_left = 0;                         ///< upkeep: 0 = it has ended
    int calls = 1;                             ///< call: for how many it stands
    std::string by = {};                       ///< staff_check: the label of whose code it was
    std::string number = {};                   ///< 受付番号 of the visit, once the clinic has its result
    std::vector<Difference> differences = {};  ///< advice: between the result and the clinic's own data
    std::vector<std::string> lines = {};       ///< upkeep: what a look at the kiosk's readiness found
    std::optional<Appointment> appointment = {};  ///< advice: what the clinic's list says of whoever stands there
    std::string letters = {};  ///< advice: that the screen cannot show as they are, such as "U+9089 U+E0110, U+3134A"
    bool operator==(const DeskNote&) const = default;
};

/// A line that staff read on the kiosk, in Japanese.
struct StaffLine {
    enum class Kind : std::uint8_t { plain, well, soon, wrong } kind = Kind::plain;
    std::string text;
    bool operator==(const StaffLine&) const = default;
};

/// What the desk may say to a kiosk.
enum class DeskSays : std::uint8_t {
    comes,      ///< somebody has seen the note, and comes where one was called
    confirms,   ///< somebody has compared the person with the card (目視)
    refuses,    ///< and it is another person
    unlocks,    ///< wrong codes on this card make it wait no longer
    language,   ///< this patient: the language of that place in the table
    comfort,    ///< this patient: the choice of that number (flow::ComfortChoice)
    test_slip,  ///< prints a slip, with nobody there
    closes,     ///< out of service; the item tells which reason patients read (kClosedForCheck)
    opens,
};
constexpr int kClosedForCheck = 1;

/// Late once the visit of its ticket is over, or the step where the ticket names one. `closes` and `opens` belong to no
/// visit.
struct DeskAnswer {
    Ticket ticket;
    DeskSays says = DeskSays::comes;
    int item = 0;      ///< language, comfort, closes
    std::string by{};  ///< the label of whoever says so, for the journal
    bool operator==(const DeskAnswer&) const = default;
};

}  // namespace uketsuke::domain
