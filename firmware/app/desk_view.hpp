// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "firmware/ports/desk.hpp"
#include "kiosk.hpp"

namespace uketsuke::app {

/// What the desk hears of the kiosk's step. Of what the patient answered only whether the consent to information was
/// refused, once it was sent. Its marks:
///   helper     a helper is there
///   listens    the screens are spoken to this person: a name that is called is not heard
///   called     staff were called    comes  and the desk has said that somebody comes
///   refused    no consent to any information
///   ends_soon  the certificate ends within three months
///   unlock     the card waits after wrong staff codes
///   appointment_on_time, _early, _late, _already_here: of whoever gave a number that stands in today's list
///   closed     the desk has closed the kiosk
domain::StepReached desk_view(const flow::Visit& visit, const ui::Languages& languages);

/// Tells the desk each step that it would see a difference in. The feed must outlive the kiosk.
Kiosk::Watcher telling(ports::DeskFeed& desk, std::shared_ptr<const ui::Languages> languages);

}  // namespace uketsuke::app
