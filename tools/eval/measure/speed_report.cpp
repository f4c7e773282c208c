// SPDX-License-Identifier: Apache-2.0
#include "speed_report.hpp"

#include <fmt/format.h>

namespace uketsuke::tools::eval {
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
    const auto frames = [&](const char* name, double milliseconds) {
        row(name, fmt::format("{:.2f}", milliseconds / forward), "at most 2.2", milliseconds <= 2.2 * forward);
    };
    frames("a frame until there is enough, without the embeddings, mean, in forwards of the detector",
           speed.taken_without_embeddings());
    frames("the same with the embeddings, mean", speed.taken.mean());
    frames("… p95", speed.taken.at(0.95));
    frames("a frame during the prompts, mean", speed.prompted.mean());
    frames("… p95", speed.prompted.at(0.95));
    frames("a frame afterwards, mean", speed.looked_at.mean());
    frames("… p95", speed.looked_at.at(0.95));
    const double decision = speed.decision.at(0.99);
    row("last byte of the photo to decision, p99", ms(decision) + " ms", "at most 100 ms", decision <= 100);
    row("networks loaded and verified", ms(speed.nets_ready) + " ms", "at most 300 ms", speed.nets_ready <= 300);
    row("most memory of the face part in a process of its own, with dlib's detector",
        fmt::format("{:.0f} MB ({:.0f} before the networks)", speed.alone.most, speed.alone.before), "at most 120 MB",
        speed.alone.most <= 120);
    if (speed.allocations >= 0)
        row("allocations in a frame afterwards, of ours",
            fmt::format("{:.1f}, and {:.0f} of OpenCV's own", speed.allocations - speed.opencv_allocations,
                        speed.opencv_allocations),
            "none", speed.allocations <= speed.opencv_allocations);
    return section;
}

Section times_of(const Speed& speed) {
    const double forward = speed.forward.at(0.5);
    Section section{"One thread", {}, {kColumns, {row_of(speed.forward, forward)}}, {}, {}};
    for (const auto& stage : speed.stages) section.table.rows.push_back(row_of(stage, forward));
    for (const auto* timing : {&speed.taken, &speed.prompted, &speed.looked_at, &speed.decision})
        section.table.rows.push_back(row_of(*timing, forward));
    section.lines.push_back(
        fmt::format("640x480 pixels, the face of picture {}, the first that makes a good frame.", speed.picture));
    section.lines.push_back(
        "Until there is enough, embedding and liveness of seven frames are spread over all; during the prompts each "
        "frame has its embedding; afterwards there are detection or tracking, landmarks and quality.");
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

}  // namespace uketsuke::tools::eval
