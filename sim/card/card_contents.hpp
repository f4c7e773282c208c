// SPDX-License-Identifier: Apache-2.0
// What a simulated My Number Card is born with: applications, files, PINs and keys (card facts A2, A4, A5, A7). Plain
// data. Not there: 券面入力補助AP, 住基AP, 照合番号A (the simulator invents no my numbers), the age record.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "face_record.hpp"

namespace uketsuke::sim {

using FileId = std::uint16_t;

struct Pin {
    base::Bytes value;
    int full = 3;
    int left = 3;
    bool verified = false;
};

struct File {
    enum class Kind { data, record, pin, key, terminal_ca } kind = Kind::data;
    base::Bytes content;              ///< data, record
    std::vector<FileId> opened_by;    ///< any of these PINs; empty = free
    bool opened_by_owner = false;     ///< a phone that checks its owner itself
    bool opened_by_terminal = false;  ///< or by the simulated terminal authentication
    std::optional<PrivateKey> key = {};
    std::optional<Pin> pin = {};
};

struct Application {
    base::Bytes aid;
    std::map<FileId, File> files;
    std::optional<PrivateKey> default_key = {};  ///< proves the card itself (80 2A 00 00), no PIN
};

/// The password of every simulated card's signature key (EF 001B).
constexpr std::string_view kTestSignaturePassword = "TEST123";

/// The photo is written as it is, with `lengths` in the face record.
std::vector<Application> card_contents(const Person& person, const TestPki& pki, const CardKeys& keys,
                                       base::ByteView photo_jp2);

}  // namespace uketsuke::sim
