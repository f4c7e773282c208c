// SPDX-License-Identifier: Apache-2.0
// Every dialogue that the kiosk has with a card, for tests that disturb them all.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "drivers/mynumber/applications.hpp"
#include "people.hpp"

namespace uketsuke::test {

/// From identification to its last command. Thread-bound.
struct Dialogue {
    using Applications = drivers::mynumber::MyNumberApplications;
    /// What follows identification, over the same session.
    using Rest = std::function<base::Result<void>(Applications&, const domain::CardInfo&, ports::CardSession&)>;

    std::string name;
    std::string holder;  ///< whose card or phone (sim/people)
    int hands = 0;       ///< digits that a hand confirmed: so many VERIFYs may be sent
    int wrong = 0;       ///< of these: so many tries may be burnt
    Rest rest;

    /// Wrong digits that the card calls wrong are a success.
    base::Result<void> run(ports::CardSession& session) const;
};
const std::vector<Dialogue>& dialogues();

/// VERIFYs with data that the card was sent, against any of its PINs.
int all_verifies(const sim::MyNumberCard& card);
/// Tries left on all of them.
int all_tries(const sim::MyNumberCard& card);

}  // namespace uketsuke::test
