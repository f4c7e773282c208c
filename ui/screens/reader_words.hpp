// SPDX-License-Identifier: Apache-2.0
// Which words a reader needs: texts of the catalogue have a variant "<key>.<shape>" or "<key>.<words>" where they
// differ from those for a card that is laid down. Its drawing is ui/paint's (pictures.cpp).
#pragma once

#include <array>
#include <string_view>

#include "firmware/base/enumeration.hpp"
#include "firmware/domain/reader_shape.hpp"

namespace uketsuke::ui::screens {

struct ReaderRow {
    domain::ReaderShape shape;
    std::string_view words;  ///< of what the hand does; empty: it lays the card down
};

constexpr auto kReaders = base::one_for_each<&ReaderRow::shape>(std::array{
    ReaderRow{domain::ReaderShape::flat, ""},
    ReaderRow{domain::ReaderShape::flat_face_down, ""},
    ReaderRow{domain::ReaderShape::upright, "insert"},
    ReaderRow{domain::ReaderShape::front_slot, "insert"},
});

}  // namespace uketsuke::ui::screens
