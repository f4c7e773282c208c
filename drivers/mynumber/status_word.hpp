// SPDX-License-Identifier: Apache-2.0
// What a card's two status bytes mean (card facts A3).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "firmware/base/error.hpp"
#include "firmware/domain/card.hpp"

namespace uketsuke::drivers::mynumber {

struct StatusWord {
    std::uint16_t value = 0;

    [[nodiscard]] bool ok() const { return value == 0x9000; }
    /// No such application or file here.
    [[nodiscard]] bool not_found() const { return value == 0x6A82; }
    /// What was asked needs a proof of the person first.
    [[nodiscard]] bool not_allowed() const { return value == 0x6982; }
    /// "No precise diagnosis": some cards answer this to the first command after power-up.
    [[nodiscard]] bool undiagnosed() const { return value == 0x6F00; }
    /// Nothing is selected that was selected before: another card, or another program used this one.
    [[nodiscard]] bool selection_lost() const;
    /// Tries left as VERIFY tells them: 63Cx; 6983 and 6984 mean none. nullopt for any other status.
    [[nodiscard]] std::optional<domain::Tries> tries() const;
};

/// card_garbled: "SELECT 0018: 6F00".
base::Error unexpected(std::string_view command, StatusWord status);

}  // namespace uketsuke::drivers::mynumber
