// SPDX-License-Identifier: Apache-2.0
// The pictures of an MJPG stream. libjpeg-turbo, because it is a dependency already (dlib's), reads what cameras leave
// out (the Huffman tables), and lets its scratch memory be seen, which holds the picture and is wiped here. OpenCV's
// imgcodecs would bring a collection of picture formats into the product.
#pragma once

#include <cstdint>

#include "firmware/base/bytes.hpp"

namespace uketsuke::drivers::camera {

/// Decodes into `bgr`, which has room for width * height * 3 bytes. One baseline scan in grey or YCbCr, as cameras
/// send. False: another size, another kind of JPEG, bytes that are missing or broken; `bgr` may then hold anything.
/// Superfluous bytes between the parts are borne, since cameras in use send some.
bool bgr_from_jpeg(base::ByteView jpeg, int width, int height, std::uint8_t* bgr);

}  // namespace uketsuke::drivers::camera
