// SPDX-License-Identifier: Apache-2.0
// What a verb is answered with: the fields of its rule, always all of them.
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <fstream>

#include "firmware/base/file.hpp"
#include "line_words.hpp"
#include "player.hpp"
#include "ui/scene/focus.hpp"

namespace uketsuke::sim {
namespace {

using Json = Player::Json;
namespace fs = std::filesystem;

constexpr std::size_t kLastLines = 20;

std::size_t lines_asked(const Line& line) {
    return line.words.empty() ? kLastLines : static_cast<std::size_t>(std::max(0, std::atoi(line.words[0].c_str())));
}

/// Records as objects.
Json parsed(const std::vector<std::string>& lines) {
    auto all = Json::array();
    for (const auto& line : lines)
        if (auto record = Json::parse(line, nullptr, false); !record.is_discarded()) all.push_back(std::move(record));
    return all;
}

Json node_json(const ui::Node& node) {
    return {{"id", node.id},
            {"role", ui::name_of(node.role)},
            {"text", ui::plain(node.text)},
            {"detail", ui::plain(node.detail)},
            {"touch", node.touchable()},
            {"mm", {node.rect.x, node.rect.y, node.rect.w, node.rect.h}}};
}

Json held_json(const Person* person) { return person != nullptr ? Json(person->key) : Json(); }

Json help_json(const Line& line) {
    auto all = Json::array();
    for (const auto& rule : verbs())
        if (line.words.empty() || line.words[0] == rule.name)
            all.push_back(fmt::format("{}: {}", usage(rule), rule.says));
    return {{"verbs", all}};
}

/// Nothing that leads out of the folder.
bool is_plain_name(const std::string& name) {
    return !name.empty() && name.find('/') == std::string::npos && name[0] != '.';
}

}  // namespace

std::vector<std::string> buttons_of(const ui::Scene& scene) {
    std::vector<std::string> labels;
    for (const auto& node : scene.nodes)
        if (node.touchable()) labels.push_back(ui::plain(node.text));
    return labels;
}

std::string picture_name(const Line& line) { return line.words.empty() ? "screen" : line.words[0]; }

std::vector<std::string> Player::last_lines(const fs::path& file, std::size_t most) {
    std::ifstream in(file);
    std::deque<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        lines.push_back(std::move(line));
        if (lines.size() > most) lines.pop_front();
    }
    return {lines.begin(), lines.end()};
}

std::string Player::describe(const flow::Row& row) {
    auto text = fmt::format("{} {}", row.from ? flow::name_of(*row.from) : "any", flow::name_of(row.on));
    if (row.action) text += fmt::format(" {}", flow::name_of(*row.action));
    if (!row.guard.name.empty()) text += fmt::format(" [{}]", row.guard.name);
    return text;
}

Player::Json Player::answer(const Line& line) {
    switch (line.verb) {
        case Verb::state: return state();
        case Verb::tree: return tree();
        case Verb::fault: return faults();
        case Verb::results: return results_json(line);
        case Verb::help: return help_json(line);
        case Verb::clock:
            return {{"wall", base::to_iso8601(rig_.wall())}, {"ms", rig_.now().time_since_epoch().count()}};
        case Verb::journal: return {{"lines", parsed(last_lines(rig_.journal(), lines_asked(line)))}};
        case Verb::desk: return {{"lines", last_lines(rig_.desk(), lines_asked(line))}};
        case Verb::screenshot: return {{"file", (options_.pictures / (picture_name(line) + ".png")).string()}};
        default: return {{"screen", flow::name_of(rig_.kiosk().visit().state)}};
    }
}

Player::Json Player::state() const {
    auto& kiosk = rig_.kiosk();
    const auto& visit = kiosk.visit();
    Json state{{"screen", flow::name_of(visit.state)},
               {"row", row_ != nullptr ? describe(*row_) : ""},
               {"error", nullptr},
               {"tries", visit.info ? Json(visit.info->pin.left) : Json()},
               {"pin_digits", kiosk.pin_digits()},
               {"page", kiosk.scene().page + 1},
               {"pages", kiosk.scene().pages},
               {"language", kiosk.scene().language},
               {"held", held_json(rig_.held())},
               {"wall", base::to_iso8601(rig_.wall())},
               {"ms", rig_.now().time_since_epoch().count()},
               {"buttons", buttons_of(kiosk.scene())},
               {"rig", rig_.about()},
               {"version", kVerbsVersion}};
    if (visit.error)
        state["error"] = {{"number", base::line_of(*visit.error).number}, {"name", base::name_of(*visit.error)}};
    return state;
}

Player::Json Player::tree() const {
    const auto& scene = rig_.kiosk().scene();
    auto nodes = Json::array();
    for (const auto& node : scene.nodes) nodes.push_back(node_json(node));
    auto focus = Json::array();
    for (const auto* node : ui::focus_order(scene)) focus.push_back(node->id);
    return {{"text", ui::to_text(scene)}, {"nodes", std::move(nodes)}, {"focus", std::move(focus)}};
}

Player::Json Player::faults() const {
    auto all = Json::array();
    for (const auto& [device, words] : faults_)
        all.push_back({{"device", device}, {"words", words}, {"fired", rig_.fired(device)}});
    return {{"faults", std::move(all)}};
}

Player::Json Player::results_json(const Line& line) const {
    std::set<fs::path> found;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(rig_.results(), error))
        if (entry.is_regular_file()) found.insert(entry.path());
    auto files = Json::array();
    for (const auto& file : found)
        files.push_back({{"name", file.filename().string()}, {"bytes", fs::file_size(file, error)}});
    const bool one = !line.words.empty() && is_plain_name(line.words[0]);
    const auto text = one ? base::read_file(rig_.results() / line.words[0]) : base::Result<std::string>("");
    return {{"files", std::move(files)}, {"text", text ? *text : ""}};
}

Player::Trouble Player::results(const std::string& name) const {
    if (name.empty() || (is_plain_name(name) && fs::is_regular_file(rig_.results() / name))) return {};
    return Problem{"one of the files that `results` tells", name};
}

Player::Trouble Player::screenshot(const std::string& name) {
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    if (options_.pictures.empty()) return Problem{"a folder for pictures (--out DIR)", "there is none"};
    if (name.empty() || name.find_first_not_of(kLetters) != std::string::npos)
        return Problem{"letters, digits, - and _", name};
    const auto written = ui::paint::write_png(rig_.picture(), options_.pictures / (name + ".png"));
    return written ? Trouble{} : Trouble{{"a picture that can be written", written.error().detail}};
}

}  // namespace uketsuke::sim
