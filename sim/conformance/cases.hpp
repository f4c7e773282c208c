// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "firmware/eligibility/oqs_document.hpp"

namespace uketsuke::sim {

/// How a file comes; all of them happen at a clinic.
enum class Delivery {
    renamed,        ///< as the kiosk does: written beside, then renamed
    touched,        ///< and its times are set anew a moment later (results.touch_after_ms)
    burst,          ///< five at once
    beside_a_part,  ///< while half of another one lies there under the name that it has until it is whole
};

struct Case {
    std::string name;   ///< in words
    std::string bytes;  ///< of the file
    eligibility::OqsDocument document;
    Delivery delivery = Delivery::renamed;
};
/// At least 200: every kind in every encoding, every code of the lists that a program reads, other orders of elements,
/// elements that nobody knows and empty ones, every delivery.
std::vector<Case> cases();

}  // namespace uketsuke::sim
