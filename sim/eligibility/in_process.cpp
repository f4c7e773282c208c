// SPDX-License-Identifier: Apache-2.0
#include "in_process.hpp"

namespace uketsuke::sim {

using base::ErrorCode;

InProcessLine::InProcessLine(Registry& registry, FaultSwitch& faults, Options options)
    : service_(registry, faults), faults_(faults), options_(std::move(options)) {}

base::Result<http::Response> InProcessLine::post(std::string_view path, const std::string& key,
                                                 const eligibility::WipedText& body) {
    options_.elapse(options_.round_trip);
    if (faults_.take_untrusted()) return base::fail(ErrorCode::service_untrusted, "simulated");
    using Outcome = RequestHandler::Reply::Outcome;
    auto reply = service_.handle(path, key, body);
    if (reply.outcome == Outcome::cut) return base::fail(ErrorCode::service_unreachable, "simulated");
    const auto left = options_.deadline - options_.round_trip;
    const bool late = reply.outcome == Outcome::silent || reply.delay >= left;
    options_.elapse(late ? left : reply.delay);
    if (late) return base::fail(ErrorCode::service_timeout, "simulated");
    if (reply.answer.body.size() > eligibility::wire::kLargestBody)
        return base::fail(ErrorCode::service_garbled, "simulated: larger than any answer");
    return std::move(reply.answer);
}

}  // namespace uketsuke::sim
