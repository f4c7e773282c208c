// SPDX-License-Identifier: Apache-2.0
// Somebody invented who is of the same shape as the person of a result: the codes are the same ones, texts have as many
// letters of the same kinds, dates lie on the same side of today. No text, number or date of the result is taken over.
#pragma once

#include <optional>
#include <string>

#include "firmware/eligibility/oqs_document.hpp"
#include "sim/people/person.hpp"

namespace uketsuke::sim {

struct Anonymised {
    Person person;
    /// What the patient chose, by the result.
    domain::Consents consents;
    bool refuses_high_cost = false;  ///< was asked for 限度額 and did not agree
    std::optional<domain::PrescriptionForm> form;
};

/// Errors: config_invalid (nothing else than the result's own values could be drawn).
base::Result<Anonymised> anonymised(const eligibility::OqsDocument& document, const std::string& key,
                                    std::uint64_t seed);

}  // namespace uketsuke::sim
