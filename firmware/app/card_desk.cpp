// SPDX-License-Identifier: Apache-2.0
#include "card_desk.hpp"

namespace uketsuke::app {

using base::ErrorCode;
using base::fail;

base::Result<domain::CardInfo> CardDesk::read(domain::CardRef card) {
    close();
    auto session = devices_.reader.open(card);
    if (!session) return fail(session.error());
    session_ = std::move(*session);
    applications_ = devices_.open_applications(*session_);
    auto info = applications_->identify();
    if (info) info->id = {};  // stays here: the flow needs no name for a card
    return info;
}

base::Result<domain::Image> CardDesk::portrait() {
    // The counter comes before the camera: a card near its limit is not even looked at.
    const auto tries = applications_->surface_tries();
    if (!tries) return fail(tries.error());
    if (tries->left <= domain::kSurfaceTriesFloor) return fail(ErrorCode::surface_number_floor);
    auto number = devices_.surface.read(base::date_in_japan(devices_.clock.wall()));
    if (!number) return fail(number.error());
    auto record = applications_->surface_record(std::move(*number));
    if (!record) return fail(record.error());
    auto image = devices_.decoder.decode(record->photo_jp2);
    base::wipe(record->photo_jp2);
    return image;
}

base::Result<void> CardDesk::read_portrait(std::uint32_t visit) {
    if (!applications_) return fail(ErrorCode::card_removed);
    auto image = portrait();
    if (!image) return fail(image.error());
    vault_.put(visit, std::move(*image));
    return {};
}

base::Result<domain::PinOutcome> CardDesk::verify_pin(std::uint32_t visit, domain::Tries expected) {
    auto pin = vault_.take_pin(visit);
    const auto nonce = vault_.take_nonce(visit);
    if (!applications_) return fail(ErrorCode::card_removed);
    if (!pin || !nonce) return fail(ErrorCode::internal, "no PIN or no nonce for this visit");
    auto outcome = applications_->verify_and_sign(std::move(*pin), expected, *nonce);
    if (outcome && outcome->assertion) vault_.put(visit, std::move(*outcome->assertion));
    return outcome;
}

base::Result<void> CardDesk::sign_by_terminal(std::uint32_t visit) {
    if (!session_) return fail(ErrorCode::card_removed);
    const auto nonce = vault_.take_nonce(visit);
    if (!nonce) return fail(ErrorCode::internal, "no nonce for this visit");
    auto assertion = devices_.signature.sign(*session_, applications_->certificate(), *nonce);
    if (!assertion) return fail(assertion.error());
    vault_.put(visit, std::move(*assertion));
    return {};
}

void CardDesk::close() {
    applications_.reset();
    session_.reset();
}

}  // namespace uketsuke::app
