// SPDX-License-Identifier: Apache-2.0
// Folders of presentations through the product's liveness network.
#pragma once

#include <filesystem>
#include <memory>

#include "firmware/base/error.hpp"
#include "models/eval/statistics/attacks.hpp"
#include "models/face/models.hpp"

namespace uketsuke::models::eval {

/// A picture at the top of the folder is a presentation; a folder in it is one, too: a sequence whose score is the
/// median of its pictures, as an attempt's is. Pictures that cannot be read or hold no face have no say; a presentation
/// without any other is a non-response. Shows its progress. Errors: file_unreadable (no folder, or no picture in it).
base::Result<Species> presentations_in(const std::shared_ptr<face::FaceModels>& models,
                                       const std::filesystem::path& folder, const std::string& name);

/// Each sub-folder is a species. Errors: file_unreadable, also when there is no sub-folder.
base::Result<std::vector<Species>> species_in(const std::shared_ptr<face::FaceModels>& models,
                                              const std::filesystem::path& folder);

}  // namespace uketsuke::models::eval
