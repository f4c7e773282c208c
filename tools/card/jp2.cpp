// SPDX-License-Identifier: Apache-2.0
#include "jp2.hpp"

namespace uketsuke::tools::card {
namespace {

constexpr std::uint32_t kHeaderBox = 0x6A703268;  // "jp2h", holds other boxes
constexpr std::uint32_t kImageBox = 0x69686472;   // "ihdr"
constexpr std::size_t kBoxHead = 8;

std::uint32_t number_at(base::ByteView bytes, std::size_t at) {
    return std::uint32_t{bytes[at]} << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
}

/// The content of the first box of this kind in a row of boxes.
std::optional<base::ByteView> find_box(base::ByteView boxes, std::uint32_t kind) {
    while (boxes.size() >= kBoxHead) {
        const std::size_t size = number_at(boxes, 0);
        if (size < kBoxHead || size > boxes.size()) return std::nullopt;
        if (number_at(boxes, 4) == kind) return boxes.subspan(kBoxHead, size - kBoxHead);
        boxes = boxes.subspan(size);
    }
    return std::nullopt;
}

}  // namespace

std::optional<PictureSize> jp2_size(base::ByteView file) {
    const auto header = find_box(file, kHeaderBox);
    const auto image = header ? find_box(*header, kImageBox) : std::nullopt;
    if (!image || image->size() < 11) return std::nullopt;
    const std::uint32_t components = std::uint32_t{(*image)[8]} << 8 | (*image)[9];
    return PictureSize{number_at(*image, 4), number_at(*image, 0), components, ((*image)[10] & 0x7FU) + 1};
}

}  // namespace uketsuke::tools::card
