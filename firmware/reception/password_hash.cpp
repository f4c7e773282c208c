// SPDX-License-Identifier: Apache-2.0
#include "password_hash.hpp"

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <charconv>

namespace uketsuke::reception {
namespace {

using base::ErrorCode;

constexpr std::uint64_t kBlock = 8, kParallel = 1;
constexpr int kLeastLog2 = 10, kMostLog2 = 20;
constexpr std::string_view kHead = "scrypt:", kMiddle = ":8:1:";

bool is_password(const base::Secret& password) {
    const auto digits = password.expose();
    return digits.size() >= domain::kShortestPassword && digits.size() <= domain::kLongestPassword &&
           std::all_of(digits.begin(), digits.end(), [](std::uint8_t c) { return c >= '0' && c <= '9'; });
}

/// "…:": takes what stands before the colon off the text.
std::string_view take_field(std::string_view& text) {
    const auto field = text.substr(0, text.find(':'));
    text.remove_prefix(std::min(text.size(), field.size() + 1));
    return field;
}

template <std::size_t N>
bool take_bytes(std::string_view hex, std::array<std::uint8_t, N>& into) {
    const auto bytes = base::from_hex(hex);
    if (!bytes || bytes->size() != N || hex.size() != 2 * N) return false;
    std::copy(bytes->begin(), bytes->end(), into.begin());
    return true;
}

}  // namespace

base::Result<PasswordHash> PasswordHash::of(const base::Secret& password, int log2_n) {
    if (!is_password(password))
        return base::fail(ErrorCode::config_invalid,
                          fmt::format("a code is {} to {} digits: the reader has a number pad",
                                      domain::kShortestPassword, domain::kLongestPassword));
    return salted(password, log2_n);
}

base::Result<PasswordHash> PasswordHash::of_phrase(const base::Secret& password, int log2_n) {
    if (password.size() < kShortestPhrase)
        return base::fail(ErrorCode::config_invalid,
                          fmt::format("a password has at least {} characters", kShortestPhrase));
    return salted(password, log2_n);
}

base::Result<PasswordHash> PasswordHash::salted(const base::Secret& password, int log2_n) {
    PasswordHash made;
    made.log2_n_ = log2_n;
    if (RAND_bytes(made.salt_.data(), static_cast<int>(made.salt_.size())) != 1 || !made.derive(password, made.hash_))
        return base::fail(ErrorCode::internal, "scrypt");
    return made;
}

base::Result<PasswordHash> PasswordHash::parse(std::string_view text) {
    const auto bad = [] { return base::fail(ErrorCode::config_invalid, "no password hash"); };
    PasswordHash read;
    if (!text.starts_with(kHead)) return bad();
    text.remove_prefix(kHead.size());
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), read.log2_n_);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (error != std::errc{} || read.log2_n_ < kLeastLog2 || read.log2_n_ > kMostLog2) return bad();
    if (!text.starts_with(kMiddle)) return bad();
    text.remove_prefix(kMiddle.size());
    if (!take_bytes(take_field(text), read.salt_) || !take_bytes(text, read.hash_)) return bad();
    return read;
}

std::string PasswordHash::print() const {
    return fmt::format("{}{}{}{}:{}", kHead, log2_n_, kMiddle, base::to_hex(salt_), base::to_hex(hash_));
}

bool PasswordHash::derive(const base::Secret& password, std::array<std::uint8_t, 32>& into) const {
    const auto digits = password.expose();
    const auto n = std::uint64_t{1} << log2_n_;
    const auto memory = 256 * n * kBlock;  // twice what it takes
    return EVP_PBE_scrypt(reinterpret_cast<const char*>(digits.data()), digits.size(), salt_.data(), salt_.size(), n,
                          kBlock, kParallel, memory, into.data(), into.size()) == 1;
}

bool PasswordHash::matches(const base::Secret& password) const {
    std::array<std::uint8_t, 32> hash{};
    const bool derived = derive(password, hash);
    return derived && CRYPTO_memcmp(hash.data(), hash_.data(), hash.size()) == 0;
}

}  // namespace uketsuke::reception
