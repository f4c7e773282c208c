// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sim/card/my_number_card.hpp"

namespace CLI {
class App;
}

namespace uketsuke::sim {

constexpr int kVpcdPort = 35963;  ///< of the package vsmartcard-vpcd

struct CardWishes {
    std::string person;  ///< empty: hanako, or the kind of card that `like` tells of
    std::string people;  ///< a folder of one's own people; empty: none
    std::string like;    ///< a report.json; empty: none
    std::string socket;  ///< a file; empty: words come from the keyboard alone
    std::string atr;     ///< empty: the usual one, or that of `like`
    int port = kVpcdPort;
    int rate = 0;  ///< one of kAirRates in kbit/s, or 0: no time on the air
    bool own_daemon = false;
};

/// Binds the verb's options to the wishes, which must live until the words are read.
void describe(CLI::App& verb, CardWishes& wishes);

/// `uketsuke-sim card`: lays a simulated card into a running pcscd's virtual reader for anybody's software, and obeys
/// words from the keyboard or a socket; prints what the card is asked. docs/simulated-card.md. Returns the program's
/// exit code: 0, 1 (it could not).
int run_card(CardWishes wishes);

}  // namespace uketsuke::sim
