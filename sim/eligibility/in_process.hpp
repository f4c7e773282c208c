// SPDX-License-Identifier: Apache-2.0
// The eligibility port straight over the simulated registry, without network: for virtual time.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "fault.hpp"
#include "firmware/ports/eligibility.hpp"
#include "registry.hpp"

namespace uketsuke::sim {

/// Fails as HttpsEligibilityClient would on the same fault. Thread-bound to the net lane, the faults are not.
class InProcessEligibility : public ports::EligibilityClient {
public:
    struct Options {
        std::string facility_code = "1319999999";
        base::Duration round_trip{50};  ///< each answer takes this long
        base::Duration deadline{5000};  ///< a call that takes longer fails with service_timeout
        /// Told how long each call takes; nothing sleeps here.
        std::function<void(base::Duration)> elapse = [](base::Duration) {};
    };
    /// Both must outlive the client, and nobody may ask the registry when it is gone.
    InProcessEligibility(Registry& registry, FaultSwitch& faults, Options options);
    std::unique_ptr<ports::EligibilityVisit> begin() override;

private:
    Registry& registry_;
    FaultSwitch& faults_;
    Options options_;
    int visits_ = 0;
};

}  // namespace uketsuke::sim
