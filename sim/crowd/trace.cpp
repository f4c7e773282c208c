// SPDX-License-Identifier: Apache-2.0
#include "trace.hpp"

#include <fmt/format.h>

#include "sim/scenario/player.hpp"

namespace uketsuke::sim {

/// A header and sizes: what is sent and answered may be a nonce or signed with one.
void Trace::hook(VirtualRig::Options& options) {
    options.answered = [this](base::ByteView command, const std::optional<base::Bytes>& answer) {
        const auto header = base::to_hex(command.first(std::min<std::size_t>(4, command.size())));
        const auto status = answer && answer->size() >= 2 ? base::to_hex(base::ByteView(*answer).last(2)) : "none";
        text_ += fmt::format("card {} {} -> {} {}\n", header, command.size(), answer ? answer->size() : 0, status);
    };
}

void Trace::follow(VirtualRig& rig) {
    rig_ = &rig;
    rig.kiosk().watch([this](const flow::Visit& before, const flow::Event& event, const flow::Step& step) {
        text_ += fmt::format("{} {} {}.{} --{}--> {} [{}]", rig_->now().time_since_epoch().count(),
                             flow::name_of(before.state), step.visit.ticket.visit, step.visit.ticket.n,
                             flow::name_of(flow::kind_of(event)), flow::name_of(step.visit.state),
                             step.row != nullptr ? Player::describe(*step.row) : "dropped");
        for (const auto& effect : step.effects) text_ += fmt::format(" {}", flow::name_of(flow::kind_of(effect)));
        text_ += '\n';
    });
}

}  // namespace uketsuke::sim
