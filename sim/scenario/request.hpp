// SPDX-License-Identifier: Apache-2.0
// Steps as JSON: {"verb": "tap", "label": "確定"}. A verb's arguments have the names of its rule (docs/verbs.md).
#pragma once

#include <nlohmann/json.hpp>

#include "script.hpp"

namespace uketsuke::sim {

/// Besides the verb's arguments a request may have "id", which its answer repeats, and "version". Errors:
/// config_invalid (another version, an argument that the verb does not take or that it lacks).
base::Result<Line> line_of(const nlohmann::ordered_json& request);

}  // namespace uketsuke::sim
