// SPDX-License-Identifier: Apache-2.0
#include "control.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "sim/scenario/request.hpp"

namespace uketsuke::sim {
namespace {

using Json = Player::Json;

constexpr std::array kStreams{"state", "journal", "desk"};

Json error_json(const std::string& line, const Problem& problem) {
    return {{"line", line}, {"expected", problem.expected}, {"found", problem.found}};
}

/// Replaced where it is no UTF-8: it is read by programs.
std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json answer_json(const std::string& line, const Player::Reply& reply) {
    Json answer{{"ok", !reply.problem}};
    answer.update(reply.answer);
    if (reply.problem) answer["error"] = error_json(line, *reply.problem);
    return answer;
}

/// How the verb that was meant is written; else any.
std::string wanted(const Json& request, const std::string& text) {
    const auto name = request.is_object() && request.contains("verb") && request["verb"].is_string()
                          ? request["verb"].get<std::string>()
                          : text.substr(0, text.find(' '));
    const auto* rule = find_verb(name);
    return rule != nullptr ? usage(*rule) : "a verb (`help`)";
}

}  // namespace

Control::Control(Rig& rig, Session& session, Tell line) : rig_(rig), session_(session), tell_(std::move(line)) {
    rig_.kiosk().watch([this](const flow::Visit& before, const flow::Event&, const flow::Step& step) {
        if (step.row == nullptr || subscribers_.empty()) return;
        tell("state", {{"event", "state"},
                       {"from", flow::name_of(before.state)},
                       {"screen", flow::name_of(step.visit.state)},
                       {"row", Player::describe(*step.row)},
                       {"ms", rig_.now().time_since_epoch().count()}});
    });
}

std::optional<std::string> Control::handle(const std::string& text, LineServer::Who from) {
    const bool keyboard = from == LineServer::kKeyboard;
    const auto request = Json::parse(text, nullptr, false);
    if (!request.is_object() && !keyboard && !text.empty()) return {};
    const auto line = request.is_object() ? line_of(request)
                      : text.empty() ? base::Result<Line>(base::fail(base::ErrorCode::config_invalid, "an empty line"))
                                     : parse_line(text);
    const auto reply =
        line ? carry_out(*line, from) : Player::Reply{Problem{wanted(request, text), line.error().detail}};
    auto answer = answer_json(text, reply);
    if (const auto id = request.find("id"); request.is_object() && id != request.end()) answer["id"] = *id;
    tell_news();
    return text_of(answer);
}

Player::Reply Control::carry_out(const Line& line, LineServer::Who from) {
    if (line.verb == Verb::subscribe) return subscribe(line, from);
    return line.verb == Verb::quit ? quit() : session_.carry_out(line);
}

Player::Reply Control::subscribe(const Line& line, LineServer::Who from) {
    std::set<std::string> streams(line.words.begin(), line.words.end());
    if (streams.empty()) streams = {kStreams.begin(), kStreams.end()};
    for (const auto& stream : streams)
        if (std::find(kStreams.begin(), kStreams.end(), stream) == kStreams.end())
            return {Problem{"state, journal or desk", stream}, {{"to", Json::array()}}};
    read_on();  // what was written until now is no news to this one
    subscribers_[from] = streams;
    return {{}, {{"to", streams}}};
}

Player::Reply Control::quit() {
    going_ = false;
    const auto problem = session_.judge();
    failed_ = problem.has_value();
    return {problem, {{"steps", session_.steps()}}};
}

void Control::tell(const std::string& stream, const Json& event) {
    for (auto each = subscribers_.begin(); each != subscribers_.end();) {
        const bool gone = each->second.count(stream) != 0 && !tell_(each->first, text_of(event));
        each = gone ? subscribers_.erase(each) : std::next(each);
    }
}

void Control::tell_news() {
    if (!subscribers_.empty()) read_on();
}

void Control::read_on() {
    tell_lines("journal", rig_.journal());
    tell_lines("desk", rig_.desk());
}

/// Whole lines alone: the last one may be half written.
void Control::tell_lines(const std::string& stream, const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    auto& place = read_[stream];
    in.seekg(place);
    for (std::string line; std::getline(in, line) && !in.eof();) {
        place += static_cast<std::streamoff>(line.size()) + 1;
        const auto record = Json::parse(line, nullptr, false);
        tell(stream, stream == "desk" ? Json{{"event", "desk"}, {"line", line}}
                                      : Json{{"event", "journal"}, {"record", record}});
    }
}

}  // namespace uketsuke::sim
