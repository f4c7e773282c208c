// SPDX-License-Identifier: Apache-2.0
// JPEG pictures as cameras send them.
#pragma once

#include "firmware/domain/image.hpp"

namespace uketsuke::test {

struct JpegKind {
    int quality = 90;
    int across = 2, down = 1;  ///< how many pixels share a colour; cameras mostly send 2 and 1
    bool progressive = false;
    bool arithmetic = false;
};

/// Of a picture in grey or BGR.
base::Bytes jpeg_of(const domain::Image& image, const JpegKind& kind = {});
/// The same without its Huffman tables, as MJPG streams often are.
base::Bytes without_tables(const base::Bytes& jpeg);
/// Where the entropy-coded bytes begin.
std::size_t scan_of(const base::Bytes& jpeg);

/// Soft noise in grey, another for each seed.
domain::Image noise(int width, int height, int seed);
/// Four fields: red, green above blue, grey, in BGR.
domain::Image fields(int width, int height);

}  // namespace uketsuke::test
