// SPDX-License-Identifier: Apache-2.0
#include "terminal_gate.hpp"

#include <openssl/rand.h>

#include <algorithm>

#include "object.hpp"
#include "object_reader.hpp"

namespace uketsuke::sim {
namespace {

using drivers::mynumber::PublicKey;
using drivers::mynumber::sha256;

constexpr std::size_t kCertificateHeader = 5;
constexpr std::size_t kSignatureObject = 5 + 256;  ///< 5F37 82 0100 and an RSA-2048 signature
constexpr std::size_t kKeyNames = 32;
constexpr std::string_view kCaNumber = "9000043";
constexpr std::size_t kLastDay = kKeyNames - 4;  ///< of the terminal: the end of its key name, YYYYMMDD in four bytes

std::optional<PublicKey> key_in(base::ByteView body) {
    const auto numbers = body.subspan(kKeyNames);
    const auto exponent = value_of(numbers, 0x90), modulus = value_of(numbers, 0x91);
    return exponent && modulus ? PublicKey::from_numbers(*modulus, *exponent) : std::nullopt;
}

bool names_our_ca(base::ByteView body) {
    const auto number = base::as_bytes(kCaNumber);
    return std::equal(number.begin(), number.end(), body.begin());
}

std::optional<base::Date> last_day(base::ByteView body) {
    return base::parse_date(base::to_hex(body.subspan(kLastDay, 4)));
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
    body_.clear();
    key_.reset();
    if (header_and_body.size() <= kCertificateHeader) return 0x6A80;
    const auto body = first_object(header_and_body.subspan(kCertificateHeader));
    if (!body || body->tag != 0x5F4E || body->value.size() <= kKeyNames) return 0x6A80;
    if (!names_our_ca(body->value)) return 0x6A88;
    const auto until = last_day(body->value);
    if (!until) return 0x6A80;
    if (*until < made_) return 0x6984;
    body_.assign(body->value.begin(), body->value.end());
    return 0x9000;
}

std::uint16_t TerminalGate::take_signature(base::ByteView object) {
    if (object.size() != kSignatureObject) return 0x6700;
    if (body_.empty()) return 0x6985;
    const auto signature = first_object(object);
    if (!signature || signature->tag != 0x5F37) return 0x6A80;
    if (!ca_.verifies(digest_info(sha256(body_)), signature->value)) return 0x6982;
    key_ = key_in(body_);
    return key_ ? 0x9000 : 0x6A80;
}

std::uint16_t TerminalGate::authenticate(base::ByteView signature) {
    if (!key_ || challenge_.empty()) return 0x6985;
    open_ = key_->verifies(digest_info(sha256(challenge_)), signature);
    challenge_.clear();
    return open_ ? 0x9000 : 0x6300;
}

}  // namespace uketsuke::sim
