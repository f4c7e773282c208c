// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "private_key.hpp"

namespace uketsuke::sim {

/// 80 2A with this P1 (card facts A3, 7 and 7b): 00 pads the data as they are, 01 the data's digest, 02 a DigestInfo
/// around the digest that the data are, 03 around the data's digest; 04 and 05 the same by PSS. A P-384 key signs the
/// digest that the data are (00, 02) or the data's (01, 03). A status word when it refuses: 6A86 for another P1, 6A80
/// for data that do not fit.
struct Signed {
    base::Bytes signature;
    std::uint16_t status = 0x9000;
};
Signed compute_signature(const PrivateKey& key, std::uint8_t p1, base::ByteView data);

}  // namespace uketsuke::sim
