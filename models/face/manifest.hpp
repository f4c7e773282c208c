// SPDX-License-Identifier: Apache-2.0
// models/manifest.toml as data: how each network is fed and which score decides.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "firmware/base/error.hpp"
#include "models/network/network_file.hpp"

namespace uketsuke::models::face {

enum class Colour { grey, rgb, bgr };

/// Where a network comes from. What only set-up reads (package, version, checksum of the archive) is left out.
struct Source {
    std::string licence, trained_on;
};

struct ModelSpec : network::NetworkFile {
    std::string source;                    ///< its [source.NAME]
    std::vector<int> input;                ///< 1, channels, height, width
    std::vector<std::vector<int>> output;  ///< shapes, in the network's order
    std::string output_name;               ///< of the only output that is taken; empty for all
    Colour colour = Colour::bgr;
    std::array<double, 3> mean{}, scale{1, 1, 1};  ///< fed: (pixel - mean) * scale, by channel in the colour's order
    double threshold = 0;                          ///< of the score it gives; landmarks and embeddings have none
};

/// x and y of both eyes, the tip of the nose and the corners of the mouth.
using FacePlaces = std::array<std::array<float, 2>, 5>;

struct EmbeddingSpec : ModelSpec {
    std::string name;
    double weight = 1;          ///< in the mean of the networks' cosines; all weights of a manifest add up to one
    FacePlaces face{};          ///< where the five points go, in input pixels
    bool flip = false;          ///< the mean with the mirror image's embedding
    std::string centre;         ///< file of the population centre; empty for none
    std::string second_centre;  ///< of one of people in general; empty for none
    double sharpness = 0;       ///< of the mixture of both
    [[nodiscard]] std::size_t length() const { return static_cast<std::size_t>(output.at(0).back()); }
};

/// A threshold, and what is known of it.
struct OperatingPoint {
    double threshold = 1;                    ///< of the score; at or above it two faces are one person
    double false_match_rate = 0;             ///< that was aimed at
    std::string measured_on;                 ///< the set behind it
    std::vector<std::string> measured_with;  ///< beginnings of the SHA-256 of the embeddings behind it
};

/// What the cues of a print or a screen take off the liveness score when they are sure (presentation.hpp), and from
/// where on what is left is a doubt and no attack; at the threshold of the liveness it is sure. A manifest that does
/// not tell leaves no room for doubts.
struct PresentationSpec {
    double moire_weight = 0, frame_weight = 0;
    double doubtful_from = 1;
};

struct Manifest {
    PresentationSpec presentation;
    ModelSpec detector, landmarks, liveness;
    std::vector<EmbeddingSpec> embeddings;                   ///< one at least, the heaviest first
    std::map<std::string, OperatingPoint> operating_points;  ///< by name; "default" is always there
    std::map<std::string, Source> sources;

    /// The default's threshold for a name that is not there.
    [[nodiscard]] double threshold(const std::string& operating_point = "default") const;
};

/// With what manifest.local.toml beside it lays over it, key by key: so a deployer changes single keys, adds an
/// embedding or gives one the weight 0 (left out) without touching the file. Errors: model_invalid with file, section
/// and key: one that is missing, wrong or not known, or an operating point that was measured with other embeddings.
base::Result<Manifest> load_manifest(const std::filesystem::path& file);

}  // namespace uketsuke::models::face
