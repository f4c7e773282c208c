// SPDX-License-Identifier: Apache-2.0
#include "header.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <sstream>

#include "firmware/base/file.hpp"
#include "sim/scenario/old_words.hpp"

namespace uketsuke::sim {
namespace {

/// Whole, since a recording may lie in another folder.
std::string whole_path(const std::string& folder) {
    return fmt::format("\"{}\"", std::filesystem::absolute(folder).string());
}

/// The header lines that make this kiosk.
std::vector<std::string> header_lines(const LiveWishes& wishes) {
    std::vector<std::string> lines{fmt::format("version {}", kVerbsVersion),
                                   "rig     " + (wishes.own.any() ? "real" : wishes.rig)};
    if (!wishes.date.empty()) lines.push_back("date    " + wishes.date);
    if (!wishes.people.empty()) lines.push_back("people  " + whole_path(wishes.people));
    if (!wishes.facts.empty()) lines.push_back(fmt::format("facts   {}", fmt::join(wishes.facts, " ")));
    return lines;
}

/// Those of a scenario, as they stand in it.
std::vector<std::string> header_lines(const std::string& file) {
    std::vector<std::string> lines;
    const auto text = base::read_file(file);
    ScriptReader reader(file);
    std::istringstream in(text ? renewed_if_old(*text) : "");
    for (std::string line; std::getline(in, line);) {
        const auto step = reader.take(line);
        if (!step || *step) break;
        if (!line.empty() && line[0] != '#') lines.push_back(line);
    }
    return lines;
}

bool writes_over(const LiveWishes& wishes) {
    std::error_code missing;
    return !wishes.record.empty() && std::filesystem::equivalent(wishes.record, wishes.play, missing);
}

}  // namespace

base::Result<Script> script_of(const LiveWishes& wishes) {
    if (writes_over(wishes))
        return base::fail(
            base::ErrorCode::config_invalid,
            fmt::format("--record {} would write over what --play plays: name another file", wishes.record));
    if (!wishes.play.empty()) return load_script(wishes.play);
    ScriptReader reader("command line");
    for (const auto& line : header_lines(wishes))
        if (const auto taken = reader.take(line); !taken) return base::fail(taken.error());
    return reader.script();
}

std::unique_ptr<Recorder> recorder_for(const LiveWishes& wishes, Rig& rig) {
    if (wishes.record.empty()) return {};
    std::vector<std::string> lines{"# Recorded by hand."};
    const auto header = wishes.play.empty() ? header_lines(wishes) : header_lines(wishes.play);
    lines.insert(lines.end(), header.begin(), header.end());
    return std::make_unique<Recorder>(rig, std::move(lines), wishes.record);
}

}  // namespace uketsuke::sim
