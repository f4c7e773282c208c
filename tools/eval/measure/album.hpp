// SPDX-License-Identifier: Apache-2.0
// Many pictures through the product's pipeline, each once.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "card_photo.hpp"
#include "models/face/still.hpp"
#include "tools/eval/data/folder.hpp"

namespace uketsuke::tools::eval {

/// The templates of a list of pictures, in its order; empty where enrolment failed.
struct Album {
    std::vector<models::face::Template> faces;  ///< what is compared
    std::vector<models::face::Template> plain;  ///< before the centre was taken off
    std::vector<std::string> failures;          ///< file and reason
};

struct Recipe {
    std::string name;
    models::face::Recipe steps;
};
/// All that the manifest asks for; or its heaviest embedding alone.
Recipe product_recipe();
Recipe plain_recipe();

/// As live frames; with `card` as photos of chips. A picture that cannot be read or holds no face is a failure to
/// enrol, never an end. Shows its progress.
Album enrol_all(const std::shared_ptr<models::face::FaceModels>& models, const Recipe& recipe,
                const std::filesystem::path& folder, const std::vector<Picture>& pictures,
                const std::optional<CardSim>& card);

/// Errors: file_unreadable when no picture of a folder could be enrolled, with the reason of the first.
base::Result<void> somebody(const Album& album, const std::filesystem::path& folder);

}  // namespace uketsuke::tools::eval
