// SPDX-License-Identifier: Apache-2.0
#include "in_process.hpp"

#include <fmt/format.h>

#include <optional>

#include "firmware/eligibility/judge_answer.hpp"

namespace uketsuke::sim {
namespace {

using base::ErrorCode;
using Kind = ServiceFault::Kind;

class Visit : public ports::EligibilityVisit {
public:
    Visit(Registry& registry, FaultSwitch& faults, const InProcessEligibility::Options& options, std::string id)
        : registry_(registry), faults_(faults), options_(options), id_(std::move(id)) {}

    base::Result<domain::Nonce> challenge() override {
        auto nonce = call<domain::Nonce>(ServiceStep::challenge, [&](Kind) { return registry_.challenge(id_); });
        nonce_ = nonce ? std::optional{*nonce} : std::nullopt;
        return nonce;
    }

    base::Result<domain::Authentication> authenticate(const domain::Assertion& assertion) override {
        if (!nonce_) return base::fail(ErrorCode::internal, "authenticate without challenge");
        const auto nonce = *std::exchange(nonce_, std::nullopt);
        key_ = base::to_hex(nonce);
        who_.reset();
        return remember(call<domain::Authentication>(
            ServiceStep::authenticate, [&](Kind) { return registry_.authenticate(id_, key_, nonce, assertion); }));
    }

    base::Result<domain::Authentication> register_use() override {
        if (!who_) return base::fail(ErrorCode::internal, "registering without authentication");
        return remember(call<domain::Authentication>(ServiceStep::register_use, [&](Kind fault) {
            return fault == Kind::ignored ? registry_.who(id_) : registry_.register_use(id_, key_);
        }));
    }

    base::Result<domain::Eligibility> confirm(const domain::Choices& choices) override {
        if (!who_) return base::fail(ErrorCode::internal, "confirm without authentication");
        if (!eligibility::may_carry(*who_, choices.consents))
            return base::fail(ErrorCode::internal, "consents that were not asked for");
        if (!(choices == choices_)) ++questions_;
        choices_ = choices;
        const auto document = call<std::string>(ServiceStep::confirm, [&](Kind) {
            return registry_.confirm(id_, fmt::to_string(questions_), options_.facility_code, choices);
        });
        if (!document) return base::fail(document.error());
        return eligibility::judge_answer(*document, {id_, options_.facility_code, *who_, choices, registry_.now()});
    }

private:
    base::Result<domain::Authentication> remember(base::Result<domain::Authentication> answer) {
        if (answer) who_ = *answer;
        return answer;
    }
    template <class T, class Work>
    base::Result<T> call(ServiceStep step, Work work) {
        const auto fault = faults_.take(step);
        const auto took = options_.round_trip + fault.delay;
        const bool late = fault.kind == Kind::stuck || took >= options_.deadline;
        options_.elapse(late ? options_.deadline : took);
        if (faults_.take_untrusted()) return base::fail(ErrorCode::service_untrusted, "simulated");
        switch (fault.kind) {
            case Kind::off:
            case Kind::intermittent: return base::fail(ErrorCode::service_unreachable, "simulated");
            case Kind::stuck: return base::fail(ErrorCode::service_timeout, "simulated");
            case Kind::refused: return base::fail(ErrorCode::service_refused, "simulated");
            case Kind::maintenance: return base::fail(ErrorCode::service_maintenance, "simulated");
            case Kind::wrong: return base::fail(ErrorCode::service_mismatch, "simulated");
            default: break;
        }
        base::Result<T> answer =
            work(fault.kind);  // from here on the service did its work, whatever becomes of the answer
        if (late) return base::fail(ErrorCode::service_timeout, "simulated");
        if (fault.kind == Kind::garbage) return base::fail(ErrorCode::service_garbled, "simulated");
        return answer;
    }

    Registry& registry_;
    FaultSwitch& faults_;
    const InProcessEligibility::Options& options_;
    const std::string id_;
    std::optional<domain::Nonce> nonce_;
    std::string key_;
    std::optional<domain::Authentication> who_;
    std::optional<domain::Choices> choices_;
    int questions_ = 0;
};

}  // namespace

InProcessEligibility::InProcessEligibility(Registry& registry, FaultSwitch& faults, Options options)
    : registry_(registry), faults_(faults), options_(std::move(options)) {
    registry_.ask_authority([&faults] { return !faults.take_renewal(); });
}

std::unique_ptr<ports::EligibilityVisit> InProcessEligibility::begin() {
    return std::make_unique<Visit>(registry_, faults_, options_, fmt::format("visit-{}", ++visits_));
}

}  // namespace uketsuke::sim
