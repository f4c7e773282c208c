// SPDX-License-Identifier: Apache-2.0
// What scenario files and requests of version 1 called otherwise: `today` is `clock`, `type staff password` is
// `type staff_password`.
#pragma once

#include <string>
#include <vector>

namespace uketsuke::sim {

/// The words of a step of version 1, verb first, as they are called today.
std::vector<std::string> renewed(std::vector<std::string> words);
/// A file of version 1 as one of today's version, its comments and blanks as they were; one that is says its version.
std::string renewed_if_old(const std::string& text);

}  // namespace uketsuke::sim
