// SPDX-License-Identifier: Apache-2.0
// Accounts of a desk that tests know the passwords of. Their hashes are cheap, since they protect nothing.
#pragma once

#include "desk/settings.hpp"
#include "desk/totp.hpp"
#include "firmware/reception/password_hash.hpp"

namespace uketsuke::test {

constexpr const char* kDeskPassword = "correct horse battery";
constexpr const char* kDeskTotp = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// sato, a clerk with a second factor; ito, a manager without. 192.0.2.0/24 is the desk's subnet.
inline desk::Settings desk_settings() {
    const auto hash = reception::PasswordHash::of_phrase(base::Secret(kDeskPassword), 10)->print();
    desk::Settings settings;
    settings.port = 0;
    settings.subnet = "192.0.2.0/24";
    settings.accounts = {{"sato", desk::Role::clerk, hash, kDeskTotp}, {"ito", desk::Role::manager, hash, ""}};
    return settings;
}

inline std::string desk_code(base::WallTime now) {
    return desk::Totp::parse(kDeskTotp)->code_at(now.time_since_epoch() / desk::Totp::kStep);
}

}  // namespace uketsuke::test
