// SPDX-License-Identifier: Apache-2.0
// models/manifest.toml as data: how each network is fed and which score decides.
#pragma once

#include <array>
#include <filesystem>
#include <map>
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
    double threshold = 0;        ///< of the score it gives; landmarks have none, the embedding has operating points
};

/// A threshold, and what is known of it.
struct OperatingPoint {
    double threshold = 1;         ///< of the cosine; at or above it two faces are one person
    double false_match_rate = 0;  ///< that was aimed at
    std::string measured_on;      ///< the set behind it
};

/// x and y of both eyes, the tip of the nose and the corners of the mouth.
using FacePlaces = std::array<std::array<float, 2>, 5>;

struct EmbeddingSpec : ModelSpec {
    FacePlaces face{};                                       ///< where the five points go, in input pixels
    bool flip = false;                                       ///< the mean with the mirror image's embedding
    std::string centre;                                      ///< file of the population centre; empty for none
    std::map<std::string, OperatingPoint> operating_points;  ///< by name; "default" is always there
};

/// What the cues of a print or a screen take off the liveness score when they are sure (presentation.hpp).
struct PresentationSpec {
    double moire_weight = 0, frame_weight = 0;
};

struct Manifest {
    PresentationSpec presentation;
    ModelSpec detector, landmarks, liveness;
    EmbeddingSpec embedding;

    /// The default's threshold for a name that is not there.
    [[nodiscard]] double threshold(const std::string& operating_point = "default") const;
};

/// Errors: model_invalid with file, section and key.
base::Result<Manifest> load_manifest(const std::filesystem::path& file);

}  // namespace uketsuke::models::face
