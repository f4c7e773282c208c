// SPDX-License-Identifier: Apache-2.0
// What kiosk a user wishes, as the header of a scenario.
#pragma once

#include <memory>

#include "live.hpp"
#include "recorder.hpp"
#include "sim/scenario/script.hpp"

namespace uketsuke::sim {

/// The scenario of `play` with its steps, or a header without any. Errors: those of load_script() and ScriptReader;
/// config_invalid where `record` is the same file by whatever name: what is played would be lost.
base::Result<Script> script_of(const LiveWishes& wishes);
/// Null where nothing is to be recorded.
std::unique_ptr<Recorder> recorder_for(const LiveWishes& wishes, Rig& rig);

}  // namespace uketsuke::sim
