// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace uketsuke::base {

/// A line of the source, for the page that walks a newcomer through one visit (tests/visit). It decides nothing.
struct Place {
    const char* file = "";  ///< as the compiler was given it; static
    int line = 0;           ///< 0: none

    /// As a default argument, or as what a member begins with: the line of the call, or of the row in its table.
    static constexpr Place here(const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
        return {file, line};
    }
};

}  // namespace uketsuke::base
