// SPDX-License-Identifier: Apache-2.0
// The messages between kiosk and desk: one JSON object a line, at most kLongestLine bytes. What they hold stands in one
// table (wire.cpp), from which they are written and read; a line that is not exactly one of them is none.
//
// The kiosk begins with Hello, the desk says in Welcome what it has of this run of the kiosk, and the kiosk sends what
// comes after that. The desk acknowledges what it has taken; the kiosk keeps the rest for the next connection.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "firmware/base/time.hpp"
#include "firmware/domain/desk_report.hpp"
#include "firmware/domain/staff.hpp"

namespace uketsuke::desk_link {

constexpr std::size_t kLongestLine = 8192;

/// Kiosk: who speaks. `run` is drawn at each start, so that a count that began anew is not taken for a repetition.
struct Hello {
    std::string kiosk, run;
    std::uint64_t lost = 0;   ///< reports for which there was no room, in this run
    base::WallTime now{};     ///< by its clock, by which its reports tell when they happened
    std::string languages{};  ///< of its screens, by their places in its table: codes with blanks between
    bool operator==(const Hello&) const = default;
};
/// Kiosk: one report; `number` counts up from 1 without gaps but those of `lost`.
struct Told {
    std::uint64_t number = 0;
    base::WallTime at{};  ///< when it happened
    domain::DeskReport report;
    bool operator==(const Told&) const = default;
};
/// Desk: the last number that it has of this run; 0: none.
struct Welcome {
    std::uint64_t last = 0;
    bool operator==(const Welcome&) const = default;
};
/// Desk: it has all up to this one.
struct Taken {
    std::uint64_t number = 0;
    bool operator==(const Taken&) const = default;
};

using FromKiosk = std::variant<Hello, Told>;
using FromDesk = std::variant<Welcome, Taken, domain::DeskAnswer>;

/// Without the line's end.
base::WipedText write(const FromKiosk& message);
base::WipedText write(const FromDesk& message);
/// Nothing: no such message.
std::optional<FromKiosk> read_from_kiosk(std::string_view line);
std::optional<FromDesk> read_from_desk(std::string_view line);

}  // namespace uketsuke::desk_link
