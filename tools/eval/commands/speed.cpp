// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "publish.hpp"
#include "tools/eval/data/folder.hpp"
#include "tools/eval/measure/allocations.hpp"
#include "tools/eval/measure/speed_report.hpp"

namespace uketsuke::tools::eval {
namespace {

std::string json_of(const Speed& speed) {
    const auto of = [&](const Timing& timing) {
        return nlohmann::ordered_json{{"name", timing.name},       {"mean_ms", timing.mean()},
                                      {"p50_ms", timing.at(0.5)},  {"p95_ms", timing.at(0.95)},
                                      {"p99_ms", timing.at(0.99)}, {"forwards", timing.at(0.5) / speed.forward.at(0.5)},
                                      {"runs", timing.runs.size()}};
    };
    nlohmann::ordered_json json{{"picture", speed.picture},
                                {"nets_ready_ms", speed.nets_ready},
                                {"resident_mb", speed.resident},
                                {"alone_mb", speed.alone.most},
                                {"allocations_per_frame", speed.allocations},
                                {"allocations_of_opencv", speed.opencv_allocations},
                                {"one_thread", nlohmann::ordered_json::array({of(speed.forward)})},
                                {"two_threads", nlohmann::ordered_json::array()},
                                {"others", nlohmann::ordered_json::array()}};
    for (const auto& timing : speed.stages) json["one_thread"].push_back(of(timing));
    for (const auto* timing : {&speed.taken, &speed.prompted, &speed.looked_at, &speed.decision})
        json["one_thread"].push_back(of(*timing));
    for (const auto& timing : speed.two_threads) json["two_threads"].push_back(of(timing));
    for (const auto& timing : speed.others) json["others"].push_back(of(timing));
    return json.dump(2) + "\n";
}

}  // namespace

base::Result<Exit> run_speed(const SpeedWords& options) {
    if (const auto ready = outputs_ready(options.results); !ready) return base::fail(ready.error());
    auto pictures = pictures_in(options.images);
    if (!pictures) return base::fail(pictures.error());
    const auto speed = measure_speed({options.results.models, options.decoder, options.images, std::move(*pictures),
                                      options.runs, options.runs, allocation_counter()});
    if (!speed) return base::fail(speed.error());
    if (const auto& file = options.results.json)
        if (const auto written = write_file(*file, json_of(*speed)); !written) return base::fail(written.error());
    const auto title = options.results.title.value_or("Speed of the face pipeline");
    if (const auto published = publish(document_of(title, *speed), options.results); !published)
        return base::fail(published.error());
    return kDone;
}

}  // namespace uketsuke::tools::eval
