// SPDX-License-Identifier: Apache-2.0
// What a patient is asked to agree to, and what was answered.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

namespace uketsuke::domain {

/// What is asked item by item (domain facts §1.4). One question may cover two items of the service.
enum class ConsentItem : std::uint8_t {
    care,      ///< 診療・薬剤: SRJ and YZK
    surgery,   ///< 手術: SHJ
    checkups,  ///< 健診: TKK
};
constexpr int kConsentItems = 3;

/// As it leaves for the service (OQSCD036). False = 同意しない.
struct Consents {
    bool checkups = false;          ///< 特定健診情報 TKK
    bool medication = false;        ///< 薬剤情報 YZK
    bool diagnosis = false;         ///< 診療情報 SRJ
    bool surgery = false;           ///< 手術情報 SHJ
    bool specific_disease = false;  ///< 特定疾病療養受療証 TSR; asked by itself, never part of "all"

    static Consents all() { return {true, true, true, true, false}; }
    static Consents none() { return {}; }
    bool operator==(const Consents&) const = default;
};

/// Answers as they stand on the screen. Empty = not answered: nothing is chosen beforehand.
struct ConsentAnswers {
    std::array<std::optional<bool>, kConsentItems> items;

    [[nodiscard]] std::optional<bool> of(ConsentItem item) const { return items.at(static_cast<std::size_t>(item)); }
    [[nodiscard]] bool complete() const { return items[0] && items[1] && items[2]; }
    bool operator==(const ConsentAnswers&) const = default;
};

/// Exactly what the answers say; what is not answered is not agreed to.
/// What is a question of its own (questions.hpp) is not among it.
Consents consents_of(const ConsentAnswers& answers);

}  // namespace uketsuke::domain
