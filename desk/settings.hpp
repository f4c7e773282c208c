// SPDX-License-Identifier: Apache-2.0
// The desk's settings: a TOML file of its own, since a desk may stand beside several kiosks.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/error.hpp"

namespace uketsuke::desk {

enum class Role : std::uint8_t { clerk, manager };

/// Somebody who may log in.
struct Account {
    std::string name;  ///< a label: it stands in the journal
    Role role = Role::clerk;
    std::string password;  ///< reception::PasswordHash
    std::string totp;      ///< base32 secret of the second factor; empty: none, and no login from outside the subnet
};

struct Settings {
    std::string address = "127.0.0.1";  ///< the one address that the page is served at
    int port = 8443;                    ///< 0: any that is free
    std::vector<std::string> hosts;     ///< names by which browsers call it, besides the address
    std::string subnet;                 ///< "192.0.2.0/24": the desk's own, where no second factor is asked
    int keep_names_minutes = 30;        ///< after a visit
    std::filesystem::path socket = "/run/uketsuke/desk.sock";
    std::filesystem::path state_folder = "/var/lib/uketsuke-desk";  ///< certificate, its key, journal; must exist
    std::string broker;          ///< "192.0.2.10:4222": this desk keeps the broker, which is there; empty: it does not
    std::filesystem::path line;  ///< identity of a desk that has joined another's broker; empty: none
    std::filesystem::path lookup_requests, lookup_answers;  ///< folders of the clinic's terminal; empty: no look-ups
    std::string facility_code;                              ///< 医療機関コード, ten digits; of the look-ups
    std::vector<Account> accounts;
};

/// Errors: file_unreadable, config_invalid (with line and column).
base::Result<Settings> load_settings(const std::filesystem::path& file);
/// `file` names it in sentences.
base::Result<Settings> parse_settings(std::string_view text, const std::filesystem::path& file);

}  // namespace uketsuke::desk
