// SPDX-License-Identifier: Apache-2.0
#include "swapped_card.hpp"

namespace uketsuke::sim {

std::optional<base::Bytes> SwappedCard::answer(base::ByteView command) {
    if (!swapped_ && --at_ <= 0) {
        card_->power_down();
        card_ = std::move(second_);
        card_->power_up();
        swapped_ = true;
    }
    return card_->answer(command);
}

}  // namespace uketsuke::sim
