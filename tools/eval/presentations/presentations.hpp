// SPDX-License-Identifier: Apache-2.0
// Folders of presentations through the product's liveness check.
#pragma once

#include <filesystem>
#include <memory>

#include "firmware/base/error.hpp"
#include "models/face/models.hpp"
#include "tools/eval/statistics/attacks.hpp"

namespace uketsuke::tools::eval {

/// Each presentation of shown_in() gets one score. A video or a folder of frames goes through an attempt of the product
/// (without prompts): the median of its first seven frames that pass the quality gate; with fewer the product decides
/// nothing, and neither does this. A picture alone has the score of its face, whatever the gate would say. What has no
/// score is a non-response, with the reason. Shows its progress. Errors: file_unreadable (no folder, or nothing in it).
base::Result<Species> presentations_in(const std::shared_ptr<models::face::FaceModels>& models,
                                       const std::filesystem::path& folder, const std::string& name);

/// Each sub-folder is a species. Errors: file_unreadable, also when there is no sub-folder.
base::Result<std::vector<Species>> species_in(const std::shared_ptr<models::face::FaceModels>& models,
                                              const std::filesystem::path& folder);

}  // namespace uketsuke::tools::eval
