// SPDX-License-Identifier: Apache-2.0
#include "delivery.hpp"

namespace uketsuke::desk {

bool Delivery::send(const std::string& kiosk, const domain::DeskAnswer& answer) {
    return here_.send(kiosk, answer) ||
           (broker_ != nullptr && broker_->send({.kiosk = kiosk, .answer = answer}) == Sent::now);
}

Delivery::Sent Delivery::send(const Board::Answering& answering) {
    if (answering.number == 0) return Sent::now;  // this desk's own note
    if (broker_ != nullptr && broker_->knows(answering.kiosk)) return broker_->send(answering);
    const bool about_kiosk = answering.answer.ticket.visit == 0;
    return about_kiosk || here_.send(answering.kiosk, answering.answer) ? Sent::now : Sent::no;
}

}  // namespace uketsuke::desk
