// SPDX-License-Identifier: Apache-2.0
// The manifest of a folder of networks. Who runs the networks reads the own sections.
#pragma once

#include <filesystem>

#include "firmware/base/error.hpp"
#include "firmware/toml_reader/toml_reader.hpp"

namespace uketsuke::models::network {

/// With what manifest.local.toml beside it lays over it, key by key. Errors: model_invalid with file and line.
base::Result<toml_reader::File> read_manifest(const std::filesystem::path& file);

}  // namespace uketsuke::models::network
