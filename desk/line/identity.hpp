// SPDX-License-Identifier: Apache-2.0
// Who a kiosk or desk is to the broker: a folder with a key, its certificate, whose signature counts, and where the
// broker is.
#pragma once

#include <filesystem>
#include <string>

#include "firmware/base/error.hpp"
#include "x509.hpp"

namespace uketsuke::desk::line {

/// The broker's certificate is for this name, whatever address it has; a member's is for none like it.
constexpr const char* kBrokerHost = "broker.uketsuke";

struct Identity {
    std::string name;                           ///< "kiosk-2"
    std::string broker;                         ///< "192.0.2.10:4222"
    std::filesystem::path authority, own, key;  ///< PEM files
    int days_left = 0;                          ///< of the certificate; negative: it has ended
};

/// Errors: file_unreadable (nobody has joined there yet, or it is broken), config_invalid.
base::Result<Identity> load_identity(const std::filesystem::path& folder);

/// Of a certificate's file; negative: it has ended, or is none.
int days_left(const std::filesystem::path& certificate);

/// What an authority gives somebody who joins.
struct Membership {
    std::string name, broker;
    std::string own, authority;  ///< PEM
};
/// The folder is made. Errors: file_unreadable, internal.
base::Result<void> save_identity(const std::filesystem::path& folder, EVP_PKEY& key, const Membership& membership);

}  // namespace uketsuke::desk::line
