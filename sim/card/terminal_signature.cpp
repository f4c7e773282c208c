// SPDX-License-Identifier: Apache-2.0
#include "terminal_signature.hpp"

#include <fmt/format.h>

#include <array>

#include "drivers/mynumber/channel.hpp"
#include "drivers/mynumber/public_key.hpp"
#include "firmware/base/file.hpp"

namespace uketsuke::sim {
namespace {

using base::ErrorCode;
namespace mynumber = drivers::mynumber;

constexpr mynumber::FileId kTerminalCa = 0x0016;
/// Header of the certificate and its whole body: what the first of the two commands carries.
constexpr std::size_t kCertificateBody = 307;

base::Bytes extended(std::array<std::uint8_t, 4> header, base::ByteView data) {
    base::Bytes command(header.begin(), header.end());
    command.push_back(0x00);
    command.push_back(static_cast<std::uint8_t>(data.size() >> 8));
    command.push_back(static_cast<std::uint8_t>(data.size()));
    command.insert(command.end(), data.begin(), data.end());
    return command;
}

/// What the card means (terminal_gate.hpp, and invented with it).
std::string_view meaning(mynumber::StatusWord status) {
    switch (status.value) {
        case 0x6A88: return "it does not know the terminal's CA";
        case 0x6984: return "the terminal's certificate has ended";
        case 0x6982: return "the CA's signature does not hold, or the gate is shut";
        case 0x6300: return "the answer to its challenge does not hold";
        case 0x6985: return "a step is missing, or the challenge is used up";
        default: return "it refuses";
    }
}

/// The answer's data, or why the card does not trust this terminal.
base::Result<base::Bytes> accepted(std::string_view step, base::Result<mynumber::Response> response) {
    if (!response) return base::fail(response.error());
    const auto refusal = mynumber::unexpected(step, response->status);
    if (response->cut_off() || response->status.undiagnosed()) return base::fail(refusal);
    if (!response->status.ok())
        return base::fail(ErrorCode::terminal_authentication_unavailable,
                          fmt::format("{}: {}", refusal.detail, meaning(response->status)));
    return std::move(response->data);
}

struct Step {
    std::string_view name;
    base::Bytes command;
};

base::Result<void> authenticate(mynumber::Channel& channel, base::ByteView certificate, const PrivateKey& key) {
    const auto challenge = accepted("GET CHALLENGE", channel.send(base::Bytes{0x00, 0x84, 0x00, 0x00, 0x10}));
    if (!challenge) return base::fail(challenge.error());
    const std::array steps{
        Step{"SELECT 0016", mynumber::select_file(kTerminalCa)},
        Step{"terminal certificate", extended({0x80, 0xA2, 0x06, 0xC1}, certificate.first(kCertificateBody))},
        Step{"its signature", extended({0x80, 0xA2, 0x00, 0xC1}, certificate.subspan(kCertificateBody))},
        Step{"EXTERNAL AUTHENTICATE",
             extended({0x00, 0x82, 0x00, 0x00}, key.sign(mynumber::digest_info(mynumber::sha256(*challenge))))},
    };
    for (const auto& [name, command] : steps)
        if (const auto done = accepted(name, channel.send(command)); !done) return base::fail(done.error());
    return {};
}

}  // namespace

base::Result<std::unique_ptr<TerminalSignature>> TerminalSignature::create(const std::filesystem::path& pki) {
    auto certificate = base::read_bytes(pki / "terminal.cv");
    if (!certificate) return base::fail(certificate.error());
    if (certificate->size() <= kCertificateBody)
        return base::fail(ErrorCode::file_unreadable, "terminal.cv is too short");
    auto key = PrivateKey::load(pki / "terminal.key");
    if (!key) return base::fail(key.error());
    return std::make_unique<TerminalSignature>(std::move(*certificate), std::move(*key));
}

base::Result<domain::Assertion> TerminalSignature::sign(ports::CardSession& session, base::ByteView certificate,
                                                        const domain::Nonce& nonce) {
    mynumber::Channel channel(session);
    const auto selected = channel.select_application(mynumber::kJpki);
    if (!selected) return base::fail(selected.error());
    if (!selected->ok()) return base::fail(ErrorCode::card_not_mynumber);
    const auto card_key = mynumber::PublicKey::of_certificate(certificate);
    if (!card_key) return base::fail(ErrorCode::internal, "no certificate of an identified card");
    if (auto known = authenticate(channel, certificate_, key_); !known) return base::fail(known.error());
    const auto block = mynumber::block_to_sign(card_key->algorithm(), nonce);
    auto signature = accepted("SIGN", channel.send(mynumber::compute_signature(mynumber::jpki::kUserKey, block)));
    if (!signature) return base::fail(signature.error());
    if (!card_key->verifies(block, *signature))
        return base::fail(ErrorCode::card_changed, "it does not sign with the identified card's key");
    return domain::Assertion{
        {certificate.begin(), certificate.end()}, std::move(*signature), domain::Assertion::Way::simulated_terminal};
}

}  // namespace uketsuke::sim
