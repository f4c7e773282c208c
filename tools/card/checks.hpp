// SPDX-License-Identifier: Apache-2.0
// The doctor's checks, in the order in which they make sense: each adds what it found. None sends VERIFY with data.
#pragma once

#include <optional>

#include "chosen_card.hpp"
#include "drivers/pcsc/reader_list.hpp"
#include "firmware/readiness/lines.hpp"
#include "report.hpp"

namespace uketsuke::tools::card {

/// The machine's clock, unless another day was asked for; adds nothing where it is right.
void check_clock(const Task& task, Findings& findings);

/// What of the kiosk's readiness its settings tell; nothing without settings. In the words of readiness, which are the
/// desk's.
void check_premises(const Task& task, Findings& findings);

/// Client library, a pcscd that logs APDUs, daemon and permission. nullopt: there is no daemon to go on with.
std::optional<drivers::pcsc::Context> check_daemon(const Task& task, Findings& findings);

/// All readers of the daemon and what lies in them; nullopt when it does not tell.
std::optional<std::vector<drivers::pcsc::ListedReader>> check_readers(const drivers::pcsc::Context& context,
                                                                      Findings& findings);

/// Where the readers are plugged in that fit the settings' reader.name, and whether one is at their reader.port.
void check_ports(const Task& task, const drivers::pcsc::Context& context,
                 const std::vector<drivers::pcsc::ListedReader>& readers, Findings& findings);

/// Binds the settings to the port of the reader that is meant, or to its full name where it tells none: writes it into
/// the file of --config, or says what to write.
void bind_reader(const Task& task, const drivers::pcsc::Context& context,
                 const std::vector<drivers::pcsc::ListedReader>& readers, Findings& findings);

/// What is plugged in but has no driver. `readers` are those that the daemon has; nullptr: there is no daemon to
/// compare with.
void check_usb(const Task& task, const std::vector<drivers::pcsc::ListedReader>* readers, Findings& findings);

/// Which reader the kiosk would take, and why; then opens the card in it. nullopt: no card to go on with.
std::optional<ChosenCard> check_choice(const Task& task, const std::vector<drivers::pcsc::ListedReader>& readers,
                                       Findings& findings);

/// Whether the settings' second reader, for phones, is there; nothing where they name none.
void check_phone_reader(const Task& task, const std::vector<drivers::pcsc::ListedReader>& readers, Findings& findings);

/// Applications, kind, tries, certificate, and what the settings say of them.
void check_card(const Task& task, ChosenCard& card, Findings& findings);

}  // namespace uketsuke::tools::card
