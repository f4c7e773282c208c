// SPDX-License-Identifier: Apache-2.0
#include "face_times.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "sim/real_rig/real_rig.hpp"
#include "tools/eval/measure/allocations.hpp"
#include "tools/eval/measure/speed.hpp"

namespace uketsuke::tools::bench {
namespace {

using tools::eval::Speed;
using tools::eval::Timing;

constexpr double kForwards = 2.2, kDecision = 100, kReady = 300, kMemory = 120;  ///< the goals
constexpr int kFrames = 60, kDecisions = 100;

/// In forwards of the detector.
std::string in_forwards(const Timing& timing, double forward) {
    const double mean = timing.mean() / forward, high = timing.at(0.95) / forward;
    return fmt::format("{:.2f} mean{}, {:.2f} p95{}", mean, goal(mean, kForwards), high, goal(high, kForwards));
}

void tell_frames(const Speed& speed, Figures& figures) {
    const double forward = speed.forward.at(0.5);
    fmt::print("Face, one thread; one forward of the detector takes {:.1f} ms. In forwards:\n", forward);
    for (const auto* timing : {&speed.taken, &speed.prompted, &speed.looked_at})
        fmt::print("  {:<37}{}\n", timing->name, in_forwards(*timing, forward));
    const double lean = speed.taken_without_embeddings() / forward;
    fmt::print("  until there is enough, detection, landmarks, quality and liveness alone  {:.2f} mean{}\n", lean,
               goal(lean, kForwards));
    for (const auto& other : speed.others)
        fmt::print("  {:<37}{:.2f} p50, the detection alone\n", other.name, other.at(0.5) / forward);
    figures.add(fmt::format("face: a frame until there is enough, in forwards of the detector ({:.1f} ms)", forward),
                fmt::format("{}; without the embeddings {:.2f} mean{}", in_forwards(speed.taken, forward), lean,
                            goal(lean, kForwards)));
    figures.add("face: a frame during the prompts, each with its embedding", in_forwards(speed.prompted, forward));
    figures.add("face: a frame afterwards", in_forwards(speed.looked_at, forward));
}

void tell_times(const Speed& speed, Figures& figures) {
    const auto decision = fmt::format("{:.0f} ms p50, {:.0f} ms p99{}", speed.decision.at(0.5), speed.decision.at(0.99),
                                      goal(speed.decision.at(0.99), kDecision));
    const auto ready = fmt::format("{:.0f} ms{}", speed.nets_ready, goal(speed.nets_ready, kReady));
    fmt::print("  last byte of the photo -> decision   {}\n", decision);
    fmt::print("  networks loaded and verified         {}\n", ready);
    figures.add("face: last byte of the photo → decision", decision);
    figures.add("face networks loaded and verified", ready);
}

void tell_memory(const Speed& speed, Figures& figures) {
    const auto memory = fmt::format("{:.0f} MB at most, {:.0f} before the networks{}", speed.alone.most,
                                    speed.alone.before, goal(speed.alone.most, kMemory));
    fmt::print("  memory in a process of its own       {}\n", memory);
    figures.add("face part in a process of its own, with dlib's detector (dlib's predictor is not used)", memory);
    if (speed.allocations < 0) return;
    const double ours = speed.allocations - speed.opencv_allocations;
    const auto allocations =
        fmt::format("ours {:.1f}{}, OpenCV's own {:.0f}", ours, goal(ours, 0), speed.opencv_allocations);
    fmt::print("  allocations in a frame afterwards    {}\n\n", allocations);
    figures.add("face: allocations in a frame afterwards", allocations);
}

}  // namespace

bool bench_face(Figures& figures) {
    const sim::Paths paths;
    fmt::print("Measuring the face pipeline, about half a minute …\n");
    std::fflush(stdout);
    const auto speed = tools::eval::measure_speed({paths.models,
                                                   paths.decoder,
                                                   paths.portraits,
                                                   {{"hanako.png", "hanako"}, {"taro.png", "taro"}},
                                                   kFrames,
                                                   kDecisions,
                                                   tools::eval::allocation_counter()});
    if (!speed) {
        fmt::print(stderr, "uketsuke-sim: {}\n", speed.error().detail);
        return false;
    }
    tell_frames(*speed, figures);
    tell_times(*speed, figures);
    tell_memory(*speed, figures);
    return true;
}

}  // namespace uketsuke::tools::bench
