// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace uketsuke::sim {

/// docs/verbs.md.
std::string print_verbs();
/// The requests, answers and events of the control socket as a JSON schema (draft 2020-12), each verb's request under
/// its name in $defs, and what its answer has besides in "answers".
std::string print_verbs_json();

}  // namespace uketsuke::sim
