// SPDX-License-Identifier: Apache-2.0
#include "in_process.hpp"

#include <fmt/format.h>

#include <optional>

#include "firmware/eligibility/oqs_document.hpp"

namespace uketsuke::sim {
namespace {

using base::ErrorCode;
using Kind = ServiceFault::Kind;

class Visit : public ports::EligibilityVisit {
public:
    Visit(Registry& registry, FaultSwitch& faults, const InProcessEligibility::Options& options, std::string id)
        : registry_(registry), faults_(faults), options_(options), id_(std::move(id)) {}

    base::Result<domain::Nonce> challenge() override {
        auto nonce = call<domain::Nonce>(ServiceStep::challenge, [&] { return registry_.challenge(id_); });
        nonce_ = nonce ? std::optional{*nonce} : std::nullopt;
        return nonce;
    }

    base::Result<domain::Authentication> authenticate(const domain::Assertion& assertion) override {
        if (!nonce_) return base::fail(ErrorCode::internal, "authenticate without challenge");
        const auto nonce = *std::exchange(nonce_, std::nullopt);
        return call<domain::Authentication>(ServiceStep::authenticate, [&] {
            return registry_.authenticate(id_, base::to_hex(nonce), nonce, assertion);
        });
    }

    base::Result<domain::Eligibility> confirm(const domain::Consents& consents) override {
        const auto key = fmt::format("{:d}{:d}{:d}{:d}", consents.checkups, consents.medication, consents.diagnosis,
                                     consents.surgery);
        const auto document = call<std::string>(
            ServiceStep::confirm, [&] { return registry_.confirm(id_, key, options_.facility_code, consents); });
        if (!document) return base::fail(document.error());
        const auto parsed = eligibility::parse_document(*document);
        if (!parsed) return base::fail(parsed.error());
        return domain::Eligibility{parsed->validity, *document};
    }

private:
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
            case Kind::wrong: return base::fail(ErrorCode::service_mismatch, "simulated");
            default: break;
        }
        base::Result<T> answer = work();  // from here on the service did its work, whatever becomes of the answer
        if (late) return base::fail(ErrorCode::service_timeout, "simulated");
        if (fault.kind == Kind::garbage) return base::fail(ErrorCode::service_garbled, "simulated");
        return answer;
    }

    Registry& registry_;
    FaultSwitch& faults_;
    const InProcessEligibility::Options& options_;
    const std::string id_;
    std::optional<domain::Nonce> nonce_;
};

}  // namespace

InProcessEligibility::InProcessEligibility(Registry& registry, FaultSwitch& faults, Options options)
    : registry_(registry), faults_(faults), options_(std::move(options)) {}

std::unique_ptr<ports::EligibilityVisit> InProcessEligibility::begin() {
    return std::make_unique<Visit>(registry_, faults_, options_, fmt::format("visit-{}", ++visits_));
}

}  // namespace uketsuke::sim
