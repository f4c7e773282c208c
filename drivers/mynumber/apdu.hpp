// SPDX-License-Identifier: Apache-2.0
// The command APDUs that the kiosk sends, byte for byte (card facts A3), and the names of what they address (A2, A4,
// A5).
#pragma once

#include <array>
#include <cstdint>

#include "firmware/base/bytes.hpp"
#include "firmware/base/secret.hpp"

namespace uketsuke::drivers::mynumber {

using Aid = std::array<std::uint8_t, 10>;
/// 公的個人認証AP.
constexpr Aid kJpki{0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01};
/// 券面事項確認AP.
constexpr Aid kSurface{0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02};

using FileId = std::uint16_t;
namespace jpki {
constexpr FileId kTokenInfo = 0x0006, kUserCertificate = 0x000A, kUserKey = 0x0017, kUserPin = 0x0018;
}
namespace surface {
constexpr FileId kFace = 0x0002, kIssuer = 0x0004, kNumberB = 0x0012;
}

base::Bytes select_application(const Aid& aid);
base::Bytes select_file(FileId file);
/// offset ≤ 7FFF, length 1..256.
base::Bytes read_binary(std::size_t offset, std::size_t length);
/// VERIFY without data: how many tries are left. Burns none.
base::Bytes query_tries();
/// VERIFY of the selected PIN file. Holds the PIN: send it and let it die.
base::Secret verify(const base::Secret& pin);
/// Signs with the selected key file; the card pads the DigestInfo as it is (1..245 bytes).
base::Bytes compute_signature(base::ByteView digest_info);
/// A longer command than any VERIFY that every card refuses without acting on it (GET CHALLENGE takes no data).
base::Bytes harmless_long_command();
/// DigestInfo of SHA-256 around one digest, or several in a row (the face record has three): 1..96 bytes.
base::Bytes digest_info(base::ByteView digests);

}  // namespace uketsuke::drivers::mynumber
