// SPDX-License-Identifier: Apache-2.0
#include "exit_code.hpp"

#include <array>

namespace uketsuke::tools::card {
namespace {

constexpr std::array kExits{
    ExitLine{kFine, "nothing wrong, or warnings only"},
    ExitLine{kDefect, "a defect of this program"},
    ExitLine{kWrongWords, "the command line or the settings are not understood"},
    ExitLine{kNoDaemon, "no pcscd answers, or one of another version"},
    ExitLine{kNoReader, "pcscd has no reader, or none of that name"},
    ExitLine{kNotAllowed, "the daemon refuses this user, it logs what it hears, or another program holds the card"},
    ExitLine{kNoCard, "no card lies there, or it was taken away meanwhile"},
    ExitLine{kUnreadable, "a card lies there but does not answer, or not sensibly"},
    ExitLine{kNotMyNumber, "it is no My Number Card, or of a generation that is not served"},
    ExitLine{
        kCardRefused,
        "the card refuses 照合番号B or PIN, or it may not be sent: five or fewer tries left, or no plausible digits"},
    ExitLine{kNotAuthentic, "certificate, record or card is not genuine, not trusted, revoked or ended"},
    ExitLine{kFile, "a file cannot be read or written"},
    ExitLine{kMachine, "the clock of this machine is wrong, or what it is believed by has ended"},
};

}  // namespace

std::span<const ExitLine> exit_codes() { return kExits; }

Exit exit_of(base::ErrorCode error) {
    using C = base::ErrorCode;
    switch (error) {
        case C::config_invalid: return kWrongWords;
        case C::daemon_missing: return kNoDaemon;
        case C::reader_missing: return kNoReader;
        case C::reader_denied:
        case C::card_busy: return kNotAllowed;
        case C::card_removed: return kNoCard;
        case C::card_not_readable:
        case C::card_mute:
        case C::card_garbled:
        case C::card_changed: return kUnreadable;
        case C::card_not_mynumber: return kNotMyNumber;
        case C::pin_wrong:
        case C::pin_locked:
        case C::pin_unusable:
        case C::phone_not_verified:
        case C::number_b_refused:
        case C::number_b_floor: return kCardRefused;
        case C::certificate_refused:
        case C::certificate_untrusted:
        case C::card_cloned:
        case C::record_untrusted:
        case C::portrait_forged:
        case C::record_text_forged:
        case C::record_birth_forged:
        case C::record_signature_forged: return kNotAuthentic;
        case C::model_invalid:
        case C::file_unreadable: return kFile;
        case C::clock_wrong:
        case C::kiosk_certificate_ended:
        case C::authority_ended:
        case C::lists_overdue:
        case C::reader_changed:
        case C::camera_changed: return kMachine;
        default: return kDefect;
    }
}

}  // namespace uketsuke::tools::card
