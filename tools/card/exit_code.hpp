// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "firmware/base/error.hpp"

namespace uketsuke::tools::card {

/// What uketsuke-card ends with: one number a class of trouble.
enum Exit : int {
    kFine = 0,
    kDefect = 1,
    kWrongWords = 2,
    kNoDaemon = 3,
    kNoReader = 4,
    kNotAllowed = 5,
    kNoCard = 6,
    kUnreadable = 7,
    kNotMyNumber = 8,
    kCardRefused = 9,
    kNotAuthentic = 10,
    kFile = 11,
    kMachine = 12,
};

struct ExitLine {
    Exit exit;
    std::string_view meaning;
};
/// All, in their order; --help and docs/card-tool.md are made of it.
std::span<const ExitLine> exit_codes();

Exit exit_of(base::ErrorCode error);

}  // namespace uketsuke::tools::card
