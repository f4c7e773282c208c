// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace uketsuke::sim {

/// `uketsuke-sim convert`: makes scenario files of the version before today's, in place, and says which. Returns the
/// program's exit code.
int convert_files(const std::vector<std::string>& files);

}  // namespace uketsuke::sim
