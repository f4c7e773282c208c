// SPDX-License-Identifier: Apache-2.0
// What can be wrong with a simulated card or its reader. A fault counts how often it fired, so that a test can tell a
// fault that did nothing from one that was survived. Plain data.
#pragma once

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

/// Tears the card out of the field at one APDU, counted from when it was set: 1 = the next. Fires once.
struct Tear {
    int at_apdu = 0;     ///< 0 = never
    bool acted = false;  ///< true: the card did what it was told and only the answer is lost
    int fired = 0;
};

struct CardFaults {
    Fault foreign;            ///< none of a My Number Card's applications is there
    Fault garbage;            ///< answers noise
    Fault wrong_status;       ///< every command but SELECT of an application ends in 6F00
    Fault tampered_photo;     ///< one bit of the photo differs from what was signed
    Fault hang;               ///< never answers, and stays in the field
    Fault first_apdu_6f00;    ///< the first command after each power-up ends in 6F00 (card facts A3, trap b)
    Fault mute;               ///< does not answer when it is powered
    Fault locked;             ///< a phone: has not checked its owner
    Fault long_form_lengths;  ///< the face record's lengths are all written in the long form (card facts A6)
    Tear tear;
};

struct ReaderFaults {
    Fault reader_off;  ///< the reader is unplugged
    Fault daemon_off;  ///< the daemon does not run
    Fault busy;        ///< somebody else holds the card
};

}  // namespace uketsuke::sim
