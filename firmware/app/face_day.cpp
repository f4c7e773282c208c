// SPDX-License-Identifier: Apache-2.0
#include "face_day.hpp"

#include <fmt/format.h>

namespace uketsuke::app {
namespace {

std::uint64_t number_of(base::Date day) {
    return static_cast<std::uint64_t>(day.year) * 10'000 + static_cast<std::uint64_t>(day.month) * 100 +
           static_cast<std::uint64_t>(day.day);
}

std::string words_on(std::uint64_t day) {
    return fmt::format("{:04}-{:02}-{:02}", day / 10'000, day / 100 % 100, day % 100);
}

domain::AuditRecord line_of(std::uint64_t day, const base::Proportion& rejected) {
    return {"face_day",
            0,
            {{"day", words_on(day)},
             {"accepted", std::to_string(rejected.trials - rejected.errors)},
             {"rejected", std::to_string(rejected.errors)},
             {"share_at_least", fmt::format("{:.3f}", base::lower95(rejected))},
             {"share_at_most", fmt::format("{:.3f}", base::upper95(rejected))}}};
}

}  // namespace

base::Result<base::Proportion> FaceDay::rejected() const {
    const auto accepted = store_.read(kAccepted), rejected = store_.read(kRejected);
    if (!accepted) return base::fail(accepted.error());
    if (!rejected) return base::fail(rejected.error());
    return base::Proportion{*rejected, *accepted + *rejected};
}

base::Result<void> FaceDay::turn(base::Date today, ports::AuditSink& journal) {
    const auto day = store_.read(kDay);
    if (!day) return base::fail(day.error());
    if (*day == number_of(today)) return {};
    const auto counted = rejected();
    if (!counted) return base::fail(counted.error());
    if (counted->trials > 0)
        if (auto written = journal.append(line_of(*day, *counted)); !written) return written;
    const std::array anew{ports::CounterStore::Count{kDay, number_of(today)}, ports::CounterStore::Count{kAccepted, 0},
                          ports::CounterStore::Count{kRejected, 0}, ports::CounterStore::Count{kTold, 0}};
    return store_.write_all(anew);
}

bool FaceDay::is_too_many(const base::Proportion& rejected) const {
    return told_above_ > 0 && base::lower95(rejected) > told_above_;
}

base::Result<bool> FaceDay::count(flow::FaceOutcome outcome) {
    auto counted = rejected();
    if (!counted) return base::fail(counted.error());
    const auto told = store_.read(kTold);
    if (!told) return base::fail(told.error());
    ++counted->trials;
    if (outcome == flow::FaceOutcome::rejected) ++counted->errors;
    const bool tell = *told == 0 && is_too_many(*counted);
    const std::array now{ports::CounterStore::Count{kAccepted, counted->trials - counted->errors},
                         ports::CounterStore::Count{kRejected, counted->errors},
                         ports::CounterStore::Count{kTold, tell ? 1 : *told}};
    if (auto kept = store_.write_all(now); !kept) return base::fail(kept.error());
    return tell;
}

}  // namespace uketsuke::app
