// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "anonymised.hpp"
#include "firmware/base/error.hpp"

namespace uketsuke::sim {

struct WrittenVisit {
    std::string scenario;  ///< its file's text
    std::string document;  ///< what the clinic got; empty: nothing
};
/// Makes this person's visit by PIN on the virtual rig, answering as the result says, and writes it down as a scenario.
/// `folder` has the person's file and keys. A visit that goes elsewhere ends where it stands. Errors: those of the rig.
base::Result<WrittenVisit> write_visit(const Anonymised& who, const std::filesystem::path& folder);

}  // namespace uketsuke::sim
