// SPDX-License-Identifier: Apache-2.0
// What the kiosk knows of the card on the reader. No name, no number of a person.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "firmware/base/bytes.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::domain {

/// A card as the reader sees it: the slot, and how many cards came before it there. A swapped card has another one.
struct CardRef {
    int slot = 0;
    std::uint32_t insertion = 0;
    bool operator==(const CardRef&) const = default;
};

/// The card's identity: SHA-256 of its user-authentication certificate (EF 000A), hex. Never logged, never shown.
struct CardId {
    std::string value;
    bool operator==(const CardId&) const = default;
};

/// A keyed hash of a CardId, by which one run of the kiosk knows a card again; the key never leaves the process, so it
/// says nothing to anybody else. Never written, logged or shown.
struct CardKey {
    std::array<std::uint8_t, 32> value{};
    auto operator<=>(const CardKey&) const = default;
};

/// Face attempts with one card: what the day's refusals leave of them.
struct FaceTries {
    int refused = 0;  ///< today, before this visit
    int left = 3;     ///< that this visit may make
    bool operator==(const FaceTries&) const = default;
};

/// Tries left on one of the card's counters. `blocked` and `left == 0` mean the same.
struct Tries {
    int left = 0;
    [[nodiscard]] bool blocked() const { return left <= 0; }
    auto operator<=>(const Tries&) const = default;
};

/// What lies on the reader (token label of EF 0006, card facts A4). A phone has no face record, no grace period and no
/// registration; an iPhone's owner was checked by the phone, an Android's PIN is typed on the kiosk (domain facts
/// §1.7).
enum class Medium : std::uint8_t { card, iphone, android };

/// Slots of CardRef.
constexpr int kCardSlot = 0;
constexpr int kPhoneSlot = 1;

/// 照合番号B is held in a base::Secret: birth YYMMDD (era year as printed) + expiry YYYY + security code, 14 digits.
/// The next generation of cards has six digits of its own (card facts A10).
constexpr std::size_t kNumberBDigits = 14;
/// Digits of the 利用者証明用 PIN.
constexpr std::size_t kPinDigits = 4;
/// With this many tries left on 照合番号B, or fewer, the machine does not use one.
constexpr int kNumberBTriesFloor = 5;

/// Result of identifying a card. Reading it burns no try.
struct CardInfo {
    CardId id;             ///< does not leave the card lane: empty in the visit
    Tries pin;             ///< 利用者証明用 PIN (EF 0018), full 3
    base::Date not_after;  ///< end of the user-authentication certificate, date in Japan
    Medium medium = Medium::card;
    std::size_t number_b_digits = kNumberBDigits;  ///< of this card's 照合番号B; 0: no face record
    bool number_b_usable = true;                   ///< more than kNumberBTriesFloor tries are left on 照合番号B
    FaceTries face = {};
    bool operator==(const CardInfo&) const = default;
};

using Nonce = std::array<std::uint8_t, 32>;

/// A service's nonce signed by the card, with the certificate that tells whose key it was.
struct Assertion {
    base::Bytes certificate;  ///< DER X.509, EF 000A
    base::Bytes signature;    ///< over SHA-256(nonce); of a P-384 key over SHA-384(nonce)
    enum class Way { pin, simulated_terminal, phone } way = Way::pin;
};

/// What the card said to one VERIFY and signature.
struct PinOutcome {
    enum class Kind { signed_, wrong, locked } kind = Kind::wrong;
    Tries left;                          ///< after the VERIFY
    std::optional<Assertion> assertion;  ///< when signed
};

/// Birth and sex of a card's holder as the card proves them, for comparison with what the service says of the person
/// whose key signed. Face and key could be two cards'. Goes from job to job through the vault and is never shown.
struct HolderProof {
    std::array<char, 8> birth{};       ///< YYYYMMDD, signed (DF22); 00 is a month or day that nobody knows
    char sex = '9';                    ///< signed (DF23): '1' male, '2' female, '9' not told
    std::array<char, 6> birth_in_b{};  ///< YYMMDD with the era's year, out of a 照合番号B of 14 digits; zeroes: none
    bool operator==(const HolderProof&) const = default;
};

/// What the face record of the card (券面事項確認AP EF 0002) yields once its signature DF28 holds and the card has
/// proved that it is no copy. Expiry and security code are not signed, and not taken over.
struct FaceRecord {
    base::Bytes photo_jp2;  ///< DF27, JPEG 2000
    HolderProof holder;
};

}  // namespace uketsuke::domain
