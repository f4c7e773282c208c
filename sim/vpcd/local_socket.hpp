// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace uketsuke::sim {

/// A UNIX socket that listens at this path (of at most 107 characters), in place of what lay there; -1 when that cannot
/// be. The caller closes it.
int listen_at(const std::string& path);

}  // namespace uketsuke::sim
