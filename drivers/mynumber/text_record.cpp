// SPDX-License-Identifier: Apache-2.0
#include "text_record.hpp"

#include <algorithm>

#include "tlv.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

using base::ErrorCode;

/// The objects inside one outer object with this tag.
std::optional<base::ByteView> inside(base::ByteView record, std::uint32_t tag) {
    const auto outer = parse_tlv(record);
    if (!outer || outer->tag != tag) return std::nullopt;
    return outer->value;
}

base::Bytes copy(base::ByteView bytes) { return {bytes.begin(), bytes.end()}; }

std::optional<Holder> holder_in_text(base::ByteView objects) {
    const auto name = find_tlv(objects, 0xDF22), address = find_tlv(objects, 0xDF23);
    const auto birth = find_tlv(objects, 0xDF24), sex = find_tlv(objects, 0xDF25);
    if (!name || !address || !birth || !sex || sex->value.size() != 1) return std::nullopt;
    const auto date = base::parse_date({reinterpret_cast<const char*>(birth->value.data()), birth->value.size()});
    if (!date) return std::nullopt;
    Holder holder;
    holder.name = copy(name->value);
    holder.address = copy(address->value);
    holder.birth = *date;
    holder.sex = static_cast<char>(sex->value[0]);
    return holder;
}

}  // namespace

base::Result<Holder> check_text_record(base::ByteView attributes, base::ByteView integrity,
                                       base::ByteView issuer_certificate, const FaceRecordRoots& roots) {
    const auto issuer = certified_issuer(issuer_certificate, roots);
    if (!issuer) return base::fail(issuer.error());
    return check_text_record(attributes, integrity, *issuer);
}

base::Result<Holder> check_text_record(base::ByteView attributes, base::ByteView integrity, const PublicKey& issuer) {
    const auto objects = inside(attributes, 0xFF20), record = inside(integrity, 0xFF30);
    const auto table = objects ? find_tlv(*objects, 0xDF21) : std::nullopt;
    const auto digest = record ? find_tlv(*record, 0xDF32) : std::nullopt;
    const auto signature = record ? find_tlv(*record, 0xDF33) : std::nullopt;
    if (!table || table->whole.data() != objects->data() || !digest || !signature)
        return base::fail(ErrorCode::card_garbled, "no four attributes with their record");
    const auto signed_part = record->first(static_cast<std::size_t>(signature->whole.data() - record->data()));
    if (!issuer.verifies(block_to_sign(issuer.algorithm(), signed_part), signature->value))
        return base::fail(ErrorCode::record_signature_forged, "the signature over the four attributes");
    const auto ours = digest_of(issuer.algorithm(), objects->subspan(table->whole.size()));
    if (!std::equal(ours.begin(), ours.end(), digest->value.begin(), digest->value.end()))
        return base::fail(ErrorCode::record_text_forged, "the four attributes");
    auto holder = holder_in_text(*objects);
    if (!holder) return base::fail(ErrorCode::card_garbled, "the four attributes are not complete");
    return std::move(*holder);
}

}  // namespace uketsuke::drivers::mynumber
