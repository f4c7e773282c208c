// SPDX-License-Identifier: Apache-2.0
// The counts of the face check as the monitoring of a clinic's computers reads them.
#pragma once

#include <string>

#include "face_day.hpp"

namespace uketsuke::app {

/// In the Prometheus text exposition format (version 0.0.4), as node_exporter's textfile collector reads it: totals as
/// counters, the day's as gauges, with the two one-sided 95 % bounds of the day's share of false rejects. No score, no
/// person, no time.
std::string face_metrics(const FaceDay::Counts& counts);

}  // namespace uketsuke::app
