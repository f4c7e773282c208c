// SPDX-License-Identifier: Apache-2.0
#include "totp.hpp"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>

namespace uketsuke::desk {
namespace {

constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t kDrawn = 20, kMost = 40;

}  // namespace

base::Result<Totp> Totp::draw() {
    base::Bytes secret(kDrawn);
    if (RAND_bytes(secret.data(), static_cast<int>(secret.size())) != 1)
        return base::fail(base::ErrorCode::internal, "no randomness");
    return Totp(std::move(secret));
}

std::optional<Totp> Totp::parse(std::string_view base32) {
    base::Bytes secret;
    unsigned bits = 0, held = 0;
    for (const char letter : base32) {
        const auto value = kLetters.find(letter);
        if (value == std::string_view::npos) return std::nullopt;
        held = held << 5 | static_cast<unsigned>(value);
        if ((bits += 5) < 8) continue;
        bits -= 8;
        secret.push_back(static_cast<std::uint8_t>(held >> bits));
        held &= (1U << bits) - 1;
    }
    if (secret.size() < kDrawn || secret.size() > kMost || bits >= 5 || held != 0) return std::nullopt;
    return Totp(std::move(secret));
}

std::string Totp::print() const {
    std::string text;
    unsigned bits = 0, held = 0;
    for (const auto byte : secret_) {
        held = held << 8 | byte;
        for (bits += 8; bits >= 5; held &= (1U << bits) - 1) text += kLetters[held >> (bits -= 5)];
    }
    if (bits > 0) text += kLetters[held << (5 - bits)];
    return text;
}

/// RFC 4226 §5.3.
std::string Totp::code_at(std::int64_t step) const {
    std::array<std::uint8_t, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i) counter[7 - i] = static_cast<std::uint8_t>(step >> (8 * i));
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> mac{};
    unsigned length = 0;
    HMAC(EVP_sha1(), secret_.data(), static_cast<int>(secret_.size()), counter.data(), counter.size(), mac.data(),
         &length);
    const std::size_t at = mac[19] & 15U;
    const auto number = static_cast<std::uint32_t>((mac.at(at) & 0x7fU) << 24 | mac.at(at + 1) << 16 |
                                                   mac.at(at + 2) << 8 | mac.at(at + 3));
    return fmt::format("{:06}", number % 1'000'000);
}

std::optional<std::int64_t> Totp::match(std::string_view code, base::WallTime now, std::int64_t used) const {
    const auto present = now.time_since_epoch() / kStep;
    std::optional<std::int64_t> found;
    for (const auto step : {present - 1, present, present + 1}) {
        const auto right = code_at(step);
        const bool same = code.size() == right.size() && CRYPTO_memcmp(code.data(), right.data(), right.size()) == 0;
        if (same && step > used) found = step;
    }
    return found;
}

}  // namespace uketsuke::desk
