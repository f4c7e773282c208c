// SPDX-License-Identifier: Apache-2.0
// The service's half of firmware/eligibility/service_messages.hpp: reads what the client asks and writes the answers.
#pragma once

#include "firmware/eligibility/service_messages.hpp"

namespace uketsuke::sim::service_wire {

using base::WipedText;
using eligibility::wire::ConfirmRequest;
using eligibility::wire::Envelope;
using eligibility::wire::NumberRequest;

struct AuthenticateRequest {
    domain::Nonce nonce{};
    domain::Assertion assertion;
};

// Reading questions. Errors: service_garbled (no JSON, a field missing or of the wrong type).
base::Result<Envelope> read_envelope(std::string_view json);
base::Result<AuthenticateRequest> read_authenticate_request(std::string_view json);
/// service_garbled unless it says that the patient has agreed.
base::Result<void> read_register_request(std::string_view json);
base::Result<ConfirmRequest> read_confirm_request(std::string_view json);
base::Result<NumberRequest> read_number_request(std::string_view json);

// Answers. A refusal may stand in place of each.
WipedText health_answer(const Envelope& envelope);
WipedText challenge_answer(const Envelope& envelope, const domain::Nonce& nonce);
/// Answers a registration too.
WipedText authenticate_answer(const Envelope& envelope, const domain::Authentication& authentication);
WipedText confirm_answer(const Envelope& envelope, std::string_view document);
WipedText number_answer(const Envelope& envelope);
/// service_maintenance and certificate_unconfirmed have words of their own; else the detail is the reason.
WipedText refusal(const Envelope& envelope, const base::Error& why);

}  // namespace uketsuke::sim::service_wire
