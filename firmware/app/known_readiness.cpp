// SPDX-License-Identifier: Apache-2.0
#include "known_readiness.hpp"

#include <fmt/format.h>

#include "firmware/readiness/lines.hpp"

namespace uketsuke::app {
namespace {

using Ready = readiness::Level;
using readiness::Look;
using readiness::Part;

Look look_of(const flow::Down& down, flow::Device device, Ready when_down) {
    const auto& why = down[static_cast<std::size_t>(device)];
    if (!why) return {Ready::ready, {}};
    return {when_down, fmt::format("番号 {:03}", base::line_of(*why).number)};
}

domain::StaffLine::Kind kind_of(Ready level) {
    switch (level) {
        case Ready::ready: return domain::StaffLine::Kind::well;
        case Ready::soon: return domain::StaffLine::Kind::soon;
        case Ready::wrong: return domain::StaffLine::Kind::wrong;
        case Ready::absent: break;
    }
    return domain::StaffLine::Kind::plain;
}

}  // namespace

void put_known(readiness::Report& report, const flow::LookAtReadiness& known) {
    report.put(Part::reader, look_of(known.down, flow::Device::reader, Ready::wrong));
    report.put(Part::camera,
               look_of(known.down, flow::Device::camera, known.camera_needed ? Ready::wrong : Ready::soon));
    report.put(Part::screen, {Ready::ready, {}});
    // A clock that was looked at otherwise has more to say.
    if (known.down[static_cast<std::size_t>(flow::Device::clock)])
        report.put(Part::clock, look_of(known.down, flow::Device::clock, Ready::wrong));
}

std::vector<domain::StaffLine> staff_lines(const readiness::Report& report) {
    std::vector<domain::StaffLine> lines;
    for (auto& line : readiness::marked_lines_of(report)) lines.push_back({kind_of(line.level), std::move(line.text)});
    return lines;
}

}  // namespace uketsuke::app
