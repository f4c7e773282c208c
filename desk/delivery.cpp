// SPDX-License-Identifier: Apache-2.0
#include "delivery.hpp"

namespace uketsuke::desk {
namespace {

/// The desk has found it out itself: no kiosk knows of it.
bool own_note(const Board::Answering& answering) {
    return answering.answer.says == domain::DeskSays::comes && answering.number == 0;
}

}  // namespace

bool Delivery::far(const Board::Answering& answering) const {
    return broker_ != nullptr && broker_->knows(answering.kiosk) && !own_note(answering);
}

Delivery::Sent Delivery::claim(const Board::Answering& answering) {
    return far(answering) ? broker_->claim(answering) : Sent::now;
}

void Delivery::give_up(const Board::Answering& answering) {
    if (far(answering)) broker_->give_up(answering);
}

bool Delivery::send(const Board::Answering& answering) {
    if (own_note(answering)) return true;
    if (far(answering)) return broker_->send(answering) == Sent::now;
    const bool about_kiosk = answering.answer.says == domain::DeskSays::comes && answering.answer.ticket.visit == 0;
    return about_kiosk || here_.send(answering.kiosk, answering.answer);
}

}  // namespace uketsuke::desk
