// SPDX-License-Identifier: Apache-2.0
#include "speed_report.hpp"

#include <fmt/format.h>

namespace uketsuke::models::eval {
namespace {

std::string ms(double value) { return fmt::format("{:.1f}", value); }

std::vector<std::string> row_of(const Timing& timing, double forward) {
    return {timing.name,
            ms(timing.at(0)),
            ms(timing.at(0.5)),
            ms(timing.at(0.99)),
            fmt::format("{:.2f} x", timing.at(0.5) / forward),
            std::to_string(timing.runs.size())};
}

const std::vector<std::string> kColumns{"", "ms least", "ms p50", "ms p99", "p50 / one forward", "runs"};

Section goals_of(const Speed& speed) {
    const double forward = speed.forward.at(0.5);
    Section section{"Against the goals", {}, {{"", "measured", "goal"}, {}}, {}, {}};
    const auto row = [&](const char* name, const std::string& measured, const std::string& goal, bool met) {
        section.table.rows.push_back({name, measured, goal + (met ? ": met" : ": missed")});
    };
    const double looked_at = speed.looked_at.at(0.5) / forward, decision = speed.decision.at(0.99);
    row("a frame after enough were gathered, in forwards of the detector", fmt::format("{:.2f}", looked_at),
        "at most 2.2", looked_at <= 2.2);
    row("last byte of the photo to decision, p99", ms(decision) + " ms", "at most 100 ms", decision <= 100);
    row("networks loaded and verified", ms(speed.nets_ready) + " ms", "at most 300 ms", speed.nets_ready <= 300);
    row("resident memory of this program",
        fmt::format("{:.0f} MB ({:.0f} before the networks)", speed.resident, speed.resident_before), "at most 120 MB",
        speed.resident <= 120);
    if (speed.allocations >= 0)
        row("allocations in such a frame", fmt::format("{:.0f}", speed.allocations), "none where OpenCV allows it",
            speed.allocations < 1);
    return section;
}

Section times_of(const Speed& speed) {
    const double forward = speed.forward.at(0.5);
    Section section{"One thread", {}, {kColumns, {row_of(speed.forward, forward)}}, {}, {}};
    for (const auto& stage : speed.stages) section.table.rows.push_back(row_of(stage, forward));
    for (const auto* timing : {&speed.taken, &speed.looked_at, &speed.decision})
        section.table.rows.push_back(row_of(*timing, forward));
    section.lines.push_back(
        fmt::format("640x480 pixels, the face of picture {}, the first that makes a good frame.", speed.picture));
    section.lines.push_back(
        "Until there are enough, each good frame also "
        "has its embedding and its liveness; afterwards "
        "there are detection or tracking, landmarks and quality.");
    section.lines.push_back(
        "Other work on the machine makes times longer, never shorter: the least are the trustworthy ones.");
    return section;
}

Section other_times(const Speed& speed, const char* heading, const std::vector<Timing>& timings) {
    Section section{heading, {}, {kColumns, {}}, {}, {}};
    for (const auto& timing : timings) section.table.rows.push_back(row_of(timing, speed.forward.at(0.5)));
    return section;
}

}  // namespace

Document document_of(const std::string& title, const Speed& speed) {
    return {title,
            {goals_of(speed), times_of(speed), other_times(speed, "Two threads", speed.two_threads),
             other_times(speed, "Others, the detection alone, on the same frames", speed.others)}};
}

}  // namespace uketsuke::models::eval
