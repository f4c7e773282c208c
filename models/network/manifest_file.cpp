// SPDX-License-Identifier: Apache-2.0
#include "manifest_file.hpp"

namespace uketsuke::models::network {
namespace {

using base::ErrorCode;

constexpr const char* kLocal = "manifest.local.toml";

}  // namespace

base::Result<toml_reader::File> read_manifest(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file))
        return base::fail(ErrorCode::model_invalid, file.string() + " is missing: run ./kiosk setup");
    auto manifest = toml_reader::File::load(file, ErrorCode::model_invalid);
    if (!manifest) return manifest;
    if (const auto local = file.parent_path() / kLocal; std::filesystem::exists(local)) {
        auto over = toml_reader::File::load(local, ErrorCode::model_invalid);
        if (!over) return base::fail(over.error());
        manifest->lay_over(std::move(*over));
    }
    return manifest;
}

}  // namespace uketsuke::models::network
