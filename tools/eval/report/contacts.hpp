// SPDX-License-Identifier: Apache-2.0
// What the collected reports of first contacts (uketsuke-card first-contact) say together: of real cards, readers,
// cameras and faces, with bounds. A person counts once, since ten looks at one face are not ten faces.
#pragma once

#include <filesystem>

#include "document.hpp"
#include "firmware/base/error.hpp"

namespace uketsuke::tools::eval {

/// All report*.json of a folder and those below it; no report in it is said as that. Reports of simulated cards count
/// apart and are in no figure. Errors: file_unreadable (no such folder), config_invalid (a file that is no such
/// report).
base::Result<Document> contacts_of(const std::filesystem::path& folder);

}  // namespace uketsuke::tools::eval
