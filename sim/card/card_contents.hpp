// SPDX-License-Identifier: Apache-2.0
// What a simulated My Number Card is born with: applications, files, PINs and keys (card facts A2, A4–A7). Plain data.
// Not there: secure messaging; files of 住基AP (not known). What is not published and so invented is said at its place.
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
    base::Bytes long_form = {};  ///< the same record with long-form lengths, for the fault
};

enum class ApplicationName { jpki, card_front, text, juki, common, issuer_domain };

struct Application {
    ApplicationName name;
    base::Bytes aid;
    std::map<FileId, File> files = {};
    std::optional<PrivateKey> default_key = {};   ///< proves the card itself (80 2A 00 00), no PIN
    std::optional<PrivateKey> internal_key = {};  ///< INTERNAL AUTHENTICATE (00 88 00 99)
    bool old_change_pin = false;                  ///< CHANGE PIN is 80 32 00 80, not 00 24 01 80
    std::map<FileId, base::Bytes> objects = {};   ///< GET DATA
};

/// The password of every simulated card's signature key (EF 001B).
constexpr std::string_view kTestSignaturePassword = "TEST123";
/// Stands where a card has My Number, and is 照合番号A: no number of anybody, its check digit is wrong.
constexpr std::string_view kNoMyNumber = "999999999999";

struct CardShape;  ///< card_shape.hpp

/// The issuer's domain comes first: it is what a card has selected at power-on. The photo is written as it is; it is
/// left out for a person without one. Without a shape: the usual one.
std::vector<Application> card_contents(const Person& person, const TestPki& pki, const CardKeys& keys,
                                       base::ByteView photo_jp2, const CardShape& shape);
std::vector<Application> card_contents(const Person& person, const TestPki& pki, const CardKeys& keys,
                                       base::ByteView photo_jp2);

}  // namespace uketsuke::sim
