// SPDX-License-Identifier: Apache-2.0
// What goes into the journal, derived from the step alone: nobody has to remember to log.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/domain/audit.hpp"
#include "step.hpp"

namespace uketsuke::flow {

/// What the questions about consent say in one language, so that years later it is known what was agreed to.
struct ShownWords {
    std::string language;  ///< BCP 47
    std::string version;   ///< hash of the words (ui/locale/consent_words.hpp)
};

/// The records of one step, in order; mostly none. No names, no card numbers, no images. `shown`: a place each
/// Language; without them a consent does not tell in which words it was asked.
std::vector<domain::AuditRecord> audit_of(const Visit& before, const Step& step, std::span<const ShownWords> shown = {});

/// Every event name that audit_of can write.
std::vector<std::string_view> audit_events();

}  // namespace uketsuke::flow
