// SPDX-License-Identifier: Apache-2.0
// What goes into the journal, derived from the step alone: nobody has to remember to log.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "firmware/domain/audit.hpp"
#include "step.hpp"

namespace uketsuke::flow {

/// The records of one step, in order; mostly none. No names, no card numbers, no images.
std::vector<domain::AuditRecord> audit_of(const Visit& before, const Step& step);

/// Every event name that audit_of can write.
std::vector<std::string_view> audit_events();

}  // namespace uketsuke::flow
