// SPDX-License-Identifier: Apache-2.0
// The line to the simulated service without a network: for virtual time.
#pragma once

#include <functional>

#include "firmware/eligibility/line.hpp"
#include "request_handler.hpp"

namespace uketsuke::sim {

/// Fails as HttpsLine would on the same fault. Thread-bound to the net lane, the faults are not.
class InProcessLine : public eligibility::Line {
public:
    struct Options {
        base::Duration round_trip{50};  ///< of a request over this line and its answer
        base::Duration deadline{5000};  ///< a request that takes longer fails with service_timeout
        /// Told how long each request takes; nothing sleeps here.
        std::function<void(base::Duration)> elapse = [](base::Duration) {};
    };
    /// See RequestHandler.
    InProcessLine(Registry& registry, FaultSwitch& faults, Options options);
    base::Result<http::Response> post(std::string_view path, const std::string& key,
                                      const eligibility::WipedText& body) override;

private:
    RequestHandler service_;
    FaultSwitch& faults_;
    const Options options_;
};

}  // namespace uketsuke::sim
