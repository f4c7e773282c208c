// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "firmware/eligibility/oqs_document.hpp"

namespace uketsuke::sim {

/// What a clinic's program must have understood of a result, as its answer has it: all values texts, empty where the
/// result says nothing. docs/vendor.md.
nlohmann::ordered_json understood(const eligibility::OqsDocument& document);

/// What is other in an answer, a line each; more members than asked for are no fault.
std::vector<std::string> differences(const nlohmann::ordered_json& expected, const nlohmann::ordered_json& answer);

}  // namespace uketsuke::sim
