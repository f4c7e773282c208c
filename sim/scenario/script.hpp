// SPDX-License-Identifier: Apache-2.0
// A scenario file: one step a line, `verb words…`, `#` starts a comment. Verbs: docs/scenarios.md.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"
#include "sim/rig/simulated_settings.hpp"

namespace uketsuke::sim {

enum class Verb {
    card,
    phone,
    insert,
    remove,
    tap,
    touch,
    type,
    key,
    headphones,
    heard,
    unheard,
    look,
    today,
    fault,
    expect,
    golden,
    audit,
    wait,
    request
};

struct Line {
    int number = 0;
    Verb verb;
    std::vector<std::string> words;  ///< after the verb; quotes removed
    std::string text;                ///< as written, for messages
};

struct Script {
    enum class Rig { virtual_, real } rig = Rig::virtual_;
    std::string name;                                ///< the file's stem
    std::string says;                                ///< first comment: what it shows
    base::WallTime start;                            ///< `date`, default 2026-11-24 09:00 in Japan
    config::Config settings = simulated_settings();  ///< with `facts camera=optional prescription=both …`
    std::vector<Line> lines;
};

/// Errors: file_unreadable; config_invalid with file, line and what is wrong.
base::Result<Script> load_script(const std::filesystem::path& file);
/// "2s", "350ms". nullopt for anything else.
std::optional<base::Duration> parse_duration(std::string_view text);

}  // namespace uketsuke::sim
