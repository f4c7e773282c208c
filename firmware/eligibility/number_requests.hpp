// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "client.hpp"

namespace uketsuke::eligibility {

/// Carries what a clinic's program asks in OQSsiimm01req to the service: that the facility's number of a patient
/// (照会番号) be kept. Which patients that may be is the service's decision; the kiosk keeps nothing of them, nor the
/// number. Thread-bound to the net lane.
class NumberRequests {
public:
    /// Both must outlive it.
    NumberRequests(Client& client, const ports::Clock& clock) : client_(client), clock_(clock) {}
    /// The text of the answer, OQSsiimm01res: there is always one. A request that cannot be read, or is another
    /// facility's, does not leave the kiosk. Errors: internal (no CP932 on this system).
    base::Result<base::WipedText> carry_out(std::string_view request);

private:
    Client& client_;
    const ports::Clock& clock_;
};

}  // namespace uketsuke::eligibility
