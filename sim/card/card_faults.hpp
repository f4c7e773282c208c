// SPDX-License-Identifier: Apache-2.0
// What can be wrong with a simulated card or its reader. A fault counts how often it fired, so that a test can tell a
// fault that did nothing from one that was survived. Plain data. Commands are counted from when the faults were set: 1
// = the next.
#pragma once

#include <cstdint>
#include <random>
#include <string_view>

#include "card_contents.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::sim {

struct Fault {
    bool on = false;
    int fired = 0;

    /// Whether to misbehave now; counts when so.
    bool fires() {
        fired += on ? 1 : 0;
        return on;
    }
};

/// Tears the card out of the field at one command. Fires once.
struct Tear {
    int at_apdu = 0;     ///< 0 = never
    bool acted = false;  ///< true: the card did what it was told and only the answer is lost
    int fired = 0;
    std::size_t answered = 0;  ///< when acted: so many bytes of the answer still got to the reader
};

/// Answers one command with a status word of its own, without acting. Fires once.
struct WrongAnswer {
    int at_apdu = 0;  ///< 0 = never
    std::uint16_t status = 0x6F00;
    int fired = 0;
};

/// Answers late: each time, or once.
struct Lateness {
    base::Duration by{0};  ///< 0 = never
    bool once = false;
    int fired = 0;
};

/// Falls silent at one command, and stays so until it is powered up anew.
struct Hang {
    int at_apdu = 0;  ///< 0 = never
    int fired = 0;
};

struct CardFaults {
    Fault foreign;            ///< none of a My Number Card's applications is there
    Fault garbage;            ///< answers noise
    Fault short_answers;      ///< each lacks its last byte
    Fault flickers;           ///< every other command, beginning with the next, ends in 6F00
    Fault two;                ///< another card lies on it: no answer when it is powered
    Fault wrong_status;       ///< every command but SELECT of an application ends in 6F00
    Fault hang;               ///< never answers, and stays in the field
    Fault first_apdu_6f00;    ///< the first command after each power-up ends in 6F00 (card facts A3, trap b)
    Fault mute;               ///< does not answer when it is powered
    Fault locked;             ///< a phone: has not checked its owner
    Fault long_form_lengths;  ///< the records' lengths are all written in the long form (card facts A6)
    Fault extra_filler;       ///< a kilobyte of FF more behind each file
    Fault drips;              ///< one byte to each READ BINARY
    Fault no_filler;          ///< nothing stands behind a file's object
    Fault exact_length;       ///< an Le that is not what there is ends in 6Cxx
    Fault no_key;             ///< a copy of the files without any private key
    Fault other_key;          ///< a copy of the files with private keys of its own

    // One bit differs from what was signed (the expiry is not signed).
    Fault tampered_photo, tampered_name, tampered_address, tampered_birth, tampered_card_key, tampered_expiry;
    Fault tampered_signature;   ///< DF28 of the face record
    Fault tampered_issuer;      ///< EF 0004's signature, in both 券面 applications
    Fault tampered_attributes;  ///< the name in 券面事項入力補助AP
    Fault tampered_digest;      ///< DF32 there

    Tear tear;
    WrongAnswer wrong_answer;
    Hang silence;
    Lateness late;
};

/// "foreign", "tampered", "tear 7", "tear 7 after", "tear 7 at 12", "wrong 5 6982", "hang 3", "none" …: the words of
/// scenarios, docs/scenarios.md. Errors: config_invalid.
base::Result<CardFaults> parse_card_faults(std::string_view words);
/// How often any of them fired.
int fired(const CardFaults& faults);

/// Flips a bit in `part`, read from `offset` of a file, where a fault wants it; counts when it did.
void tamper(CardFaults& faults, ApplicationName application, FileId file, base::ByteView content, std::size_t offset,
            base::Bytes& part);

/// Draws tears: the same ones for the same seed.
class TearDice {
public:
    explicit TearDice(std::uint64_t seed) : random_(seed) {}
    /// At any of the next `longest` commands, before the card acted, after, or within the answer's first 258 bytes.
    Tear next(int longest);

private:
    std::mt19937_64 random_;
};

struct ReaderFaults {
    Fault reader_off;  ///< the reader is unplugged
    Fault daemon_off;  ///< the daemon does not run
    Fault busy;        ///< somebody else holds the card
    Fault flickers;    ///< every other call, beginning with the next, finds no reader
    Fault another;     ///< a reader that nobody accepted is plugged in beside it
};

}  // namespace uketsuke::sim
