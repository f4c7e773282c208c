// SPDX-License-Identifier: Apache-2.0
// models/manifest.toml as data: how each network is fed and which score decides.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "firmware/base/error.hpp"

namespace uketsuke::models::face {

enum class Colour { grey, rgb, bgr };

struct ModelSpec {
    std::string file, sha256;
    std::vector<int> input;                ///< 1, channels, height, width
    std::vector<std::vector<int>> output;  ///< shapes, in the network's order
    Colour colour = Colour::bgr;
    double mean = 0, scale = 1;  ///< fed: (pixel - mean) * scale
    double threshold = 0;        ///< of the score it gives; landmarks have none
};

struct Manifest {
    ModelSpec detector, landmarks, embedding, liveness;
};

/// Errors: model_invalid with file, section and key.
base::Result<Manifest> load_manifest(const std::filesystem::path& file);

}  // namespace uketsuke::models::face
