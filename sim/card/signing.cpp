// SPDX-License-Identifier: Apache-2.0
#include "signing.hpp"

#include "object.hpp"

namespace uketsuke::sim {
namespace {

constexpr std::size_t kDigestSize = 32;

base::Bytes by_rsa(const PrivateKey& key, std::uint8_t p1, base::ByteView data) {
    const bool hashes = p1 == 0x01 || p1 == 0x03 || p1 == 0x05;
    const auto digest = hashes ? key.digest(data) : base::Bytes(data.begin(), data.end());
    if (p1 == 0x00 || p1 == 0x01) return key.sign(digest);
    if (digest.size() != kDigestSize) return {};
    return p1 >= 0x04 ? key.sign_pss(digest) : key.sign(digest_info(digest));
}

}  // namespace

Signed compute_signature(const PrivateKey& key, std::uint8_t p1, base::ByteView data) {
    const bool rsa = key.kind() == PrivateKey::Kind::rsa_2048;
    if (p1 > (rsa ? 0x05 : 0x03)) return {{}, 0x6A86};
    auto signature = rsa ? by_rsa(key, p1, data)
                         : key.sign((p1 & 1) != 0 ? key.digest(data) : base::Bytes(data.begin(), data.end()));
    if (signature.empty()) return {{}, 0x6A80};
    return {std::move(signature)};
}

}  // namespace uketsuke::sim
