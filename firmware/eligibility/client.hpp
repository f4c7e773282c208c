// SPDX-License-Identifier: Apache-2.0
// The eligibility port as a dialogue over a line: what has been asked and answered in a visit, the words of it
// (wire.hpp), and whether an answer may be taken (judge_answer.hpp).
#pragma once

#include <memory>
#include <string>

#include "firmware/ports/clinic.hpp"
#include "firmware/ports/clock.hpp"
#include "firmware/ports/eligibility.hpp"
#include "line.hpp"
#include "oqs_document.hpp"
#include "result_file.hpp"

namespace uketsuke::eligibility {

/// A visit is thread-bound to the net lane; the rest is thread-safe where the line is. Errors of a visit's calls: those
/// of the line · those of http::error_of, for what is neither HTTP 200 nor a refusal of this request · service_garbled
/// (anything that is no answer) · service_mismatch (answer to another request, document of another visit or facility,
/// or with other consents than were given) · service_refused, service_maintenance, certificate_unconfirmed (said so) ·
/// service_processing (the result is not ready: to be asked for again) ·
/// internal (a step before its turn, or consents that were not asked for: nothing leaves).
/// Detail: what the line or the service said, without a person's data.
/// Requests, answers and what was read from them are wiped; what the libraries keep: wire.hpp, http/post.hpp.
class Client : public ports::EligibilityClient {
public:
    /// The clock dates the remarks on an answer; it must outlive the client and its visits. Ten digits of the facility.
    /// `file`: how a document goes on; nothing: as it was read, in UTF-8. `numbers`, which must outlive the visits too:
    /// gives each valid answer its turn; nothing, or one that cannot: it has none.
    Client(std::shared_ptr<Line> line, const ports::Clock& clock, std::string facility_code,
           std::shared_ptr<const ResultFile> file = nullptr, ports::ReceptionNumbers* numbers = nullptr);
    /// The visit may outlive the client.
    std::unique_ptr<ports::EligibilityVisit> begin() override;
    base::Result<void> probe() override;
    /// 照会番号: of which patients it takes one is the service's decision. Two attempts under one key where the first
    /// answer was lost. Errors: as those of a visit; after service_timeout, service_unreachable, service_garbled and
    /// service_mismatch nobody knows whether the service keeps the number.
    base::Result<void> register_number(const OqsNumber& number);
    [[nodiscard]] const std::string& facility_code() const { return facility_code_; }

private:
    const std::shared_ptr<Line> line_;
    const ports::Clock& clock_;
    const std::string facility_code_;
    const std::shared_ptr<const ResultFile> file_;
    ports::ReceptionNumbers* const numbers_;
};

}  // namespace uketsuke::eligibility
