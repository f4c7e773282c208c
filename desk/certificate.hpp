// SPDX-License-Identifier: Apache-2.0
// What the desk shows browsers that it is itself: a certificate of its own, made once. Nobody vouches for it, so
// whoever sets a browser up compares its fingerprint.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "firmware/base/error.hpp"

namespace uketsuke::desk {

struct Certificate {
    std::filesystem::path certificate, key;  ///< PEM; the key for its owner alone
    std::string fingerprint;                 ///< SHA-256, "AB:CD:…"
};

/// Reads the one that lies in the folder, or makes it there: P-256, ten years, for these addresses and names. One that
/// was made for others makes place for a new one, which browsers are told anew. Errors: file_unreadable (also one that
/// is broken), internal.
base::Result<Certificate> certificate_in(const std::filesystem::path& folder, const std::vector<std::string>& hosts);

}  // namespace uketsuke::desk
