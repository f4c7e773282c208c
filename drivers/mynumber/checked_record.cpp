// SPDX-License-Identifier: Apache-2.0
#include "checked_record.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "apdu.hpp"
#include "tlv.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

using base::ErrorCode;

/// The parts of a record that have a digest each, in the signature's order.
constexpr std::array kParts{ErrorCode::record_birth_forged, ErrorCode::record_text_forged, ErrorCode::portrait_forged};

/// Appends the digest of whole objects; false when one is missing.
bool append_digest(Algorithm algorithm, base::ByteView objects, std::initializer_list<std::uint32_t> tags,
                   base::Bytes& digests) {
    std::vector<base::ByteView> parts;
    for (const auto tag : tags) {
        const auto object = find_tlv(objects, tag);
        if (!object) return false;
        parts.push_back(object->whole);
    }
    const auto digest = digest_of(algorithm, parts);
    digests.insert(digests.end(), digest.begin(), digest.end());
    return true;
}

/// What differs between a record's digests and those that the issuer signed.
ErrorCode altered_part(base::ByteView digests, const std::optional<base::Bytes>& signed_block) {
    const auto expected = digest_info(digests);
    const auto head = expected.size() - digests.size(), each = digests.size() / kParts.size();
    if (!signed_block || signed_block->size() != expected.size() ||
        !std::equal(expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(head), signed_block->begin()))
        return ErrorCode::record_signature_forged;
    const auto signed_digests = base::ByteView(*signed_block).subspan(head);
    const auto differs = [&](std::size_t part) {
        const auto ours = digests.subspan(part * each, each), theirs = signed_digests.subspan(part * each, each);
        return !std::equal(ours.begin(), ours.end(), theirs.begin());
    };
    if (differs(0) && differs(1) && differs(2)) return ErrorCode::record_signature_forged;
    return differs(2) ? kParts[2] : differs(1) ? kParts[1] : kParts[0];
}

/// Birth and sex in the form that cards write; nullopt for any other.
std::optional<domain::HolderProof> holder_in(base::ByteView objects) {
    const auto birth = find_tlv(objects, 0xDF22), sex = find_tlv(objects, 0xDF23);
    domain::HolderProof holder;
    const auto is_digit = [](std::uint8_t byte) { return byte >= '0' && byte <= '9'; };
    if (!birth || birth->value.size() != holder.birth.size() || !sex || sex->value.size() != 1 ||
        !std::all_of(birth->value.begin(), birth->value.end(), is_digit))
        return std::nullopt;
    std::copy(birth->value.begin(), birth->value.end(), holder.birth.begin());
    holder.sex = static_cast<char>(sex->value[0]);
    return holder;
}

}  // namespace

base::Result<CheckedRecord> check_face_record(base::ByteView record, base::ByteView issuer_certificate,
                                              const FaceRecordRoots& roots) {
    const auto issuer = certified_issuer(issuer_certificate, roots);
    if (!issuer) return base::fail(issuer.error());
    return check_face_record(record, *issuer);
}

base::Result<CheckedRecord> check_face_record(base::ByteView record, const PublicKey& issuer) {
    const auto outer = parse_tlv(record);
    if (!outer || outer->tag != 0xFF20) return base::fail(ErrorCode::card_garbled, "EF 0002 holds no face record");
    const auto photo = find_tlv(outer->value, 0xDF27);
    const auto signature = find_tlv(outer->value, 0xDF28);
    base::Bytes digests;
    const auto algorithm = issuer.algorithm();
    if (!photo || !signature || !append_digest(algorithm, outer->value, {0xDF22, 0xDF23, 0xDF24}, digests) ||
        !append_digest(algorithm, outer->value, {0xDF25, 0xDF26}, digests) ||
        !append_digest(algorithm, outer->value, {0xDF27}, digests))
        return base::fail(ErrorCode::card_garbled, "face record is not complete");
    const bool holds = algorithm == Algorithm::rsa_sha256
                           ? issuer.verifies(digest_info(digests), signature->value)
                           : issuer.verifies(block_to_sign(algorithm, digests), signature->value);
    if (!holds) return base::fail(altered_part(digests, issuer.recovered(signature->value)), "the record's signature");
    auto key = key_from_objects(find_tlv(outer->value, 0xDF24)->value);
    if (!key) return base::fail(ErrorCode::card_garbled, "the record holds no key");
    auto holder = holder_in(outer->value);
    if (!holder) return base::fail(ErrorCode::card_garbled, "birth or sex of the record is out of form");
    CheckedRecord checked{{photo->value.begin(), photo->value.end()}, std::move(*key), *holder};
    base::wipe(&*holder, sizeof *holder);
    return checked;
}

}  // namespace uketsuke::drivers::mynumber
