// SPDX-License-Identifier: Apache-2.0
#include "spoilt_folder.hpp"

#include <unistd.h>

#include <fstream>
#include <sstream>

#include "support.hpp"

namespace uketsuke::test {
namespace fs = std::filesystem;

SpoiltFolder::SpoiltFolder() {
    models();  // says what to do when there is nothing to copy
    static int count = 0;
    path_ =
        fs::temp_directory_path() / ("uketsuke_models_" + std::to_string(::getpid()) + "_" + std::to_string(++count));
    fs::remove_all(path_);
    fs::copy(MODELS_DIR, path_);
}

void SpoiltFolder::replace_in_manifest(const std::string& text, const std::string& by) {
    std::stringstream content;
    content << std::ifstream(path_ / "manifest.toml").rdbuf();
    auto manifest = content.str();
    const auto at = manifest.find(text);
    INFO(text);
    REQUIRE(at != std::string::npos);
    manifest.replace(at, text.size(), by);
    std::ofstream(path_ / "manifest.toml") << manifest;
}

void SpoiltFolder::add_to_manifest(const std::string& text) {
    std::ofstream(path_ / "manifest.toml", std::ios::app) << text;
}

std::string SpoiltFolder::failure() const {
    const auto loaded = models::face::FaceModels::load(path_);
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().code == base::ErrorCode::model_invalid);
    return loaded.error().detail;
}

}  // namespace uketsuke::test
