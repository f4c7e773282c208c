// SPDX-License-Identifier: Apache-2.0
#include "session.hpp"

#include <algorithm>
#include <array>

namespace uketsuke::sim {
namespace {

/// Whoever plays a recording wants to do what was done, and to see what was held against it; not what was asked.
bool is_recorded(const Line& line) {
    switch (line.verb) {
        case Verb::state:
        case Verb::tree:
        case Verb::screenshot:
        case Verb::results:
        case Verb::journal:
        case Verb::desk:
        case Verb::golden:
        case Verb::help: return false;
        case Verb::fault:
        case Verb::clock: return !line.words.empty();
        default: return true;
    }
}

/// Time and expectations belong to no screen: nothing is touched.
bool acts(const Line& line) {
    constexpr std::array kOnlyWait{Verb::expect, Verb::audit, Verb::wait, Verb::heard, Verb::unheard};
    return std::find(kOnlyWait.begin(), kOnlyWait.end(), line.verb) == kOnlyWait.end();
}

}  // namespace

Session::Session(Rig& rig, Player::Options options, std::unique_ptr<Recorder> recorder)
    : player_(rig, std::move(options)), recorder_(std::move(recorder)) {}

Player::Reply Session::carry_out(const Line& line) {
    const bool recorded = recorder_ && is_recorded(line);
    if (recorded && acts(line)) recorder_->arrive();
    auto reply = player_.carry_out(line);
    if (!recorded) return reply;
    const bool idle_fault = reply.problem && reply.problem->found == Player::kNeverFired;
    if (idle_fault) recorder_->drop_fault(line.words[0]);
    const bool mended_for_nothing = idle_fault && line.words.size() == 2 && line.words[1] == "none";
    if (!mended_for_nothing && (!reply.problem || idle_fault)) recorder_->add(line);
    if (!reply.problem && line.verb == Verb::expect && line.words[0] == "screen") recorder_->reached();
    return reply;
}

std::string Session::play(const Script& script) {
    for (const auto& line : script.lines)
        if (const auto reply = carry_out(line); reply.problem) return told(script.file, line, *reply.problem);
    return {};
}

}  // namespace uketsuke::sim
