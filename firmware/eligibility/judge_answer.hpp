// SPDX-License-Identifier: Apache-2.0
// What a client holds the second answer against, so that no document of another visit, and none that says more than the
// patient chose, reaches the clinic.
#pragma once

#include <string>
#include <string_view>

#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"
#include "firmware/domain/card.hpp"
#include "firmware/domain/eligibility.hpp"

namespace uketsuke::eligibility {

/// What was asked, by whom, with which choices.
struct Asked {
    const std::string& visit;
    const std::string& facility_code;
    const domain::Authentication& who;
    const domain::Choices& choices;
    base::WallTime now;
    const domain::HolderProof* holder = nullptr;  ///< where the card's face record was read
};

/// Whether consents may leave for the service at all: in grace, and wherever nothing was asked, none may.
bool may_carry(const domain::Authentication& who, const domain::Consents& consents);

/// The document, written anew from what was judged, as an answer with its remarks. Errors: service_mismatch (another
/// visit or facility; asked by something else than the card; results of different people; in any of the results a
/// consent that was not given now nor stood from an earlier visit; another prescription form; another birth or sex than
/// the card's holder has), and those of read_document.
base::Result<domain::Eligibility> judge_answer(std::string_view document, const Asked& asked);

}  // namespace uketsuke::eligibility
