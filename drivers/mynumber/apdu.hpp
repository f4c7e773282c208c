// SPDX-License-Identifier: Apache-2.0
// The command APDUs that the kiosk sends, byte for byte (card facts A3), and the names of what they address (A2, A4,
// A5).
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "firmware/base/bytes.hpp"
#include "firmware/base/secret.hpp"

namespace uketsuke::drivers::mynumber {

using Aid = std::array<std::uint8_t, 10>;
/// 公的個人認証AP.
constexpr Aid kJpki{0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01};
/// 券面事項確認AP.
constexpr Aid kCardFront{0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02};
/// 券面事項入力補助AP.
constexpr Aid kText{0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08};
/// 住基AP.
constexpr Aid kJuki{0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x01};
/// 共通カードAP.
constexpr Aid kCommon{0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x01, 0x00};

/// My Number and what opens it: files 0001 (券面事項入力補助AP) and 0005 (券面事項確認AP), the former's PIN 0011,
/// 照合番号A 0013 and 0014. Files of these numbers are never named to a card, in no application.
constexpr bool holds_my_number(std::uint16_t file) {
    return file == 0x0001 || file == 0x0005 || file == 0x0011 || file == 0x0013 || file == 0x0014;
}

/// A file of the selected application. Made at compile time only, and not of a file that holds My Number: a program
/// that could ask for one does not compile.
class FileId {
public:
    consteval FileId(std::uint16_t id) : id_(id) {
        if (holds_my_number(id)) throw "this file holds My Number";
    }
    [[nodiscard]] constexpr std::uint16_t value() const { return id_; }
    [[nodiscard]] constexpr std::uint8_t short_id() const { return static_cast<std::uint8_t>(0x80 | id_); }

private:
    std::uint16_t id_;
};
namespace jpki {
constexpr FileId kTokenInfo = 0x0006, kCertificatesThere = 0x0008, kUserCertificate = 0x000A, kUserAuthority = 0x000B,
                 kUserKey = 0x0017, kUserPin = 0x0018, kSignaturePassword = 0x001B;
}
namespace card_front {
constexpr FileId kFace = 0x0002, kInfo = 0x0003, kIssuer = 0x0004, kNumberB = 0x0012;
}
namespace text {
constexpr FileId kAttributes = 0x0002, kIntegrity = 0x0003, kIssuer = 0x0004, kNumberB = 0x0015;
}

/// The file that a command names, by SELECT or by a short identifier; nullopt for none.
std::optional<std::uint16_t> file_named_by(base::ByteView command);
/// Whether a command names such a file: the last look before it is sent.
bool names_my_number(base::ByteView command);

base::Bytes select_application(const Aid& aid);
base::Bytes select_file(FileId file);
/// Of the selected file. offset ≤ 7FFF; length 1..256 short, and up to 65535 in the extended form.
base::Bytes read_binary(std::size_t offset, std::size_t length);
/// From the start of a file that need not be selected, and is afterwards. length 1..256.
base::Bytes read_first(FileId file, std::size_t length);
/// VERIFY without data: how many tries are left. Burns none.
base::Bytes query_tries();
/// The same of a PIN file that need not be selected. Whether it is afterwards is not known: VERIFY comes after SELECT.
base::Bytes query_tries(FileId pin_file);
/// VERIFY of the selected PIN file. Holds the PIN: send it and drop it.
base::Secret verify(const base::Secret& pin);
/// Signs with the selected key file: a DigestInfo, which the card pads as it is (1..245 bytes), or a bare digest
/// (PublicKey, block_to_sign).
base::Bytes compute_signature(base::ByteView block);
/// The same with a key file that need not be selected.
base::Bytes compute_signature(FileId key, base::ByteView block);
/// The same with the key of the selected application itself, which needs no PIN: the card proves that it is no copy.
base::Bytes prove(base::ByteView block);
/// A longer command than any VERIFY that every card refuses without acting on it (GET CHALLENGE takes no data).
base::Bytes harmless_long_command();
/// DigestInfo of SHA-256 around one digest, or several in a row (the face record has three): 1..96 bytes.
base::Bytes digest_info(base::ByteView digests);

}  // namespace uketsuke::drivers::mynumber
