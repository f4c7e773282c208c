// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "error.hpp"

namespace uketsuke::base {

/// Something more to say of each error.
struct ErrorColumn {
    std::string_view title;
    std::string_view (*cell)(ErrorCode code);
};

/// The error catalogue as Markdown. `source` is a paragraph on where the page comes from.
std::string print_errors(std::string_view source, std::span<const ErrorColumn> more);
/// The same with the catalogue's own columns.
std::string print_errors();

}  // namespace uketsuke::base
