// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <optional>

#include "devices.hpp"
#include "lanes.hpp"
#include "mailbox.hpp"

namespace uketsuke::app {

/// Looks whether the person's camera is there, on a lane of its own: opening a device may hang in its driver, which
/// must keep neither the screen nor a capture. Posts DeviceUp and DeviceDown when it, or what is wrong with it,
/// changes, and at the first look.
class CameraWatch {
public:
    /// A look takes some milliseconds, and some hundred when a USB camera wakes. One that takes longer than this hangs.
    static constexpr base::Duration kLimit{3000};

    /// All must outlive the watch; the lanes must be idle or gone before it is destroyed.
    CameraWatch(const Devices& devices, Lanes& lanes, Mailbox& mailbox)
        : devices_(devices), lanes_(lanes), mailbox_(mailbox) {}

    /// Called once a second, on the kiosk's thread: asks again, unless the last look has not come back yet. Down:
    /// camera_missing, or camera_stalled where that look hangs.
    void look();

private:
    void ask();
    void tell(const base::Result<void>& there);

    const Devices& devices_;
    Lanes& lanes_;
    Mailbox& mailbox_;
    std::mutex mutex_;
    std::optional<base::MonoTime> asked_;  ///< when, while there is no answer
    /// As it was told: what is wrong, if anything.
    std::optional<std::optional<base::ErrorCode>> told_;
};

}  // namespace uketsuke::app
