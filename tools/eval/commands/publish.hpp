// SPDX-License-Identifier: Apache-2.0
// What all verbs share: the options of their results, and where these go.
#pragma once

#include <filesystem>
#include <memory>

#include "firmware/base/arguments.hpp"
#include "models/face/models.hpp"
#include "tools/eval/report/document.hpp"

namespace uketsuke::tools::eval {

using base::Arguments;
using base::Option;

constexpr const char* kModels = "build/deps/models";  ///< without --models

/// The words after a verb with its own options and those that all have. Asks at once whether the results can be
/// written, and not after a long run. Errors: config_invalid, file_unreadable.
base::Result<Arguments> read_words(const std::vector<std::string>& words, std::vector<Option> own);

/// Prints the document, and writes --markdown FILE (with --section NAME in place of what stands there between
/// "<!-- NAME: begin -->" and "<!-- NAME: end -->") and --report DIR/index.html when they are asked for. Errors:
/// file_unreadable, config_invalid (there is no such section).
base::Result<void> publish(const Document& document, const Arguments& arguments);

/// Writes a file that may lie in a folder which is not there yet. Errors: file_unreadable.
base::Result<void> write_file(const std::filesystem::path& file, std::string_view content);
base::Result<void> make_folder(const std::filesystem::path& folder);

/// Errors: model_invalid.
base::Result<std::shared_ptr<models::face::FaceModels>> load_models_of(const std::string& folder);
/// From --models. Errors: model_invalid.
base::Result<std::shared_ptr<models::face::FaceModels>> load_models(const Arguments& arguments);

/// --title, or else the folder's own name, never its path.
std::string title_of(const Arguments& arguments, const std::filesystem::path& folder);

}  // namespace uketsuke::tools::eval
