// SPDX-License-Identifier: Apache-2.0
// What a kiosk does in one scenario, in order: events with the row that each took, and jobs with their commands to
// cards.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "firmware/app/lanes.hpp"
#include "firmware/flow/step.hpp"
#include "sim/scenario/script.hpp"
#include "tools/card/exchange.hpp"

namespace uketsuke::tests::visit {

/// An event that a row took.
struct Happening {
    flow::Event event;
    base::Place from;     ///< the line that posted it; none: a finger, or the kiosk's own clock
    std::string touched;  ///< label of the button, for taps
    flow::Visit before;
    flow::Step step;
    std::vector<std::string> journal;  ///< names of the records
    std::string title;                 ///< of the screen that is up now
};

/// A job, or several of one line without anything in between: the camera's frames.
struct Work {
    app::LaneName lane;
    base::Place from;  ///< the line that asked for it
    bool often = false;
    std::vector<tools::card::Exchange> commands;
    std::vector<flow::EventKind> posted;
};

using Entry = std::variant<Happening, Work>;

/// Plays a scenario on the virtual rig, from the first card on. Left out: jobs of the journal, of files and desk that
/// bring no event (the journal's and the desk's lines). Errors: config_invalid with the scenario's problem; those of
/// the rig.
base::Result<std::vector<Entry>> trace(const sim::Script& script);

}  // namespace uketsuke::tests::visit
