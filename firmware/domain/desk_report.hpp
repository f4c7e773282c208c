// SPDX-License-Identifier: Apache-2.0
// What a kiosk tells the desk as it happens. All but PersonNamed says nothing about who somebody is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "firmware/base/wiped_text.hpp"

namespace uketsuke::domain {

/// A visit has come to a step of its way, or the kiosk to one without a visit.
struct StepReached {
    std::uint32_t visit = 0, n = 0;  ///< its ticket, which an answer names
    std::string state;               ///< flow::State's name
    int error = 0;                   ///< the number that the screen shows; 0: none
    bool patient = false;            ///< it is about somebody: a row of the list
    bool finished = false;           ///< the clinic has the result
    std::string file;                ///< by which the clinic finds the result; empty: there is none yet
    std::string language;            ///< of the screen, BCP 47
    std::string number;              ///< 受付番号, once the clinic has the result; empty: none
    std::string marks;               ///< what else concerns the desk, words with blanks between (app/desk_view.hpp)
    bool operator==(const StepReached&) const = default;
};

/// Where of a note that says of somebody only that they have come, on time or early: there is nothing to see to.
constexpr std::string_view kArrived = "arrived";

/// A DeskNote, in the words that the log of calls has for it.
struct NoteGiven {
    std::string kind;         ///< DeskNote::Kind's name
    std::uint32_t visit = 0;  ///< 0: it is about the kiosk
    std::uint32_t n = 0;
    std::string where;
    int error = 0;  ///< as above
    std::string words;
    int calls = 1;
    std::string letters = {};  ///< that the screen cannot show, such as "U+9089 U+E0110, U+3134A"
    bool operator==(const NoteGiven&) const = default;
};

/// Whose result that file is.
struct PersonNamed {
    std::string file;
    base::WipedText name, kana;
    bool operator==(const PersonNamed&) const = default;
};

/// What a look at the kiosk's readiness found.
struct ReadinessTold {
    std::string rows;  ///< readiness::pack(); when it was is when this was told
    bool operator==(const ReadinessTold&) const = default;
};

using DeskReport = std::variant<StepReached, NoteGiven, PersonNamed, ReadinessTold>;

}  // namespace uketsuke::domain
