// SPDX-License-Identifier: Apache-2.0
// The words between kiosk and eligibility service. THE NATIONAL INTERFACE IS NOT PUBLIC: this is the project's own
// stand-in, spoken by Client and the simulated service, described in docs/eligibility_wire.md. Here is the client's
// half; the service's stands in sim/eligibility/service_wire.hpp. Whoever has the real one writes another
// ports::EligibilityClient; nothing else changes.
//
// All texts and the DOM are wiped when they are dropped. One copy is not: nlohmann's lexer keeps the raw bytes of the
// token it read last (the document, a certificate) in a buffer of its own, which only the product's heap wipes
// (firmware/product/wiped_heap.cpp).
#pragma once

#include <string>
#include <string_view>

#include "firmware/base/error.hpp"
#include "firmware/base/wiped_text.hpp"
#include "firmware/domain/card.hpp"
#include "firmware/domain/eligibility.hpp"
#include "oqs_document.hpp"

namespace uketsuke::eligibility::wire {

using base::WipedText;

constexpr std::string_view kChallengePath = "/v1/challenge";
constexpr std::string_view kAuthenticatePath = "/v1/authenticate";
constexpr std::string_view kRegisterPath = "/v1/register";
constexpr std::string_view kConfirmPath = "/v1/confirm";
constexpr std::string_view kNumberPath = "/v1/reference_number";
constexpr std::string_view kHealthPath = "/v1/health";
constexpr std::string_view kContentType = "application/json";
constexpr std::string_view kKeyHeader = "Idempotency-Key";
/// Bodies beyond this are cut off unread, on both sides.
constexpr std::size_t kLargestBody = 512 * 1024;
/// A refusal is not longer; what is longer is not read for one.
constexpr std::size_t kLargestRefusal = 1024;
/// A longer list of things to ask about is no answer.
constexpr std::size_t kMostListed = 64;

/// Stands in every request and, unchanged, in its answer.
struct Envelope {
    std::string request_id;  ///< new for each request
    std::string visit;       ///< the same through one visit
    bool operator==(const Envelope&) const = default;
};

struct ConfirmRequest {
    std::string facility_code;
    domain::Choices choices;
};

/// 照会番号 of a patient who has checked in, for this facility.
struct NumberRequest {
    std::string facility_code;
    OqsNumber what;
};

// Writing questions.
WipedText health_request(const Envelope& envelope);
WipedText challenge_request(const Envelope& envelope);
WipedText authenticate_request(const Envelope& envelope, const domain::Nonce& nonce,
                               const domain::Assertion& assertion);
/// Says that the patient has agreed: there is no registering without it.
WipedText register_request(const Envelope& envelope);
WipedText confirm_request(const Envelope& envelope, const ConfirmRequest& request);
WipedText number_request(const Envelope& envelope, const NumberRequest& request);

// Reading an answer to the request in `asked`. Errors: service_garbled (no JSON, a field missing, of the wrong type or
// out of range), service_mismatch (it answers another request), service_refused (with the reason), service_maintenance,
// certificate_unconfirmed.
/// Nothing when it says that it is ready.
base::Result<void> read_health_answer(std::string_view json, const Envelope& asked);
base::Result<domain::Nonce> read_challenge_answer(std::string_view json, const Envelope& asked);
base::Result<domain::Authentication> read_authenticate_answer(std::string_view json, const Envelope& asked);
/// The XmlMsg document inside, not yet judged.
base::Result<WipedText> read_confirm_answer(std::string_view json, const Envelope& asked);
/// Nothing when the number is kept.
base::Result<void> read_number_answer(std::string_view json, const Envelope& asked);
/// What an answer under another HTTP status than 200 says: one of the refusals when it refuses the request in `asked`,
/// service_garbled whatever else it is.
base::Error read_refusal(std::string_view json, const Envelope& asked);

}  // namespace uketsuke::eligibility::wire
