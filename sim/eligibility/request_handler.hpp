// SPDX-License-Identifier: Apache-2.0
// The simulated eligibility service behind its line: what firmware/eligibility/service_messages.hpp asks, put to the
// registry, with the faults that lie within the service. TlsService and InProcessLine carry it.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "fault.hpp"
#include "firmware/eligibility/line.hpp"
#include "registry.hpp"
#include "service_wire.hpp"

namespace uketsuke::sim {

/// Thread-safe.
class RequestHandler {
public:
    struct Reply {
        enum class Outcome {
            answered,  ///< with `answer`, `delay` after the work was done
            cut,       ///< before anything was done, or (reset) before the answer
            silent,    ///< nothing was done, and nothing comes for as long as the fault is set
        } outcome = Outcome::answered;
        base::Duration delay{0};
        http::Response answer = {};
    };
    /// A request, and what became of it.
    struct Handled {
        std::string_view path, key, body;
        ServiceFault::Kind fault;  ///< that it met
        bool acted;                ///< something was registered or confirmed: not by a repeat
        const Reply& reply;
    };
    /// Is told of each request before its answer goes out, one at a time.
    using Witness = std::function<void(const Handled&)>;

    /// Both must outlive the handler, and nobody may ask the registry when it is gone. No witness: nobody is told.
    RequestHandler(Registry& registry, FaultSwitch& faults, Witness witness = {});
    /// HTTP 404 for a path that is not the service's, 400 for a body without an envelope.
    Reply handle(std::string_view path, const std::string& key, std::string_view body);

private:
    struct Request {
        eligibility::wire::Envelope envelope;
        const std::string& key;
        std::string_view body;
        ServiceFault::Kind fault;
        base::Duration delay;  ///< the fault's
    };
    using Work = eligibility::WipedText (RequestHandler::*)(const Request&);
    struct Route {
        ServiceStep step;
        Work work;
    };
    Reply reply(const Route& route, const ServiceFault& fault, const std::string& key, std::string_view body);
    http::Response answer(Work work, const Request& request);
    eligibility::WipedText health(const Request& request);
    eligibility::WipedText challenge(const Request& request);
    eligibility::WipedText authenticate(const Request& request);
    eligibility::WipedText register_use(const Request& request);
    eligibility::WipedText confirm(const Request& request);
    eligibility::WipedText number(const Request& request);

    Registry& registry_;
    FaultSwitch& faults_;
    const std::map<std::string_view, Route> routes_;
    const Witness witness_;
    std::mutex working_;  ///< one request at a time, so that the witness knows which one acted
};

}  // namespace uketsuke::sim
