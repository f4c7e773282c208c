// SPDX-License-Identifier: Apache-2.0
#include "advice.hpp"

namespace uketsuke::tools::card {

std::vector<std::string> advice_for(base::ErrorCode error) {
    using C = base::ErrorCode;
    switch (error) {
        case C::config_invalid: return {"See: uketsuke-card --help"};
        case C::daemon_missing: return {"See what is wrong with it: uketsuke-card doctor"};
        case C::reader_missing: return {"See what is plugged in: uketsuke-card doctor"};
        case C::reader_changed:
            return {"If it belongs here: uketsuke --config FILE --accept-devices. If not, unplug it."};
        case C::card_removed: return {"Lay a card on the reader, hold it still, and call this again."};
        case C::card_busy:
            return {
                "Another program holds the card: a running kiosk (systemctl stop uketsuke), gpg's scdaemon (gpgconf "
                "--kill scdaemon), a browser with a PKCS#11 module. End it and call this again."};
        case C::card_mute:
        case C::card_not_readable:
        case C::card_garbled:
            return {"Take the card out of its sleeve, away from other cards, and lay it flat on the reader's mark.",
                    "Try another card: if that one works, this card is damaged or of another kind.",
                    "Try another USB port or cable; a contactless reader needs its full current."};
        case C::card_changed: return {"The card moved. Lay it down again, hold it still, and call this again."};
        case C::card_not_mynumber: return {"Lay a My Number Card on the reader, and no other card beside it."};
        case C::pin_unusable:
            return {"The holder's town office sets a new PIN; nothing else does. Face or staff check work without."};
        case C::certificate_refused: return {"The holder's town office renews it."};
        case C::certificate_untrusted:
            return {"Compare card.authorities in the settings with the CA certificates that J-LIS publishes."};
        case C::record_untrusted:
            return {"Compare card.trusted_issuer (or --trust) with the key number that uketsuke-card info prints."};
        case C::number_b_floor:
            return {
                "Nobody but the holder's town office resets this counter: the machine leaves the last tries alone."};
        case C::number_b_refused:
            return {
                "Read the card again: birth date as printed (YYMMDD, era year), year of expiry (YYYY), security code "
                "(4 digits). Each wrong number costs one of ten tries that only the town office gives back."};
        default: return {};
    }
}

}  // namespace uketsuke::tools::card
