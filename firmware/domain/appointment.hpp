// SPDX-License-Identifier: Apache-2.0
// What the clinic's list of appointments says of whoever gave a number. It names nobody.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "firmware/base/time.hpp"

namespace uketsuke::domain {

/// How somebody comes to an appointment.
enum class Arrival : std::uint8_t {
    on_time,
    early,         ///< more than the configured minutes before
    late,          ///< more than the configured minutes after
    already_here,  ///< the same number was given before today
    other_day,     ///< the list has the number, and not today
    not_known,     ///< the list has no such number
};

/// Digits of a 診察券番号 that the pad takes at most.
constexpr int kLongestAppointmentNumber = 12;
/// Bytes of a place (department, room) at most.
constexpr std::size_t kLongestPlace = 60;

struct Appointment {
    Arrival arrival = Arrival::not_known;
    base::Date day;                  ///< in Japan; year 0: the list has no such number
    std::optional<int> minute = {};  ///< after midnight; none: the list names no time
    int off = 0;                     ///< minutes before (early) or after it (late, already_here); else 0
    std::string place = {};          ///< department and room as the list has them; may be empty
    bool operator==(const Appointment&) const = default;

    /// It is today's, and stands as one who has come.
    [[nodiscard]] bool recorded() const { return arrival <= Arrival::already_here; }
};

}  // namespace uketsuke::domain
