// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/card/task.hpp"

namespace uketsuke::tools::contact {

/// The verb, with this machine's own camera and terminal.
base::Result<card::Report> first_contact(const card::Task& task);

}  // namespace uketsuke::tools::contact
