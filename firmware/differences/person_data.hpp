// SPDX-License-Identifier: Apache-2.0
// What a result or a list of the clinic says of one person, each field as it is written there.
#pragma once

#include <array>

#include "firmware/base/enumeration.hpp"
#include "firmware/base/wiped_text.hpp"
#include "firmware/domain/difference.hpp"

namespace uketsuke::differences {

constexpr std::size_t kFields = base::kCountOf<domain::PersonField>;

struct PersonData {
    base::WipedText patient;                        ///< 照会番号, the facility's own number; empty: none
    std::array<base::WipedText, kFields> values{};  ///< in the order of PersonField; empty: not told

    [[nodiscard]] const base::WipedText& operator[](domain::PersonField field) const {
        return values.at(base::index_of(field));
    }
    base::WipedText& operator[](domain::PersonField field) { return values.at(base::index_of(field)); }
    bool operator==(const PersonData&) const = default;
};

}  // namespace uketsuke::differences
