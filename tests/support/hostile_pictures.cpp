// SPDX-License-Identifier: Apache-2.0
#include "hostile_pictures.hpp"

#include <algorithm>
#include <stdexcept>

namespace uketsuke::test {
namespace {

/// Where the contents of a marker segment begin, behind marker and length.
std::size_t segment(const base::Bytes& picture, std::uint8_t marker) {
    const base::Bytes start{0xFF, 0x4F, 0xFF, 0x51}, wanted{0xFF, marker};
    const auto code = std::search(picture.begin(), picture.end(), start.begin(), start.end());
    const auto at = std::search(code, picture.end(), wanted.begin(), wanted.end());
    if (at == picture.end()) throw std::logic_error("this picture has no such marker");
    return static_cast<std::size_t>(at - picture.begin()) + 4;
}

void put(base::Bytes& picture, std::size_t at, std::uint32_t value, std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; ++i)
        picture.at(at + i) = static_cast<std::uint8_t>(value >> (8 * (bytes - 1 - i)));
}

/// Offsets in SIZ: Rsiz 0, Xsiz 2, Ysiz 6, XOsiz 10, YOsiz 14, XTsiz 18, YTsiz 22, XTOsiz 26, YTOsiz 30, Csiz 34,
/// Ssiz 36. In COD: style 0, progression 1, layers 2, transform 4, levels 5, block width 6, block height 7 (ISO/IEC
/// 15444-1 A.5).
const std::vector<HeaderLie> kLies{
    {"tiles of one pixel", [](auto& p) { put(p, segment(p, 0x51) + 18, 1, 4), put(p, segment(p, 0x51) + 22, 1, 4); }},
    {"tiles of no pixel", [](auto& p) { put(p, segment(p, 0x51) + 18, 0, 4); }},
    {"an origin beyond the picture", [](auto& p) { put(p, segment(p, 0x51) + 10, 0xFFFFFF00, 4); }},
    {"a height of 2^32 - 1", [](auto& p) { put(p, segment(p, 0x51) + 6, 0xFFFFFFFF, 4); }},
    {"16384 components", [](auto& p) { put(p, segment(p, 0x51) + 34, 16384, 2); }},
    {"no component", [](auto& p) { put(p, segment(p, 0x51) + 34, 0, 2); }},
    {"128 bits a pixel", [](auto& p) { put(p, segment(p, 0x51) + 36, 0x7F, 1); }},
    {"a subsampling of 0", [](auto& p) { put(p, segment(p, 0x51) + 37, 0, 1); }},
    {"a subsampling of 255", [](auto& p) { put(p, segment(p, 0x51) + 37, 0xFFFF, 2); }},
    {"65535 layers", [](auto& p) { put(p, segment(p, 0x52) + 2, 0xFFFF, 2); }},
    {"255 decompositions", [](auto& p) { put(p, segment(p, 0x52) + 5, 0xFF, 1); }},
    {"code blocks of 2^257", [](auto& p) { put(p, segment(p, 0x52) + 6, 0xFFFF, 2); }},
    {"a marker segment longer than the file", [](auto& p) { put(p, segment(p, 0x52) - 2, 0xFFFF, 2); }},
    {"a marker segment of length 0", [](auto& p) { put(p, segment(p, 0x52) - 2, 0, 2); }},
    {"a tile part that never ends", [](auto& p) { put(p, segment(p, 0x90) + 2, 0xFFFFFFFF, 4); }},
};

}  // namespace

const std::vector<HeaderLie>& header_lies() { return kLies; }

}  // namespace uketsuke::test
