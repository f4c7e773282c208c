// SPDX-License-Identifier: Apache-2.0
// What a service manager that asked for it is told (sd_notify(3)): that the kiosk is there, and that it still works.
#pragma once

#include <string>
#include <string_view>

#include "firmware/app/lanes.hpp"

namespace uketsuke::product {

/// Longer than any job may take; a card driver that lost its reader gives up after 60 s.
constexpr base::Duration kHangs{90000};
/// A lane whose jobs a new start would free. Not those of the clinic's folders, calls and slips: a share that hangs, or a
/// printer, would hang again, and staff are told of it.
bool a_lane_hangs(const std::array<std::optional<base::Duration>, app::kLaneCount>& ages);

/// Reads NOTIFY_SOCKET and WATCHDOG_USEC; where they are not set nothing is told. Thread-bound.
class ServiceManager {
public:
    ServiceManager();
    /// The kiosk shows its screens.
    void ready();
    /// It is about to end.
    void stopping();
    /// It starts the program anew when still_works() stays away for longer than it was told to wait.
    [[nodiscard]] bool watched() const { return watched_; }
    void still_works();

private:
    void tell(std::string_view state);

    std::string socket_;
    bool watched_;
};

}  // namespace uketsuke::product
