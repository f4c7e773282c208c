// SPDX-License-Identifier: Apache-2.0
// The folder that pki.sh made: TEST keys and certificates, worth nothing outside the simulator.
#pragma once

#include <filesystem>
#include <optional>

#include "drivers/mynumber/rsa_key.hpp"
#include "private_key.hpp"
#include "sim/people/person.hpp"

namespace uketsuke::sim {

/// Immutable after load.
struct TestPki {
    std::filesystem::path folder;
    base::Bytes auth_ca, sign_ca;            ///< DER certificates
    base::Bytes surface_issuer_certificate;  ///< CV certificate, EF 0004
    PrivateKey surface_issuer;               ///< signs face records
    drivers::mynumber::RsaKey surface_root;  ///< what the kiosk trusts for them
    drivers::mynumber::RsaKey terminal_ca;   ///< what the card trusts in the simulated terminal authentication

    /// Errors: file_unreadable.
    static base::Result<TestPki> load(const std::filesystem::path& folder);
};

/// What one card is born with.
struct CardKeys {
    PrivateKey auth, surface;
    std::optional<PrivateKey> sign;                  ///< nothing for a person without a signature certificate
    base::Bytes auth_certificate, sign_certificate;  ///< DER; the second empty without `sign`

    /// Errors: file_unreadable (this person is not in the test PKI).
    static base::Result<CardKeys> load(const TestPki& pki, const Person& person);
};

}  // namespace uketsuke::sim
