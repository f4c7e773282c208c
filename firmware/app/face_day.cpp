// SPDX-License-Identifier: Apache-2.0
#include "face_day.hpp"

#include <fmt/format.h>

namespace uketsuke::app {
namespace {

using Count = ports::CounterStore::Count;

/// Names in the CounterStore: the day as 20261124, whether staff were told on it, and the day whose line still waits.
constexpr std::string_view kDay = "face_day", kTold = "face_told", kDayBefore = "face_day_before",
                           kAcceptedBefore = "face_accepted_before", kRejectedBefore = "face_rejected_before";

/// One kind of count: of the day, and since the beginning.
struct Name {
    std::string_view day, all;
    std::uint64_t FaceCounts::*member;
};
constexpr std::array kNames{Name{"face_attempts", "face_attempts_all", &FaceCounts::attempts},
                            Name{"face_refusals", "face_refusals_all", &FaceCounts::refusals},
                            Name{"face_accepted", "face_accepted_all", &FaceCounts::accepted},
                            Name{"face_rejected", "face_rejected_all", &FaceCounts::rejected}};

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

/// One more of this kind, on the day and in all.
base::Result<std::vector<Count>> one_more(ports::CounterStore& store, std::uint64_t FaceCounts::*member) {
    std::vector<Count> more;
    for (const auto& name : kNames) {
        if (name.member != member) continue;
        for (const auto counted : {name.day, name.all}) {
            const auto value = store.read(counted);
            if (!value) return base::fail(value.error());
            more.push_back({counted, *value + 1});
        }
    }
    return more;
}

}  // namespace

base::Result<FaceDay::Counts> FaceDay::counts() const {
    Counts counts;
    for (const auto& name : kNames) {
        const auto day = store_.read(name.day), all = store_.read(name.all);
        if (!day) return base::fail(day.error());
        if (!all) return base::fail(all.error());
        counts.day.*name.member = *day;
        counts.all.*name.member = *all;
    }
    return counts;
}

base::Result<void> FaceDay::tell_day_before(ports::AuditSink& journal) {
    const auto day = store_.read(kDayBefore), accepted = store_.read(kAcceptedBefore),
               rejected = store_.read(kRejectedBefore);
    for (const auto* read : {&day, &accepted, &rejected})
        if (!*read) return base::fail(read->error());
    if (*day == 0) return {};
    const base::Proportion people{*rejected, *accepted + *rejected};
    if (people.trials > 0)
        if (auto written = journal.append(line_of(*day, people)); !written) return written;
    return store_.write(kDayBefore, 0);
}

base::Result<void> FaceDay::turn(base::Date today, ports::AuditSink* journal) {
    const auto day = store_.read(kDay);
    const auto counted = counts();
    if (!day) return base::fail(day.error());
    if (!counted) return base::fail(counted.error());
    if (journal != nullptr)
        if (auto told = tell_day_before(*journal); !told) return told;
    if (*day == number_of(today)) return {};
    const auto waiting = store_.read(kDayBefore);
    if (!waiting) return base::fail(waiting.error());
    // With the journal down the kiosk is out of service, so that nobody is counted on a second day.
    if (*waiting != 0) return {};
    std::vector<Count> anew{{kDay, number_of(today)},
                            {kTold, 0},
                            {kDayBefore, *day},
                            {kAcceptedBefore, counted->day.accepted},
                            {kRejectedBefore, counted->day.rejected}};
    for (const auto& name : kNames) anew.push_back({name.day, 0});
    if (auto kept = store_.write_all(anew); !kept) return kept;
    return journal == nullptr ? base::Result<void>{} : tell_day_before(*journal);
}

bool FaceDay::is_too_many(const base::Proportion& rejected) const {
    return told_above_ > 0 && base::lower95(rejected) > told_above_;
}

base::Result<bool> FaceDay::count(flow::FaceOutcome outcome) {
    const bool is_rejected = outcome == flow::FaceOutcome::rejected;
    auto more = one_more(store_, is_rejected ? &FaceCounts::rejected : &FaceCounts::accepted);
    const auto counted = counts();
    const auto told = store_.read(kTold);
    if (!more) return base::fail(more.error());
    if (!counted) return base::fail(counted.error());
    if (!told) return base::fail(told.error());
    auto people = counted->day.rejected_of_people();
    people.errors += is_rejected ? 1 : 0;
    ++people.trials;
    const bool tell = *told == 0 && is_too_many(people);
    if (tell) more->push_back({kTold, 1});
    if (auto kept = store_.write_all(*more); !kept) return base::fail(kept.error());
    return tell;
}

base::Result<void> FaceDay::count(flow::FaceAttempt attempt) {
    auto more = one_more(store_, &FaceCounts::attempts);
    if (!more) return base::fail(more.error());
    if (attempt == flow::FaceAttempt::refused) {
        const auto refusals = one_more(store_, &FaceCounts::refusals);
        if (!refusals) return base::fail(refusals.error());
        more->insert(more->end(), refusals->begin(), refusals->end());
    }
    return store_.write_all(*more);
}

}  // namespace uketsuke::app
