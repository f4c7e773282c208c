// SPDX-License-Identifier: Apache-2.0
// What the verbs say to a card that is held, so that trace can say the same under its eyes.
#pragma once

#include "chosen_card.hpp"
#include "report.hpp"

namespace uketsuke::tools::card {

/// What the kiosk does with every card: identify it.
base::Result<Findings> look_at_identity(const Task& task, ChosenCard& card);
base::Result<Findings> look_at_info(const Task& task, ChosenCard& card);
base::Result<Findings> look_at_tries(const Task& task, ChosenCard& card);
/// The only one that sends VERIFY: once, after asking for 照合番号B. Without --verify, roots to check against, six
/// tries and plausible digits it sends none. Errors: config_invalid, file_unreadable, and those of identify().
base::Result<Findings> look_at_photo(const Task& task, ChosenCard& card);

}  // namespace uketsuke::tools::card
