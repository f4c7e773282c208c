// SPDX-License-Identifier: Apache-2.0
// Which visits a walk takes for the same: what no guard reads is left out, and what is only counted is numbered anew.
#pragma once

#include <string>

#include "sim/judge/judge.hpp"

namespace uketsuke::flow {

/// Tickets and cards numbered anew, and without what no guard reads (a test holds that): language, what stands in front
/// of a screen with a time-out, advice, by how much a touch missed, what a look at
/// the kiosk found, the error that a screen explains, the situation it gives guidance for. The
/// comfort of every visit is one that is not the kiosk's own, so that it is seen to be kept and to go.
Visit abstracted(Visit visit);
/// Equal for two abstracted visits that have the same future before the same observer.
std::string key_of(const Visit& visit, const Observer& observer);

}  // namespace uketsuke::flow
