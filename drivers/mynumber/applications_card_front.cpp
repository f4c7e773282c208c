// SPDX-License-Identifier: Apache-2.0
// What 照合番号B opens, and whether the card that holds it is genuine.
#include <openssl/rand.h>

#include "applications.hpp"
#include "tlv.hpp"

namespace uketsuke::drivers::mynumber {
namespace {

using base::ErrorCode;

/// A challenge that the card has to sign with its own key, and what it answered.
struct Proof {
    std::array<std::uint8_t, 32> challenge{};
    Response answer;
};

/// The command is longer than any VERIFY: sent right after one, it also overwrites the number in pcscd's buffer.
base::Result<Proof> challenge(Channel& channel, Algorithm algorithm) {
    Proof proof;
    if (RAND_bytes(proof.challenge.data(), static_cast<int>(proof.challenge.size())) != 1)
        return base::fail(ErrorCode::internal, "no random numbers");
    auto answer = channel.send(prove(block_to_sign(algorithm, proof.challenge)));
    if (!answer) return base::fail(answer.error());
    proof.answer = std::move(*answer);
    return proof;
}

base::Result<void> genuine(const Proof& proof, const PublicKey& card_key) {
    if (proof.answer.cut_off() || proof.answer.status.undiagnosed())
        return base::fail(unexpected("challenge", proof.answer.status));
    if (proof.answer.status.ok() &&
        card_key.verifies(block_to_sign(card_key.algorithm(), proof.challenge), proof.answer.data))
        return {};
    return base::fail(ErrorCode::card_cloned,
                      unexpected("it does not sign a challenge with its record's key", proof.answer.status).detail);
}

}  // namespace

base::Result<domain::Tries> MyNumberApplications::number_b_tries() {
    if (profile_ != nullptr && profile_->number_b_digits == 0)
        return base::fail(ErrorCode::card_not_mynumber, "this medium has no face record");
    if (auto gone = go_to(Application::card_front); !gone) return base::fail(gone.error());
    return look_at_tries(card_front::kNumberB);
}

/// VERIFY of 照合番号B: once an insertion, whichever application it opens.
base::Result<void> MyNumberApplications::open_with(base::Secret& number_b, FileId pin_file) {
    if (number_b.size() != profile_->number_b_digits)
        return base::fail(ErrorCode::number_b_unreadable, "this card's 照合番号B has another length");
    if (number_b_sent_) return base::fail(ErrorCode::number_b_refused, "only once an insertion");
    const auto left = tries_of(pin_file);
    if (!left) return base::fail(left.error());
    if (left->left <= domain::kNumberBTriesFloor) return base::fail(ErrorCode::number_b_floor);
    number_b_sent_ = true;
    const auto status = channel_.verify(number_b);
    if (status && status->ok()) return {};
    channel_.overwrite_buffers();
    if (!status) return base::fail(status.error());
    if (status->tries()) return base::fail(ErrorCode::number_b_refused);
    return base::fail(unexpected("VERIFY", *status));
}

base::Result<domain::FaceRecord> MyNumberApplications::face_record(base::Secret number_b) {
    if (auto gone = go_to(Application::card_front); !gone) return base::fail(gone.error());
    if (auto opened = open_with(number_b, card_front::kNumberB); !opened) return base::fail(opened.error());
    return read_face();
}

base::Result<domain::FaceRecord> MyNumberApplications::read_face() {
    const auto proof = challenge(channel_, profile_->algorithm);
    if (!proof) return base::fail(proof.error());
    auto record = channel_.read_personal(card_front::kFace);
    selected_ = Application::none;  // what comes next may be said by somebody else (CardSignature)
    if (!record) return base::fail(record.error());
    const auto issuer = channel_.read_object(card_front::kIssuer);
    auto checked = issuer ? check_face_record(*record, *issuer, trust_.issuers) : base::fail(issuer.error());
    if (!checked) return base::fail(checked.error());
    if (auto real = genuine(*proof, checked->card_key); !real) return base::fail(real.error());
    domain::FaceRecord face{std::move(checked->photo_jp2), checked->holder};
    base::wipe(&checked->holder, sizeof checked->holder);
    return face;
}

base::Result<Holder> MyNumberApplications::holder(base::Secret number_b) {
    if (auto gone = go_to(Application::text); !gone) return base::fail(gone.error());
    if (auto opened = open_with(number_b, text::kNumberB); !opened) return base::fail(opened.error());
    channel_.overwrite_buffers();
    auto holder = read_holder();
    selected_ = Application::none;
    return holder;
}

base::Result<Holder> MyNumberApplications::read_holder() {
    auto attributes = channel_.read_personal(text::kAttributes);
    if (!attributes) return base::fail(attributes.error());
    const auto integrity = channel_.read_object(text::kIntegrity);
    const auto issuer = channel_.read_object(text::kIssuer);
    auto holder = !integrity ? base::fail(integrity.error())
                  : !issuer  ? base::fail(issuer.error())
                             : check_text_record(*attributes, *integrity, *issuer, trust_.issuers);
    return holder;
}

base::Result<CardFrontInfo> MyNumberApplications::card_front_info() {
    if (auto gone = go_to(Application::card_front); !gone) return base::fail(gone.error());
    const auto file = channel_.read_object(card_front::kInfo);
    if (!file) return base::fail(file.error());
    const auto outer = parse_tlv(*file);
    const auto key = outer ? find_tlv(outer->value, 0xDF32) : std::nullopt;
    const auto municipality = outer ? find_tlv(outer->value, 0xDF34) : std::nullopt;
    if (!key || !municipality || outer->tag != 0xFF30) return base::fail(ErrorCode::card_garbled, "EF 0003");
    return CardFrontInfo{key_number(key->value), {municipality->value.begin(), municipality->value.end()}};
}

base::Result<base::Bytes> MyNumberApplications::face_record_issuer() {
    if (auto gone = go_to(Application::card_front); !gone) return base::fail(gone.error());
    return channel_.read_object(card_front::kIssuer);
}

}  // namespace uketsuke::drivers::mynumber
