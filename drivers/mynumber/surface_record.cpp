// SPDX-License-Identifier: Apache-2.0
#include "surface_record.hpp"

#include <algorithm>
#include <initializer_list>

#include "apdu.hpp"
#include "tlv.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

using base::ErrorCode;

/// The two key names (issuer's, subject's) in front of the key in a CV certificate's body.
constexpr std::size_t kKeyNames = 32;

std::optional<RsaKey> key_of(base::ByteView exponent_and_modulus) {
    const auto exponent = find_tlv(exponent_and_modulus, 0x90);
    const auto modulus = find_tlv(exponent_and_modulus, 0x91);
    if (!exponent || !modulus) return std::nullopt;
    return RsaKey::from_numbers(modulus->value, exponent->value);
}

/// The issuer's key, when a root vouches for it: 7F21 { 5F4E names and key, 5F37 signature over 5F4E's value }.
std::optional<RsaKey> certified_issuer(base::ByteView certificate, const SurfaceRoots& roots) {
    const auto outer = parse_tlv(certificate);
    if (!outer || outer->tag != 0x7F21) return std::nullopt;
    const auto body = find_tlv(outer->value, 0x5F4E);
    const auto signature = find_tlv(outer->value, 0x5F37);
    if (!body || !signature || body->value.size() < kKeyNames) return std::nullopt;
    const auto signed_part = digest_info(sha256(body->value));
    const bool vouched = std::any_of(roots.begin(), roots.end(),
                                     [&](const RsaKey& root) { return root.verifies(signed_part, signature->value); });
    return vouched ? key_of(body->value.subspan(kKeyNames)) : std::nullopt;
}

/// Appends the digest of whole objects; false when one is missing.
bool append_digest(base::ByteView objects, std::initializer_list<std::uint32_t> tags, base::Bytes& digests) {
    base::Bytes content;
    for (const auto tag : tags) {
        const auto object = find_tlv(objects, tag);
        if (!object) return false;
        content.insert(content.end(), object->whole.begin(), object->whole.end());
    }
    const auto digest = sha256(content);
    base::wipe(content);
    digests.insert(digests.end(), digest.begin(), digest.end());
    return true;
}

}  // namespace

base::Result<domain::SurfaceRecord> check_surface_record(base::ByteView record, base::ByteView issuer_certificate,
                                                         const SurfaceRoots& roots) {
    const auto outer = parse_tlv(record);
    if (!outer || outer->tag != 0xFF20) return base::fail(ErrorCode::card_garbled, "EF 0002 holds no face record");
    const auto photo = find_tlv(outer->value, 0xDF27);
    const auto signature = find_tlv(outer->value, 0xDF28);
    base::Bytes digests;
    if (!photo || !signature || !append_digest(outer->value, {0xDF22, 0xDF23, 0xDF24}, digests) ||
        !append_digest(outer->value, {0xDF25, 0xDF26}, digests) || !append_digest(outer->value, {0xDF27}, digests))
        return base::fail(ErrorCode::card_garbled, "face record is not complete");
    const auto issuer = certified_issuer(issuer_certificate, roots);
    if (!issuer) return base::fail(ErrorCode::portrait_forged, "no trusted root vouches for the record's issuer");
    if (!issuer->verifies(digest_info(digests), signature->value))
        return base::fail(ErrorCode::portrait_forged, "the record's signature does not hold");
    return domain::SurfaceRecord{{photo->value.begin(), photo->value.end()}};
}

}  // namespace uketsuke::drivers::mynumber
