// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "firmware/ports/desk.hpp"
#include "kiosk.hpp"

namespace uketsuke::app {

/// What the desk hears of the kiosk's step. Nothing that the patient answered.
domain::StepReached desk_view(const flow::Visit& visit, const ui::Languages& languages);

/// Tells the desk each step that it would see a difference in. The feed must outlive the kiosk.
Kiosk::Watcher telling(ports::DeskFeed& desk, std::shared_ptr<const ui::Languages> languages);

}  // namespace uketsuke::app
