// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "firmware/base/descriptor.hpp"

namespace uketsuke::sim {

/// A UNIX socket that listens at this path (of at most 107 characters), in place of what lay there; none when that
/// cannot be.
base::Descriptor listen_at(const std::string& path);

}  // namespace uketsuke::sim
