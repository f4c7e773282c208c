// SPDX-License-Identifier: Apache-2.0
#include "player.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "line_words.hpp"

namespace uketsuke::sim {
namespace {

/// Answered with how long it took.
bool waits(Verb verb) { return verb == Verb::expect || verb == Verb::audit || verb == Verb::heard; }

}  // namespace

Player::Player(Rig& rig, Options options) : rig_(rig), options_(std::move(options)) {
    rig_.kiosk().watch([this](const flow::Visit&, const flow::Event&, const flow::Step& step) {
        if (step.row != nullptr) row_ = step.row;
        outcome_.rows.insert(step.row);
        outcome_.states.insert(step.visit.state);
        if (step.visit.error) outcome_.errors.insert(*step.visit.error);
    });
}

bool Player::advance_until(const std::function<bool()>& done, base::Duration limit) {
    return rig_.advance_until(
        [&] {
            if (options_.meanwhile) options_.meanwhile();
            return done() || (options_.enough && options_.enough());
        },
        limit);
}

std::string told(const std::string& file, const Line& line, const Problem& problem) {
    return fmt::format("{}:{}: {}\n  expected: {}\n  found:    {}", file, line.number, line.text, problem.expected,
                       problem.found);
}

Outcome Player::play(const Script& script) {
    outcome_ = {};
    for (const auto& line : script.lines) {
        if (options_.say) options_.say(line.text);
        if (const auto reply = carry_out(line); reply.problem) {
            outcome_.problems.push_back(told(script.file, line, *reply.problem));
            return outcome_;
        }
    }
    if (const auto problem = judge()) outcome_.problems.push_back(told(script.file, script.lines.back(), *problem));
    return outcome_;
}

Player::Reply Player::carry_out(const Line& line) {
    const auto began = rig_.now();
    Reply reply;
    reply.problem = act(line);
    reply.answer = answer(line);
    if (waits(line.verb)) reply.answer["ms"] = (rig_.now() - began).count();
    if (!reply.problem) ++outcome_.steps;
    return reply;
}

Player::Trouble Player::act(const Line& line) {
    const auto done = [&](const base::Result<void>& result) {
        return result ? Trouble{} : Trouble{{written(line), result.error().detail}};
    };
    switch (line.verb) {
        case Verb::card: return hold(line, domain::kCardSlot);
        case Verb::phone: return hold(line, domain::kPhoneSlot);
        case Verb::insert: return lay(line);
        case Verb::lay: return show(line);
        case Verb::remove:
            if (!line.words.empty() && line.words[0] == "code") {
                rig_.lift();
                return {};
            }
            return move(line, [&](int slot) {
                rig_.remove(slot);
                return Trouble{};
            });
        case Verb::validity: return validity(line);
        case Verb::tap: return tap(line);
        case Verb::touch: return touch_target(line);
        case Verb::type: return type(line);
        case Verb::key: return key(line);
        case Verb::headphones: return headphones(line);
        case Verb::heard: return heard(line);
        case Verb::unheard: return unheard(line);
        case Verb::look: return done(rig_.look(fmt::format("{}", fmt::join(line.words, " "))));
        case Verb::clock: return clock(line);
        case Verb::fault: return fault(line);
        case Verb::request: return request(line.words[0]);
        case Verb::appointments: return put_appointments(line);
        case Verb::chart: return chart(line);
        case Verb::clerk: return clerk(line);
        case Verb::expect: return expect(line);
        case Verb::golden: return golden(line.words[0]);
        case Verb::audit: return audit(line);
        case Verb::wait: advance_until([] { return false; }, *parse_duration(line.words[0])); return {};
        case Verb::screenshot: return screenshot(picture_name(line));
        case Verb::results: return results(line.words.empty() ? "" : line.words[0]);
        case Verb::help:
            if (line.words.empty() || find_verb(line.words[0]) != nullptr) return {};
            return Problem{"a verb", line.words[0]};
        case Verb::state:
        case Verb::tree:
        case Verb::journal:
        case Verb::desk: return {};
        case Verb::subscribe:
        case Verb::quit: break;
    }
    return Problem{"a verb of a scenario", written(line)};
}

/// A day at the kiosk's time of day, or a day and a time.
Player::Trouble Player::clock(const Line& line) {
    if (line.words.empty()) return {};
    const auto& day = line.words[0];
    const auto time = base::parse_iso8601(day.size() == 10 ? day + base::to_iso8601(rig_.wall()).substr(10) : day);
    if (!time) return Problem{"2025-12-01 or 2025-12-01T23:59:58+09:00", day};
    const auto set = rig_.set_clock(*time);
    return set ? Trouble{} : Trouble{{"a calendar that can be set", set.error().detail}};
}

/// Carried out also where the former fault of the device never fired, which is told.
Player::Trouble Player::fault(const Line& line) {
    if (line.words.empty()) return {};
    const auto& device = line.words[0];
    std::string words;
    for (std::size_t i = 1; i < line.words.size(); ++i) words += (i > 1 ? " " : "") + line.words[i];
    if (words.empty()) return Problem{"what is wrong with it, or none", device};
    const auto trouble = unfired(device);
    const auto set = rig_.fault(device, words);
    if (!set) return Problem{"a fault that this rig can have", set.error().detail};
    faults_.erase(device);
    if (words != "none") faults_[device] = words;
    return trouble;
}

Player::Trouble Player::unfired(const std::string& device) const {
    const auto fault = faults_.find(device);
    if (fault == faults_.end() || rig_.fired(device) > 0) return {};
    return Problem{fmt::format("fault {} {} meets the kiosk", device, fault->second), std::string(kNeverFired)};
}

std::optional<Problem> Player::judge() const {
    for (const auto& [device, words] : faults_)
        if (auto trouble = unfired(device)) return trouble;
    if (rig_.card() != nullptr && rig_.card()->log().my_number > 0)
        return Problem{"no command names a file of My Number", fmt::format("{} did", rig_.card()->log().my_number)};
    return {};
}

}  // namespace uketsuke::sim
