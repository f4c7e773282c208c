// SPDX-License-Identifier: Apache-2.0
#include "header.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <sstream>

#include "firmware/base/file.hpp"
#include "sim/scenario/old_words.hpp"

namespace uketsuke::sim {
namespace {

/// As a scenario in `place` names the folder: what lies beside or below it moves with it, anything else stays where it
/// is.
std::string people_line(const std::filesystem::path& place, const std::filesystem::path& folder) {
    const auto whole = std::filesystem::absolute(folder).lexically_normal();
    const auto way = whole.lexically_relative(place);
    return fmt::format("people  \"{}\"", (way.empty() || *way.begin() == ".." ? whole : way).string());
}

/// The header lines that make this kiosk, of a scenario in `place`.
std::vector<std::string> header_lines(const LiveWishes& wishes, const std::filesystem::path& place) {
    std::vector<std::string> lines{fmt::format("version {}", kVerbsVersion),
                                   "rig     " + (wishes.own.any() ? "real" : wishes.rig)};
    if (!wishes.date.empty()) lines.push_back("date    " + wishes.date);
    if (!wishes.people.empty()) lines.push_back(people_line(place, wishes.people));
    if (!wishes.facts.empty()) lines.push_back(fmt::format("facts   {}", fmt::join(wishes.facts, " ")));
    return lines;
}

/// Those of another scenario, for one in `place`.
std::vector<std::string> header_lines(const std::string& file, const std::filesystem::path& place) {
    std::vector<std::string> lines;
    const auto text = base::read_file(file);
    ScriptReader reader(file);
    std::istringstream in(text ? renewed_if_old(*text) : "");
    for (std::string line; std::getline(in, line);) {
        const auto step = reader.take(line);
        if (!step || *step) break;
        if (line.starts_with("people")) line = people_line(place, reader.script().own_people);
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
    for (const auto& line : header_lines(wishes, std::filesystem::current_path()))
        if (const auto taken = reader.take(line); !taken) return base::fail(taken.error());
    return reader.script();
}

std::unique_ptr<Recorder> recorder_for(const LiveWishes& wishes, Rig& rig) {
    if (wishes.record.empty()) return {};
    std::vector<std::string> lines{"# Recorded by hand."};
    const auto place = std::filesystem::absolute(wishes.record).lexically_normal().parent_path();
    const auto header = wishes.play.empty() ? header_lines(wishes, place) : header_lines(wishes.play, place);
    lines.insert(lines.end(), header.begin(), header.end());
    return std::make_unique<Recorder>(rig, std::move(lines), wishes.record);
}

}  // namespace uketsuke::sim
