// SPDX-License-Identifier: Apache-2.0
#include "terminal_gate.hpp"

#include <openssl/rand.h>

#include "drivers/mynumber/apdu.hpp"
#include "drivers/mynumber/tlv.hpp"

namespace uketsuke::sim {
namespace {

using drivers::mynumber::digest_info;
using drivers::mynumber::RsaKey;
using drivers::mynumber::sha256;

constexpr std::size_t kCertificateHeader = 5;
constexpr std::size_t kKeyNames = 32;

std::optional<RsaKey> key_in(base::ByteView body) {
    const auto numbers = body.subspan(kKeyNames);
    const auto exponent = drivers::mynumber::find_tlv(numbers, 0x90);
    const auto modulus = drivers::mynumber::find_tlv(numbers, 0x91);
    return exponent && modulus ? RsaKey::from_numbers(modulus->value, exponent->value) : std::nullopt;
}

}  // namespace

void TerminalGate::forget() {
    challenge_.clear();
    body_.clear();
    key_.reset();
    open_ = false;
}

base::ByteView TerminalGate::challenge(std::size_t size) {
    challenge_.resize(size);
    RAND_bytes(challenge_.data(), static_cast<int>(size));
    return challenge_;
}

std::uint16_t TerminalGate::take_certificate(base::ByteView header_and_body) {
    if (header_and_body.size() <= kCertificateHeader) return 0x6A80;
    const auto body = drivers::mynumber::parse_tlv(header_and_body.subspan(kCertificateHeader));
    if (!body || body->tag != 0x5F4E || body->value.size() <= kKeyNames) return 0x6A80;
    body_.assign(body->value.begin(), body->value.end());
    return 0x9000;
}

std::uint16_t TerminalGate::take_signature(base::ByteView object) {
    const auto signature = drivers::mynumber::parse_tlv(object);
    if (!signature || signature->tag != 0x5F37 || body_.empty()) return 0x6A80;
    if (!ca_.verifies(digest_info(sha256(body_)), signature->value)) return 0x6982;
    key_ = key_in(body_);
    return key_ ? 0x9000 : 0x6A80;
}

std::uint16_t TerminalGate::authenticate(base::ByteView signature) {
    if (!key_ || challenge_.empty()) return 0x6985;
    open_ = key_->verifies(digest_info(sha256(challenge_)), signature);
    challenge_.clear();
    return open_ ? 0x9000 : 0x6982;
}

}  // namespace uketsuke::sim
