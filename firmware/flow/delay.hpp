// SPDX-License-Identifier: Apache-2.0
// Every delay of the flow, with its length and the reason for it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "firmware/base/time.hpp"

namespace uketsuke::flow {

enum class Delay : std::uint8_t {
    touch,
    warning,
    pin,
    phone,
    face,
    staff_confirm,
    card_job,
    service_job,
    decision_job,
    file_job,
    read,
    glance,
    goodbye,
    take_card,
    take_card_reminder,
    take_card_urgent,
    staff,
    code,
};

/// Whose time it is.
enum class Pace : std::uint8_t {
    machine,  ///< a device's or somebody else's: nobody's comfort changes it
    person,   ///< the patient's: longer in slow mode and for whoever listens
    result,   ///< the patient's, who reads: then it waits for a touch
};

struct DelayRow {
    Delay delay;
    base::Duration duration;
    Pace pace;
    bool again;  ///< a touch starts it again
    std::string_view why;
};

/// An unhurried person (comfort.hpp) has so many times as long.
constexpr int kSlow = 3;
base::Duration length_of(const DelayRow& row, bool unhurried);

/// One row a delay.
std::span<const DelayRow> delay_table();
const DelayRow& row_of(Delay delay);
std::string_view name_of(Delay delay);

}  // namespace uketsuke::flow
