// SPDX-License-Identifier: Apache-2.0
// The folder that pki.sh made: TEST keys and certificates, worth nothing outside the simulator.
#pragma once

#include <filesystem>
#include <optional>

#include "drivers/mynumber/public_key.hpp"
#include "private_key.hpp"
#include "sim/people/person.hpp"

namespace uketsuke::sim {

/// Who signs the records of a generation's cards.
struct RecordIssuer {
    base::Bytes certificate;  ///< CV certificate, EF 0004
    PrivateKey key;
};

/// Immutable after load.
struct TestPki {
    std::filesystem::path folder;
    RecordIssuer face_record_issuer, next_face_record_issuer;
    PrivateKey common;                                                     ///< of every card's 共通カードAP
    drivers::mynumber::PublicKey face_record_root, next_face_record_root;  ///< what the kiosk trusts for face records
    drivers::mynumber::PublicKey terminal_ca;  ///< what the card trusts in the simulated terminal authentication

    /// Errors: file_unreadable.
    static base::Result<TestPki> load(const std::filesystem::path& folder);
    [[nodiscard]] const RecordIssuer& issuer_of(CardGeneration generation) const {
        return generation == CardGeneration::next ? next_face_record_issuer : face_record_issuer;
    }
};

/// What one card is born with.
struct CardKeys {
    PrivateKey auth, card_front;
    std::optional<PrivateKey> sign;                  ///< nothing for a person without a signature certificate
    base::Bytes auth_certificate, sign_certificate;  ///< DER; the second empty without `sign`
    base::Bytes auth_ca, sign_ca;                    ///< DER, of the person's hierarchy

    /// Errors: file_unreadable (this person is not in the test PKI).
    static base::Result<CardKeys> load(const TestPki& pki, const Person& person);
};

}  // namespace uketsuke::sim
