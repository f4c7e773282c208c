// SPDX-License-Identifier: Apache-2.0
#include "overseer.hpp"

#include <fmt/format.h>

#include "firmware/audit/verify_journal.hpp"
#include "firmware/flow/state_table.hpp"

namespace uketsuke::sim {
namespace {

constexpr FileId kAuthPin = 0x0018;

template <class Work>
int count_of(const flow::Effects& effects) {
    int count = 0;
    for (const auto& effect : effects) count += std::holds_alternative<Work>(effect.work) ? 1 : 0;
    return count;
}

}  // namespace

Overseer::Overseer(Rig& rig) : rig_(rig) {
    seen_.camera_on = flow::row_of(rig.kiosk().visit().state).camera;
    rig.kiosk().watch([this](const flow::Visit& before, const flow::Event& event, const flow::Step& step) {
        see(before, event, step);
    });
}

void Overseer::see(const flow::Visit& before, const flow::Event& event, const flow::Step& step) {
    ++steps_;
    auto judged = flow::judge(before, seen_, event, step);
    seen_ = judged.seen;
    complaints_.insert(judged.complaints.begin(), judged.complaints.end());
    hands_ += count_of<flow::VerifyPin>(step.effects);
    const bool ends = flow::row_of(before.state).person && !flow::row_of(step.visit.state).person;
    visits_ += ends && before.info ? 1 : 0;
    const auto* delivered = std::get_if<flow::Delivered>(&event);
    results_ += delivered != nullptr && step.row != nullptr && delivered->result ? 1 : 0;
}

void Overseer::look() { judge_card(); }

void Overseer::judge_card() {
    if (rig_.card() == nullptr) return;
    const auto log = rig_.card()->log();
    const auto counted = log.verifies.find(kAuthPin);
    const int verifies = counted != log.verifies.end() ? counted->second : 0;
    if (rig_.card() != card_ || verifies < verifies_) former_ += verifies_;
    card_ = rig_.card();
    verifies_ = verifies;
    if (former_ + verifies_ > hands_)
        complaints_.insert(fmt::format("cards got {} VERIFYs, and hands confirmed {}", former_ + verifies_, hands_));
    if (log.my_number > 0) complaints_.insert("a command named a file of My Number");
}

void Overseer::end() {
    look();
    const auto journal = audit::verify_journal(rig_.journal());
    if (!journal) complaints_.insert("the journal cannot be read: " + journal.error().detail);
    if (journal && journal->first_bad_line)
        complaints_.insert(fmt::format("line {} of the journal: {}", *journal->first_bad_line, journal->reason));
}

}  // namespace uketsuke::sim
