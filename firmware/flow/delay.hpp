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
};

struct DelayRow {
    Delay delay;
    base::Duration duration;
    std::string_view why;
};

/// One row a delay.
std::span<const DelayRow> delay_table();
const DelayRow& row_of(Delay delay);
std::string_view name_of(Delay delay);

}  // namespace uketsuke::flow
