// SPDX-License-Identifier: Apache-2.0
// How all programs of the project read the words that they are started with: CLI11 knows the options, and what is
// wrong is said in one sentence with exit code 2.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "firmware/base/error.hpp"

namespace uketsuke::command_line {

constexpr int kWrongWords = 2;  ///< exit code of every program

/// Reads the words, without the program's own name, into what the app's options are bound to. Returns the text that
/// --help asks for, or nullopt: go on. Errors: config_invalid, with a sentence that names the option; a word that is no
/// option is not repeated, since somebody may have typed a secret there.
base::Result<std::optional<std::string>> read(CLI::App& app, const std::vector<std::string>& words);

/// The same for a main(). nullopt: go on; else the exit code: 0 after the help was printed, kWrongWords after
/// "PROGRAM: sentence; see PROGRAM --help" went to standard error.
std::optional<int> read_or_end(CLI::App& app, const std::vector<std::string>& words);
std::optional<int> read_or_end(CLI::App& app, int argc, char** argv);

}  // namespace uketsuke::command_line
