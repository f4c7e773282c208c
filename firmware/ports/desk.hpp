// SPDX-License-Identifier: Apache-2.0
// The way from a kiosk to the desk. What the desk says back comes through DeskSource (clinic.hpp).
#pragma once

#include "firmware/domain/desk_report.hpp"

namespace uketsuke::ports {

/// Thread-safe.
class DeskFeed {
public:
    virtual ~DeskFeed() = default;
    /// Returns at once, whether anybody listens or not. What cannot be told now arrives later, once and in order, as
    /// far as there is room for it; a name only as long as the settings let it be kept.
    virtual void tell(domain::DeskReport report) = 0;
};

}  // namespace uketsuke::ports
