// SPDX-License-Identifier: Apache-2.0
// What the environment of a process could turn elsewhere: libraries take from it where they write the secrets of TLS,
// which provider of cryptography they load, which card daemon they ask and through whom a request goes. Nobody at a
// counter sees that, so a kiosk starts without it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace uketsuke::base {

struct Environment {
    bool as_is = false;                 ///< nothing was taken out, since somebody asked for that
    std::vector<std::string> steering;  ///< names that steer a library: taken out, or left in with as_is
    std::vector<std::string> loading;   ///< LD_* and the like: what they did is done before main, so they only are told
};

/// Whether a name steers a library that the kiosk trusts: SSLKEYLOGFILE, OPENSSL_*, PCSCLITE_*, proxies, …
bool steers_a_library(std::string_view name);
/// Whether a name decides which code is loaded: LD_*, GCONV_PATH.
bool loads_code(std::string_view name);

/// Takes the names that steer a library out of this process's environment; `as_is` leaves them in. Before any thread
/// begins, and before any library is used that reads them.
Environment clean_environment(bool as_is = false);

/// One sentence a line for --version: "environment: …".
std::string describe(const Environment& environment);
/// The same to the log, as warnings, where there is anything to tell.
void warn_about(const Environment& environment);

}  // namespace uketsuke::base
