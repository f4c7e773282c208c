// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "firmware/base/bytes.hpp"

namespace uketsuke::tools::card {

struct PictureSize {
    std::uint32_t width = 0, height = 0;
    std::uint32_t components = 0, bits = 0;  ///< 1: grey; bits of each
};
/// What the image header of a JP2 file says (ISO/IEC 15444-1, I.5.3.1); nullopt for anything else. Decodes nothing.
std::optional<PictureSize> jp2_size(base::ByteView file);

}  // namespace uketsuke::tools::card
