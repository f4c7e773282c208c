// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "firmware/base/error.hpp"
#include "firmware/domain/appointment.hpp"

namespace uketsuke::ports {

/// The clinic's appointments. Thread-bound to the shares lane: what it reads may lie on a share that hangs.
class Appointments {
public:
    /// Asked once, before somebody is recorded as come. False: that is no longer wanted, and nothing is recorded.
    using Begin = std::function<bool()>;
    struct Found {
        domain::Appointment appointment;
        std::optional<base::Error> wrong;  ///< appointments_unreadable: not all that lies there could be read
    };

    virtual ~Appointments() = default;
    /// Looks up the number of a patient card (診察券番号), typed or as it stands in a code, and records that it has
    /// come where it has an appointment today: durably, and once, however often it is given. What is not recorded is
    /// not kept. Errors: appointments_unreadable (it was not found, and not all of the list could be read, or nothing
    /// in it is today's; or the same number is two people's), file_unreadable (that it has come could not be kept).
    virtual base::Result<Found> arrive(std::string_view number, const Begin& begin) = 0;
    /// Once a minute: what is kept of another day than today is dropped.
    virtual void look_after() {}
};

}  // namespace uketsuke::ports
