// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace uketsuke::sim {

struct ServiceWishes {
    std::string listen = "127.0.0.1:8443";  ///< HOST:PORT; port 0: any that is free
    std::string socket;                     ///< a file; empty: words come from the keyboard alone
    std::string record;                     ///< a file; empty: the record is told by a word alone
    std::string people;                     ///< a folder of one's own people; empty: none
    std::string today;                      ///< 2026-11-24T09:00:00+09:00; empty: the machine's date
};

/// Binds the verb's options to the wishes, which must live until the words are read.
void describe(CLI::App& verb, ServiceWishes& wishes);

/// `uketsuke-sim service`: the simulated eligibility service alone, for anybody's software; obeys words from the
/// keyboard or a socket until `quit`, SIGINT or SIGTERM. docs/simulated-service.md. Returns the program's exit code:
/// 0, 1 (it could not).
int run_service(const ServiceWishes& wishes);

}  // namespace uketsuke::sim
