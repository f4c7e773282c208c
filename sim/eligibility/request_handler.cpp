// SPDX-License-Identifier: Apache-2.0
#include "request_handler.hpp"

#include "unfinished_document.hpp"

namespace uketsuke::sim {
namespace {

namespace wire = eligibility::wire;
using base::ErrorCode;
using eligibility::WipedText;
using Kind = ServiceFault::Kind;

const base::Error kMalformed{ErrorCode::service_refused, "malformed"};

/// Under `wrong` the answer is to another request of the same visit, or brings the document of another visit.
wire::Envelope addressed(wire::Envelope envelope, Kind fault) {
    if (fault == Kind::wrong) envelope.request_id += "-another";
    return envelope;
}

WipedText nonsense(const WipedText& body) { return "\x7f{\"request_id\":" + body.substr(0, body.size() / 2); }

/// What becomes of an answer on its way.
WipedText damaged(WipedText body, Kind fault) {
    switch (fault) {
        case Kind::garbage: return nonsense(body);
        case Kind::truncated: return body.substr(0, body.size() / 2);
        case Kind::huge: return body.append(wire::kLargestBody, ' ');
        default: return body;
    }
}

}  // namespace

RequestHandler::RequestHandler(Registry& registry, FaultSwitch& faults, Witness witness)
    : registry_(registry),
      faults_(faults),
      routes_{{wire::kHealthPath, {ServiceStep::health, &RequestHandler::health}},
              {wire::kChallengePath, {ServiceStep::challenge, &RequestHandler::challenge}},
              {wire::kAuthenticatePath, {ServiceStep::authenticate, &RequestHandler::authenticate}},
              {wire::kRegisterPath, {ServiceStep::register_use, &RequestHandler::register_use}},
              {wire::kConfirmPath, {ServiceStep::confirm, &RequestHandler::confirm}},
              {wire::kNumberPath, {ServiceStep::number, &RequestHandler::number}}},
      witness_(std::move(witness)) {
    registry_.ask_authority([&faults] { return !faults.take_renewal(); });
}

RequestHandler::Reply RequestHandler::handle(std::string_view path, const std::string& key, std::string_view body) {
    const std::scoped_lock lock(working_);
    const auto route = routes_.find(path);
    const bool known = route != routes_.end();
    const auto fault = known ? faults_.take(route->second.step) : ServiceFault{};
    const int acts = registry_.acts();
    auto made = known ? reply(route->second, fault, key, body) : Reply{.answer = {404, {}}};
    if (witness_) witness_({path, key, body, fault.kind, registry_.acts() != acts, made});
    return made;
}

RequestHandler::Reply RequestHandler::reply(const Route& route, const ServiceFault& fault, const std::string& key,
                                            std::string_view body) {
    if (fault.kind == Kind::off || fault.kind == Kind::intermittent) return {.outcome = Reply::Outcome::cut};
    if (fault.kind == Kind::stuck) return {.outcome = Reply::Outcome::silent};
    const bool late = fault.kind == Kind::slow || fault.kind == Kind::delayed;
    const auto delay = late ? fault.delay : base::Duration{0};
    const auto envelope = service_wire::read_envelope(body);
    if (!envelope) return {.delay = delay, .answer = {400, {}}};
    auto made = answer(route.work, {*envelope, key, body, fault.kind, fault.delay});
    if (fault.kind == Kind::reset) return {.outcome = Reply::Outcome::cut};
    return {.delay = delay, .answer = std::move(made)};
}

http::Response RequestHandler::answer(Work work, const Request& request) {
    if (request.fault == Kind::refused)
        return {200, service_wire::refusal(request.envelope, {ErrorCode::service_refused, "simulated"})};
    if (request.fault == Kind::maintenance)
        return {503, service_wire::refusal(request.envelope, {ErrorCode::service_maintenance, {}})};
    if (request.fault == Kind::error) return {500, {}};
    return {200, damaged((this->*work)(request), request.fault)};
}

WipedText RequestHandler::health(const Request& request) {
    return service_wire::health_answer(addressed(request.envelope, request.fault));
}

WipedText RequestHandler::challenge(const Request& request) {
    return service_wire::challenge_answer(addressed(request.envelope, request.fault),
                                          registry_.challenge(request.envelope.visit));
}

WipedText RequestHandler::authenticate(const Request& request) {
    const auto asked = service_wire::read_authenticate_request(request.body);
    if (!asked) return service_wire::refusal(request.envelope, kMalformed);
    const auto answer = registry_.authenticate(request.envelope.visit, request.key, asked->nonce, asked->assertion);
    if (!answer) return service_wire::refusal(request.envelope, answer.error());
    return service_wire::authenticate_answer(addressed(request.envelope, request.fault), *answer);
}

WipedText RequestHandler::register_use(const Request& request) {
    if (!service_wire::read_register_request(request.body)) return service_wire::refusal(request.envelope, kMalformed);
    const auto answer = request.fault == Kind::ignored ? registry_.who(request.envelope.visit)
                                                       : registry_.register_use(request.envelope.visit, request.key);
    if (!answer) return service_wire::refusal(request.envelope, answer.error());
    return service_wire::authenticate_answer(addressed(request.envelope, request.fault), *answer);
}

WipedText RequestHandler::confirm(const Request& request) {
    const auto& visit = request.envelope.visit;
    const auto asked = service_wire::read_confirm_request(request.body);
    if (!asked) return service_wire::refusal(request.envelope, kMalformed);
    if (request.fault == Kind::failed)
        return service_wire::confirm_answer(request.envelope,
                                            failed_document(registry_.now(), visit, asked->facility_code));
    auto document = registry_.confirm(visit, request.key, asked->facility_code, asked->choices);
    if (!document) return service_wire::refusal(request.envelope, document.error());
    if (request.fault == Kind::pending &&
        (request.delay == base::Duration{0} || registry_.since_confirmed(visit) < request.delay))
        document = pending_document(registry_.now(), visit, asked->facility_code);
    if (const auto at = document->find(visit); request.fault == Kind::wrong && at != std::string::npos)
        document->replace(at, visit.size(), std::string(visit.size(), '0'));
    return service_wire::confirm_answer(request.envelope, *document);
}

WipedText RequestHandler::number(const Request& request) {
    const auto asked = service_wire::read_number_request(request.body);
    if (!asked) return service_wire::refusal(request.envelope, kMalformed);
    const auto kept = registry_.register_number(asked->facility_code, asked->what);
    if (!kept) return service_wire::refusal(request.envelope, kept.error());
    return service_wire::number_answer(addressed(request.envelope, request.fault));
}

}  // namespace uketsuke::sim
