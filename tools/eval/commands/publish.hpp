// SPDX-License-Identifier: Apache-2.0
// What all verbs share: the options of their results, and where these go.
#pragma once

#include <filesystem>
#include <memory>

#include "models/face/models.hpp"
#include "options.hpp"
#include "tools/eval/report/document.hpp"

namespace uketsuke::tools::eval {

/// Asks at once whether the results can be written, and not after a long run; `file` is one more that a verb writes.
/// Errors: config_invalid, file_unreadable.
base::Result<void> outputs_ready(const Results& results, const Said& file = std::nullopt);

/// Prints the document, and writes --markdown FILE (with --section NAME in place of what stands there between
/// "<!-- NAME: begin -->" and "<!-- NAME: end -->") and --report DIR/index.html when they are asked for. Errors:
/// file_unreadable, config_invalid (there is no such section).
base::Result<void> publish(const Document& document, const Results& results);

/// Writes a file that may lie in a folder which is not there yet. Errors: file_unreadable.
base::Result<void> write_file(const std::filesystem::path& file, std::string_view content);
base::Result<void> make_folder(const std::filesystem::path& folder);

/// Errors: model_invalid.
base::Result<std::shared_ptr<models::face::FaceModels>> load_models(const std::string& folder);

/// --title, or else the folder's own name, never its path.
std::string title_of(const Results& results, const std::filesystem::path& folder);

}  // namespace uketsuke::tools::eval
