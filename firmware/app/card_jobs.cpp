// SPDX-License-Identifier: Apache-2.0
#include "card_jobs.hpp"

#include <utility>

#include "firmware/domain/holder.hpp"
#include "firmware/domain/number_b.hpp"

namespace uketsuke::app {

using base::ErrorCode;
using base::fail;

ports::CardReader& CardJobs::reader_of(domain::CardRef card) const {
    return card.slot == domain::kPhoneSlot && devices_.phone_reader != nullptr ? *devices_.phone_reader
                                                                               : devices_.reader;
}

base::Result<domain::CardInfo> CardJobs::read(std::uint32_t visit, domain::CardRef card) {
    close();
    auto session = reader_of(card).open(card);
    if (!session) return fail(session.error());
    session_ = std::move(*session);
    session_->begin_dialogue();
    applications_ = devices_.open_applications(*session_);
    auto info = applications_->identify();
    if (!info) return info;
    // A label is nothing that a card proves, and what a phone is spared (no PIN, no face) is spared it on its own
    // reader.
    if (info->medium != domain::Medium::card && card.slot != domain::kPhoneSlot)
        return fail(ErrorCode::card_not_mynumber, "a phone on the card's reader");
    if (devices_.card_key) {
        const auto key = devices_.card_key(info->id);
        vault_.put(visit, key);
        info->face = face_tries(key);
    }
    info->id = {};  // stays here: the flow needs no name for a card
    number_b_digits_ = info->number_b_digits;
    if (const auto certificate = applications_->certificate(); devices_.check_certificate)
        vault_.put(visit, base::Bytes(certificate.begin(), certificate.end()));
    if (info->medium != domain::Medium::card || !devices_.signature.available()) return info;
    const auto usable = number_b_usable();
    if (!usable) return fail(usable.error());
    info->number_b_usable = *usable;
    return info;
}

/// What the day has left of them; each day begins anew.
domain::FaceTries CardJobs::face_tries(const domain::CardKey& card) {
    if (const auto day = today(devices_.clock); std::exchange(day_, day) != day) refusals_.clear_all();
    return {refusals_.count(card), refusals_.left(card, devices_.clock.mono())};
}

void CardJobs::count_refusal(const domain::CardKey& card) {
    (void)face_tries(card);
    refusals_.add(card, devices_.clock.mono());
}

/// Asked before the face is offered: a card near its limit is not even looked at by the camera. The driver asks once
/// more before it sends the number. Errors: those of the card's transport.
base::Result<bool> CardJobs::number_b_usable() {
    const auto tries = applications_->number_b_tries();
    if (tries) return tries->left > domain::kNumberBTriesFloor;
    if (tries.error().code == ErrorCode::card_not_mynumber) return false;  // no 券面事項確認AP: no face record
    return fail(tries.error());
}

base::Result<base::Secret> CardJobs::number_b(domain::Ticket ticket, bool typed) {
    const auto day = today(devices_.clock);
    if (!typed) return devices_.card_front.read(day);
    auto digits = vault_.take_typed(ticket, Typed::number_b);
    if (!digits || !domain::plausible_number_b(digits->expose(), number_b_digits_, day))
        return fail(ErrorCode::number_b_refused, "the typed digits cannot be right");
    return std::move(*digits);
}

base::Result<domain::Image> CardJobs::portrait(domain::Ticket ticket, bool typed) {
    auto number = number_b(ticket, typed);
    if (!number) return fail(number.error());
    session_->begin_dialogue();
    auto birth = domain::birth_in(number->expose());
    auto record = applications_->face_record(std::move(*number));
    if (record) {
        record->holder.birth_in_b = birth;
        vault_.put(ticket.visit, record->holder);
        wipe(record->holder);
    }
    base::wipe(birth.data(), birth.size());
    if (!record) return fail(record.error());
    if (record->photo_jp2.empty()) return fail(ErrorCode::portrait_without_face, "the card has no photo");
    return devices_.decoder.decode(record->photo_jp2);
}

base::Result<void> CardJobs::read_portrait(domain::Ticket ticket, bool typed) {
    if (!applications_) return fail(ErrorCode::card_removed);
    auto image = portrait(ticket, typed);
    if (!image) return fail(image.error());
    vault_.put(ticket.visit, std::move(*image));
    return {};
}

base::Result<domain::PinOutcome> CardJobs::verify_pin(domain::Ticket ticket, domain::Tries expected) {
    auto pin = vault_.take_typed(ticket, Typed::pin);
    const auto nonce = vault_.take_nonce(ticket.visit);
    if (!applications_) return fail(ErrorCode::card_removed);
    if (!pin || !nonce) return fail(ErrorCode::internal, "no PIN or no nonce for this visit");
    session_->begin_dialogue();
    auto outcome = applications_->verify_and_sign(std::move(*pin), expected, *nonce);
    if (outcome && outcome->assertion) vault_.put(ticket.visit, std::move(*outcome->assertion));
    return outcome;
}

base::Result<void> CardJobs::sign_by_terminal(std::uint32_t visit) {
    if (!session_) return fail(ErrorCode::card_removed);
    const auto nonce = vault_.take_nonce(visit);
    if (!nonce) return fail(ErrorCode::internal, "no nonce for this visit");
    session_->begin_dialogue();
    return keep(visit, devices_.signature.sign(*session_, applications_->certificate(), *nonce));
}

base::Result<void> CardJobs::sign_by_phone(std::uint32_t visit) {
    if (!applications_) return fail(ErrorCode::card_removed);
    const auto nonce = vault_.take_nonce(visit);
    if (!nonce) return fail(ErrorCode::internal, "no nonce for this visit");
    session_->begin_dialogue();
    return keep(visit, applications_->sign_as_phone(*nonce));
}

base::Result<void> CardJobs::keep(std::uint32_t visit, base::Result<domain::Assertion> assertion) {
    if (!assertion) return fail(assertion.error());
    vault_.put(visit, std::move(*assertion));
    return {};
}

void CardJobs::close() {
    if (devices_.card_front_camera != nullptr) devices_.card_front_camera->forget();
    applications_.reset();
    session_.reset();
}

}  // namespace uketsuke::app
