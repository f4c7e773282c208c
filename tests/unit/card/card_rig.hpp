// SPDX-License-Identifier: Apache-2.0
// A person's card in a reader in process, with the firmware's applications over it.
#pragma once

#include <catch2/catch.hpp>

#include <memory>
#include <string>

#include "drivers/mynumber/applications.hpp"
#include "sim/card/in_process_reader.hpp"
#include "sim/card/my_number_card.hpp"
#include "sim/card/terminal_signature.hpp"
#include "tests/support/people.hpp"

namespace uketsuke::test {

using base::ErrorCode;
using Kind = domain::PinOutcome::Kind;

inline domain::Nonce nonce() {
    domain::Nonce value{};
    for (std::size_t i = 0; i < value.size(); ++i) value[i] = static_cast<std::uint8_t>(i + 1);
    return value;
}

/// One insertion: reader, session and applications. The card may live on.
class Insertion {
public:
    explicit Insertion(std::shared_ptr<sim::VirtualCard> card) {
        reader.insert(std::move(card));
        session = reader.open(reader.state().card).value();
        applications = std::make_unique<drivers::mynumber::MyNumberApplications>(
            *session, drivers::mynumber::FaceRecordRoots{pki().face_record_root});
    }
    base::Result<domain::PinOutcome> pin(std::string_view digits, int expected) {
        return applications->verify_and_sign(base::Secret(digits), {expected}, nonce());
    }
    base::Result<domain::Assertion> by_terminal(sim::TerminalSignature& terminal) {
        const auto info = applications->identify();
        return info ? terminal.sign(*session, applications->certificate(), nonce()) : base::fail(info.error());
    }
    base::Result<domain::FaceRecord> face(const std::string& number_b) {
        return applications->face_record(base::Secret(number_b));
    }

    sim::InProcessReader reader;
    std::unique_ptr<ports::CardSession> session;
    std::unique_ptr<drivers::mynumber::MyNumberApplications> applications;
};

/// Whether the assertion's signature over SHA-256(nonce) holds under its certificate, by OpenSSL alone.
bool signature_holds(const domain::Assertion& assertion, const domain::Nonce& nonce);

}  // namespace uketsuke::test
