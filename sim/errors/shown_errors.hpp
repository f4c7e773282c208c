// SPDX-License-Identifier: Apache-2.0
// How each error of the catalogue (firmware/base/error.hpp) is made to happen, and where it can be seen.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "firmware/base/error.hpp"

namespace uketsuke::sim {

struct ShownError {
    base::ErrorCode code;
    std::string_view fault;     ///< the simulator's word that provokes it
    std::string_view scenario;  ///< the scenario (tests/scenario/<name>.scn) or test that shows it
};

/// One line for each ErrorCode, in its order; the compiler sees to it.
std::span<const ShownError> shown_errors();

/// docs/errors.md: the catalogue with these columns.
std::string print_errors();

}  // namespace uketsuke::sim
