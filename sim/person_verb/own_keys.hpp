// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "firmware/base/error.hpp"
#include "sim/paths/paths.hpp"

namespace uketsuke::sim {

enum class OwnKeys { each, one_for_all };
/// Makes the TEST keys and certificates of the people in a folder, by the build's test authorities, where they have
/// none (sim/card/pki.sh --own). Errors: file_unreadable (it failed; what it said went to standard error).
base::Result<void> make_own_keys(const std::filesystem::path& folder, const Paths& paths, OwnKeys keys);

}  // namespace uketsuke::sim
