// SPDX-License-Identifier: Apache-2.0
// The guidance as the desk gets it: what counts instead, and the clerk's words for it. Dated configuration
// (packaging/guidance.toml), not code.
#pragma once

#include <array>
#include <string>

#include "eligibility.hpp"
#include "guidance.hpp"

namespace uketsuke::domain {

constexpr int kFallbacks = 5;

/// In Japanese, as the clerk reads them.
struct DeskWords {
    std::array<std::string, kSituations> steps;  ///< what happened and what to do first
    std::array<std::string, kFallbacks> papers;  ///< what a fallback is called
    std::array<std::string, kRemarks> remarks;   ///< beside a valid answer: what to see to
    std::string call, alert;                     ///< somebody wants a person; a card was left behind
};

struct DeskGuide {
    GuidanceTable table;
    DeskWords words;
};

}  // namespace uketsuke::domain
