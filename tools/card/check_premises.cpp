// SPDX-License-Identifier: Apache-2.0
#include "checks.hpp"
#include "firmware/base/enumeration.hpp"

namespace uketsuke::tools::card {
namespace {

using readiness::Level;

/// The doctor's exit code is about reader and card: what else is wrong is a warning.
Finding finding_of(const readiness::Row& row) {
    std::string key(base::enumerator_name(row.part));
    auto words = readiness::line_of(row);
    if (row.look.level == Level::ready) return ok(std::move(key), std::move(words));
    return warning(std::move(key), std::move(words)).advise(std::string(readiness::remedy_of(row.part)));
}

}  // namespace

void check_premises(const Task& task, Findings& findings) {
    if (!task.config || !task.machine.premises) return;
    for (const auto& row : task.machine.premises(*task.config).rows)
        if (row.look.level != Level::absent && row.part != readiness::Part::clock) findings.push_back(finding_of(row));
}

}  // namespace uketsuke::tools::card
