// SPDX-License-Identifier: Apache-2.0
// A scenario file: one step a line, `verb words…`, `#` starts a comment. docs/scenarios.md.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"
#include "sim/rig/simulated_settings.hpp"
#include "verbs.hpp"

namespace uketsuke::sim {

struct Line {
    int number = 0;  ///< in its file, from 1
    Verb verb;
    std::vector<std::string> words;  ///< after the verb; quotes removed
    std::string text;                ///< as written, for messages
};
/// All that `facts` may say.
std::vector<std::string_view> fact_words();

/// Errors: config_invalid (words that the verb does not take).
base::Result<Line> make_line(const VerbRule& rule, std::vector<std::string> words);
/// A step as it is written in files of this version. Errors: config_invalid (no such verb, or make_line()'s).
base::Result<Line> parse_line(std::string_view text, int version = kVerbsVersion);
/// As it stands in a file of today's version. A word with a quote in it cannot be written.
std::string written(const Line& line);

struct Script {
    enum class Rig { virtual_, real } rig = Rig::virtual_;
    int version = kOldestVersion;                    ///< `version 2`; files of before have none
    std::string file;                                ///< as it was named, for messages
    std::string name;                                ///< its stem
    std::string says;                                ///< first comment: what it shows
    base::WallTime start;                            ///< `date`, default 2026-11-24 09:00 in Japan
    std::filesystem::path own_people;                ///< `people FOLDER`, from the file's own folder on; empty: none
    config::Config settings = simulated_settings();  ///< with `facts camera=optional prescription=both …`
    std::vector<Line> lines;
};

/// Reads a file, a line at a time. The header is whole once the first step was taken.
class ScriptReader {
public:
    /// `file`: for messages, it is not opened.
    explicit ScriptReader(const std::filesystem::path& file);
    /// Nothing: an empty line, a comment or one of the header. Errors: config_invalid with file, line and what is
    /// wrong.
    base::Result<std::optional<Line>> take(const std::string& text);
    /// Without its steps.
    [[nodiscard]] const Script& script() const { return script_; }

private:
    [[nodiscard]] base::Unexpected<base::Error> complain(std::string_view what) const;

    Script script_;
    int number_ = 0;
    bool begun_ = false;
};

/// Errors: file_unreadable; config_invalid with file, line and what is wrong.
base::Result<Script> load_script(const std::filesystem::path& file);
/// "2s", "350ms". nullopt for anything else.
std::optional<base::Duration> parse_duration(std::string_view text);

}  // namespace uketsuke::sim
