// SPDX-License-Identifier: Apache-2.0
// JPEG 2000 to grey pixels over OpenJPEG. Runs only inside the sandbox of uketsuke-photo.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace uketsuke::models::decoder {

struct GreyPicture {
    std::uint32_t width = 0, height = 0;
    std::vector<std::uint8_t> pixels;
};

/// A JP2 file or a raw codestream, one or three components of 8 to 16 bits and one size, at most kMostSide on a side;
/// nullopt for anything else. Colour becomes grey (ITU-R BT.601): weighed red, green and blue, or the brightness of
/// sYCC and e-YCC, whose colour differences may be of half the size.
std::optional<GreyPicture> decode_jpeg2000(std::span<const std::uint8_t> data);

}  // namespace uketsuke::models::decoder
