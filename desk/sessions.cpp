// SPDX-License-Identifier: Apache-2.0
#include "sessions.hpp"

#include <openssl/rand.h>
#include <openssl/sha.h>

#include <array>

#include "firmware/base/bytes.hpp"

namespace uketsuke::desk {
namespace {

base::Result<std::string> draw() {
    std::array<std::uint8_t, 32> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        return base::fail(base::ErrorCode::internal, "no randomness");
    return base::to_hex(bytes);
}

/// Looked up by this, so that the time of a look-up tells nothing about the value.
std::string hash_of(const std::string& cookie) {
    std::array<std::uint8_t, SHA256_DIGEST_LENGTH> hash{};
    SHA256(reinterpret_cast<const unsigned char*>(cookie.data()), cookie.size(), hash.data());
    return base::to_hex(hash);
}

}  // namespace

base::Result<std::string> Sessions::begin(Session session) {
    const std::scoped_lock lock(mutex_);
    drop_old();
    if (open_.size() >= kMost) return base::fail(base::ErrorCode::internal, "too many sessions");
    auto cookie = draw();
    auto token = draw();
    if (!cookie || !token) return base::fail(base::ErrorCode::internal, "no randomness");
    session.token = std::move(*token);
    session.began = session.seen = clock_.mono();
    open_[hash_of(*cookie)] = std::move(session);
    return cookie;
}

std::optional<Session> Sessions::find(const std::string& cookie, const std::string& address) {
    const std::scoped_lock lock(mutex_);
    drop_old();
    const auto found = open_.find(hash_of(cookie));
    if (found == open_.end() || found->second.address != address) return std::nullopt;
    found->second.seen = clock_.mono();
    return found->second;
}

void Sessions::end(const std::string& cookie) {
    const std::scoped_lock lock(mutex_);
    open_.erase(hash_of(cookie));
}

void Sessions::drop_old() {
    const auto now = clock_.mono();
    std::erase_if(
        open_, [&](const auto& one) { return now - one.second.seen >= kUnseen || now - one.second.began >= kLongest; });
}

}  // namespace uketsuke::desk
