// SPDX-License-Identifier: Apache-2.0
// The words between kiosk and eligibility service. THE NATIONAL INTERFACE IS NOT PUBLIC: this is the project's own
// stand-in, spoken by HttpsEligibilityClient and the simulated service, described in docs/eligibility_wire.md.
// Whoever has the real one writes another ports::EligibilityClient; nothing else changes.
#pragma once

#include <string>
#include <string_view>

#include "firmware/base/error.hpp"
#include "firmware/domain/card.hpp"
#include "firmware/domain/eligibility.hpp"

namespace uketsuke::eligibility::wire {

constexpr std::string_view kChallengePath = "/v1/challenge";
constexpr std::string_view kAuthenticatePath = "/v1/authenticate";
constexpr std::string_view kConfirmPath = "/v1/confirm";
constexpr std::string_view kContentType = "application/json";
constexpr std::string_view kKeyHeader = "Idempotency-Key";
/// Bodies beyond this are cut off unread, on both sides.
constexpr std::size_t kLargestBody = 512 * 1024;

/// Stands in every question and, unchanged, in its answer.
struct Envelope {
    std::string request_id;  ///< new for each request
    std::string visit;       ///< the same through one visit
    bool operator==(const Envelope&) const = default;
};

struct AuthenticateQuestion {
    domain::Nonce nonce{};
    domain::Assertion assertion;
};
struct ConfirmQuestion {
    std::string facility_code;
    domain::Consents consents;
};

// Questions.
std::string challenge_question(const Envelope& envelope);
std::string authenticate_question(const Envelope& envelope, const AuthenticateQuestion& question);
std::string confirm_question(const Envelope& envelope, const ConfirmQuestion& question);
base::Result<Envelope> read_envelope(std::string_view json);
base::Result<AuthenticateQuestion> read_authenticate_question(std::string_view json);
base::Result<ConfirmQuestion> read_confirm_question(std::string_view json);

// Answers. A refusal may stand in place of each.
std::string challenge_answer(const Envelope& envelope, const domain::Nonce& nonce);
std::string authenticate_answer(const Envelope& envelope, const domain::Authentication& authentication);
std::string confirm_answer(const Envelope& envelope, std::string_view document);
std::string refusal(const Envelope& envelope, std::string_view reason);

// Reading an answer to the question in `asked`. Errors: service_garbled (no JSON, a field missing, of the wrong type or
// out of range), service_mismatch (it answers another request), service_refused (with the reason).
base::Result<domain::Nonce> read_challenge_answer(std::string_view json, const Envelope& asked);
base::Result<domain::Authentication> read_authenticate_answer(std::string_view json, const Envelope& asked);
/// The XmlMsg document inside, not yet judged.
base::Result<std::string> read_confirm_answer(std::string_view json, const Envelope& asked);

}  // namespace uketsuke::eligibility::wire
