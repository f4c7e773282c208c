// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace uketsuke::base {

/// docs/errors.md: the error catalogue as Markdown.
std::string print_errors();

}  // namespace uketsuke::base
