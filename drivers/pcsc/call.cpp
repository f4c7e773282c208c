// SPDX-License-Identifier: Apache-2.0
#include "call.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <string_view>

namespace uketsuke::drivers::pcsc {
namespace {

using C = base::ErrorCode;

struct Row {
    LONG code;
    C watching, opening, transmitting;
};

// Measured against pcscd 1.9.9 (card facts B7) where a comment says so; the others after their description in
// pcsclite.h.
constexpr std::array kMeaning{
    Row{SCARD_E_NO_SERVICE, C::daemon_missing, C::daemon_missing,
        C::daemon_missing},  // no daemon, stale socket, killed
    Row{SCARD_E_SERVICE_STOPPED, C::daemon_missing, C::daemon_missing, C::daemon_missing},  // other protocol version
    Row{SCARD_F_COMM_ERROR, C::daemon_missing, C::daemon_missing, C::daemon_missing},       // died while we waited
    Row{SCARD_E_INVALID_HANDLE, C::daemon_missing, C::daemon_missing, C::daemon_missing},   // handle of a daemon before
    Row{SCARD_W_SECURITY_VIOLATION, C::reader_denied, C::reader_denied, C::daemon_missing},  // polkit
    Row{SCARD_E_UNKNOWN_READER, C::reader_missing, C::card_removed, C::card_removed},        // reader unplugged
    Row{SCARD_E_READER_UNAVAILABLE, C::reader_missing, C::card_removed, C::card_removed},
    Row{SCARD_E_NO_READERS_AVAILABLE, C::reader_missing, C::card_removed, C::card_removed},
    Row{SCARD_E_SHARING_VIOLATION, C::daemon_missing, C::card_busy, C::card_busy},  // another program holds it
    Row{SCARD_E_NO_SMARTCARD, C::daemon_missing, C::card_removed, C::card_removed},
    Row{SCARD_W_REMOVED_CARD, C::daemon_missing, C::card_removed, C::card_removed},         // noticed by the poll
    Row{SCARD_E_NOT_TRANSACTED, C::daemon_missing, C::card_removed, C::card_removed},       // pulled, not yet noticed
    Row{SCARD_W_RESET_CARD, C::daemon_missing, C::card_removed, C::card_removed},           // its state is lost
    Row{SCARD_E_COMM_DATA_LOST, C::daemon_missing, C::card_not_readable, C::card_removed},  // slipped out of the field
    Row{SCARD_W_UNPOWERED_CARD, C::daemon_missing, C::card_mute, C::card_removed},
    Row{SCARD_W_UNRESPONSIVE_CARD, C::daemon_missing, C::card_mute, C::card_removed},
};
// Any other code: the daemon is of no use, the card cannot be read, or it talks nonsense (80100015 INVALID_ATR,
// 8010000F PROTO_MISMATCH of an unusable ATR, 80100008 INSUFFICIENT_BUFFER, 8010001F UNEXPECTED, …).
constexpr Row kOtherwise{0, C::daemon_missing, C::card_not_readable, C::card_garbled};

const Row& meaning_of(LONG code) {
    for (const auto& row : kMeaning)
        if (row.code == code) return row;
    return kOtherwise;
}

C code_of(const Row& row, Doing doing) {
    switch (doing) {
        case Doing::watching: return row.watching;
        case Doing::opening: return row.opening;
        case Doing::transmitting: return row.transmitting;
    }
    return C::internal;
}

}  // namespace

base::Error Failure::error(Doing doing) const {
    std::string_view file = site.file;
    file.remove_prefix(file.rfind('/') + 1);
    return {code_of(meaning_of(code), doing),
            fmt::format("{} {:08X} at {}:{}", site.call, static_cast<std::uint32_t>(code), file, site.line)};
}

Called checked(Site site, LONG code) {
    if (code == SCARD_S_SUCCESS) return {};
    return base::Unexpected<Failure>{{code, site}};
}

base::Expected<Context, Failure> Context::establish() {
    SCARDCONTEXT handle{};
    const auto done =
        checked("SCardEstablishContext", SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &handle));
    if (!done) return base::Unexpected<Failure>{done.error()};
    return Context(handle);
}

Context::~Context() {
    // A dead daemon answers with an error; libpcsclite has freed its side all the same.
    if (owned_) (void)checked("SCardReleaseContext", SCardReleaseContext(handle_));
}

}  // namespace uketsuke::drivers::pcsc
