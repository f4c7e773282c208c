// SPDX-License-Identifier: Apache-2.0
// What a program does around a secret that a person types for it.
#pragma once

#include <optional>
#include <string>

#include "secret.hpp"

namespace uketsuke::base {

/// Nothing of this process's memory reaches a core file or another process of the same user. Call it before a secret is
/// read.
void seal_memory();

/// One line of standard input. A terminal shows the prompt (on standard error) and not what is typed. What is longer
/// than a Secret holds is cut off there.
Secret read_unseen(const char* prompt);

/// One line of standard input, without its end, that is no secret. nullopt: there is none any more, or a signal came.
std::optional<std::string> read_line();

}  // namespace uketsuke::base
