// SPDX-License-Identifier: Apache-2.0
// What several runs say together. Read from the files that their verbs wrote with --json, so that no figure in a page
// is typed by hand.
#pragma once

#include <filesystem>
#include <optional>

#include "document.hpp"
#include "firmware/base/error.hpp"

namespace uketsuke::tools::eval {

/// Results of runs; what a run that is not there would say is left out.
struct RunFiles {
    using File = std::optional<std::filesystem::path>;
    File verify;  ///< a set as it is, with folds, all impostors and both recipes
    File card;    ///< the same against simulated chip photos
    File splits;  ///< a group, with the genuine pairs of a larger set …
    File own;     ///< … and with its own
};

/// Each goal of recognition (those of speed stand in that verb's own table), what was measured, and whether that meets
/// it. Errors: file_unreadable; config_invalid (a file that is no result of its verb).
base::Result<Document> goals_of(const RunFiles& files);
/// The error rates in a few rows: a table without headings. Errors: as goals_of().
base::Result<Document> figures_of(const RunFiles& files);

}  // namespace uketsuke::tools::eval
