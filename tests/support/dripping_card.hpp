// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

#include "sim/card/foreign_card.hpp"

namespace uketsuke::test {

/// Of each answer it gives 20 bytes and says that there are more, for ever.
class DrippingCard : public sim::ForeignCard {
public:
    std::optional<base::Bytes> answer(base::ByteView) override {
        ++answered;
        base::Bytes some(20);
        some.insert(some.end(), {0x61, 20});
        return some;
    }
    std::atomic<int> answered{0};
};

}  // namespace uketsuke::test
