// SPDX-License-Identifier: Apache-2.0
// The card, in two layers: a reader that moves bytes, and applications that give them meaning. The way of a card:
//
//   no service ► no reader ► empty ► present   what CardReader::wait tells
//   ► connected                                CardReader::open: a CardSession, exclusive
//   ► identified                               CardApplications::identify
//   ► in session                               its other dialogues, each from the card's answers alone
//   ► unpowered                                the end of CardSession; present again, or empty
//
// From any of these it may fall back to any before it, at any command.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "firmware/base/error.hpp"
#include "firmware/base/secret.hpp"
#include "firmware/domain/card.hpp"
#include "firmware/domain/image.hpp"

namespace uketsuke::ports {

/// What the reader's slot looks like. `down` carries why there is no reader (daemon_missing, reader_missing,
/// reader_denied).
struct SlotState {
    enum class Kind { down, empty, present } kind = Kind::down;
    domain::CardRef card;               ///< when present
    std::optional<base::Error> reason;  ///< when down
    bool operator==(const SlotState&) const = default;
};

/// Bytes to one card, held exclusively while this object lives; the card is powered down when it is dropped.
/// Thread-bound to the card lane.
class CardSession {
public:
    virtual ~CardSession() = default;
    /// One command APDU in, one response APDU out (data, SW1, SW2; at least two bytes). The implementation handles 61xx
    /// and 6Cxx itself. Errors: card_removed (torn: whether the card acted is unknown, never repeat a VERIFY),
    /// card_garbled, card_busy, daemon_missing.
    virtual base::Result<base::Bytes> transmit(base::ByteView command) = 0;
    /// What follows belongs to one dialogue, until the next begins: a card that gives its answers drop by drop has one
    /// budget of time and exchanges for all of it (card_garbled), since whoever waits for it waits for the whole.
    virtual void begin_dialogue() {}
    [[nodiscard]] virtual domain::CardRef card() const = 0;
    /// Bytes of data that reader and daemon pass on in one answer. More than 256: extended commands may be sent.
    [[nodiscard]] virtual std::size_t longest_answer() const { return 256; }
};

class CardReader {
public:
    virtual ~CardReader() = default;
    /// Blocks until the state differs from `known`, the token is stopped, or a finite time of at most one second has
    /// passed (then the state is the one known). Thread-bound to the card monitor.
    virtual SlotState wait(const SlotState& known, std::stop_token stop) = 0;
    /// Opens the card exclusively. Errors: card_removed, card_busy, card_mute (it does not answer to power),
    /// card_not_readable, daemon_missing, reader_denied.
    virtual base::Result<std::unique_ptr<CardSession>> open(domain::CardRef card) = 0;
};

/// The My Number Card's applications over an open session. Thread-bound to the card lane. Sources: card facts A3–A8.
/// Any of these may fail with card_removed, card_garbled or card_changed.
class CardApplications {
public:
    virtual ~CardApplications() = default;
    /// Finds out what card it is, with its tries and its certificate; burns nothing.
    /// Errors: card_not_mynumber, card_not_readable, certificate_untrusted, certificate_refused (revoked, by a list
    /// that the kiosk has itself).
    virtual base::Result<domain::CardInfo> identify() = 0;
    /// User-authentication certificate of the identified card, DER; empty before. Valid until the next call.
    [[nodiscard]] virtual base::ByteView certificate() const { return {}; }
    /// One dialogue: tries left, VERIFY, signature over SHA-256(nonce), nothing selected in between but the key file.
    /// The PIN is wiped before this returns, whatever happens. At most one VERIFY is sent, none when the counter is at
    /// zero, and none when the counter differs from `expected` (somebody else used the card meanwhile: card_changed).
    /// card_cloned: the signature is not by its certificate's key.
    virtual base::Result<domain::PinOutcome> verify_and_sign(base::Secret pin, domain::Tries expected,
                                                             const domain::Nonce& nonce) = 0;
    /// Tries left on 照合番号B. Burns nothing.
    virtual base::Result<domain::Tries> number_b_tries() = 0;
    /// For a phone whose owner it has checked itself: a signature over SHA-256(nonce) without a PIN.
    /// Errors: phone_not_verified (the owner was not checked, or too long ago).
    virtual base::Result<domain::Assertion> sign_as_phone(const domain::Nonce& nonce) = 0;
    /// Opens the face record with 照合番号B (wiped before this returns), checks its signature, and that the card is no
    /// copy. Errors: number_b_floor (five or fewer tries were left: nothing sent), number_b_refused (also
    /// the second time in an insertion: nothing sent), number_b_unreadable (not as many digits as this card has:
    /// nothing sent), portrait_forged, record_text_forged, record_birth_forged, record_signature_forged,
    /// record_untrusted, card_cloned.
    virtual base::Result<domain::FaceRecord> face_record(base::Secret number_b) = 0;
};

/// How the service's nonce gets signed without a PIN: 機関認証. The real one is not public; the product has none and
/// says so, the simulator has a labelled stand-in.
class CardSignature {
public:
    virtual ~CardSignature() = default;
    /// False: the face way is not offered on real cards.
    [[nodiscard]] virtual bool available() const = 0;
    /// Signs for the card that was identified and no other, which its signature proves: it holds under the certificate
    /// that was read then. Errors: terminal_authentication_unavailable, card_changed, and those of the card.
    virtual base::Result<domain::Assertion> sign(CardSession& session, base::ByteView certificate,
                                                 const domain::Nonce& nonce) = 0;
};

/// Reads the 14 printed digits (照合番号B) from the front of the card lying on the reader.
class CardFrontReader {
public:
    virtual ~CardFrontReader() = default;
    /// Two different frames agree and the digits are plausible on `today`, or number_b_unreadable with the reason.
    virtual base::Result<base::Secret> read(base::Date today) = 0;
};

/// JPEG 2000 bytes to grey pixels, in another process. Errors: portrait_undecodable.
class PhotoDecoder {
public:
    virtual ~PhotoDecoder() = default;
    virtual base::Result<domain::Image> decode(base::ByteView jp2) = 0;
};

}  // namespace uketsuke::ports
