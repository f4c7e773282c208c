// SPDX-License-Identifier: Apache-2.0
// The SCard* functions, on FakePcsc.
#include <reader.h>

#include <algorithm>
#include <chrono>

#include "fake_pcsc.hpp"

namespace {

using uketsuke::base::Bytes;
using uketsuke::test::CallFault;
using uketsuke::test::FakePcsc;
constexpr std::string_view kReaderCount = "\\\\?PnP?\\Notification";

/// Fills in what the readers look like; true when one differs from what the caller knows.
bool look(const FakePcsc& fake, SCARD_READERSTATE* states, DWORD count) {
    bool any = false;
    for (DWORD i = 0; i < count; ++i) {
        auto& state = states[i];
        const auto reader = fake.readers.find(state.szReader);
        if (state.szReader == kReaderCount)
            state.dwEventState =
                fake.tells_of_plugs ? static_cast<DWORD>(fake.readers.size()) << 16 : state.dwCurrentState;
        else
            state.dwEventState = reader != fake.readers.end() ? reader->second.state()
                                                              : DWORD{SCARD_STATE_UNKNOWN | SCARD_STATE_UNAVAILABLE};
        if (state.dwEventState == state.dwCurrentState) continue;
        state.dwEventState |= SCARD_STATE_CHANGED;
        any = true;
    }
    return any;
}

LONG why_not_to_connect(FakePcsc& fake, const char* name, DWORD share_mode) {
    const auto reader = fake.readers.find(name);
    if (reader == fake.readers.end()) return SCARD_E_UNKNOWN_READER;
    if (share_mode == SCARD_SHARE_DIRECT) return reader->second.held ? SCARD_E_SHARING_VIOLATION : SCARD_S_SUCCESS;
    if (!reader->second.present) return SCARD_E_NO_SMARTCARD;
    if (reader->second.held) return SCARD_E_SHARING_VIOLATION;
    if (reader->second.card && reader->second.card->atr().empty()) return SCARD_W_UNRESPONSIVE_CARD;
    return SCARD_S_SUCCESS;
}

/// What comes of a command that the card was given, and the bytes.
std::pair<LONG, Bytes> exchange(FakePcsc& fake, std::unique_lock<std::mutex>& lock, SCARDHANDLE handle,
                                uketsuke::base::ByteView command) {
    const auto open = fake.handles.find(handle);
    if (open == fake.handles.end()) return {SCARD_E_INVALID_HANDLE, {}};
    const auto place = open->second;
    const auto same_card = [&] {
        const auto reader = fake.readers.find(place.reader);
        return reader != fake.readers.end() && reader->second.present && reader->second.events == place.events;
    };
    if (!same_card()) return {SCARD_W_REMOVED_CARD, {}};
    auto& reader = fake.readers[place.reader];
    const auto card = reader.card;
    if (!card) return {SCARD_S_SUCCESS, fake.scripted_answer()};
    auto answer = card->answer(command);
    if (!card->in_field()) {
        fake.take_out(reader);
        return {fake.torn.code, fake.torn.bytes.value_or(Bytes{})};
    }
    if (answer) return {SCARD_S_SUCCESS, std::move(*answer)};
    fake.changed.wait(lock, [&] { return !same_card() || !fake.up; });
    return {SCARD_E_NOT_TRANSACTED, {}};
}

LONG give(const Bytes& bytes, LPBYTE buffer, LPDWORD size) {
    const auto room = *size;
    *size = bytes.size();
    if (bytes.size() > room) return SCARD_E_INSUFFICIENT_BUFFER;
    std::copy(bytes.begin(), bytes.end(), buffer);
    return SCARD_S_SUCCESS;
}

}  // namespace

extern "C" {

const SCARD_IO_REQUEST g_rgSCardT0Pci = {SCARD_PROTOCOL_T0, sizeof(SCARD_IO_REQUEST)};
const SCARD_IO_REQUEST g_rgSCardT1Pci = {SCARD_PROTOCOL_T1, sizeof(SCARD_IO_REQUEST)};

LONG SCardEstablishContext(DWORD, LPCVOID, LPCVOID, LPSCARDCONTEXT context) {
    auto& fake = FakePcsc::instance();
    const auto lock = fake.locked();
    if (const auto fault = fake.enter("SCardEstablishContext"); fault.refuses()) return fault.code;
    ++fake.living_contexts;
    *context = ++fake.contexts;
    return SCARD_S_SUCCESS;
}

LONG SCardReleaseContext(SCARDCONTEXT context) {
    auto& fake = FakePcsc::instance();
    const auto lock = fake.locked();
    --fake.living_contexts;
    for (auto at = fake.handles.begin(); at != fake.handles.end();) {
        const auto [handle, open] = *at++;
        if (open.context == context) fake.close(handle, true);
    }
    return fake.enter("SCardReleaseContext").code;
}

LONG SCardListReaders(SCARDCONTEXT, LPCSTR, LPSTR names, LPDWORD size) {
    auto& fake = FakePcsc::instance();
    const auto lock = fake.locked();
    const auto fault = fake.enter("SCardListReaders");
    if (fault.refuses()) return fault.code;
    if (fake.readers.empty()) return SCARD_E_NO_READERS_AVAILABLE;
    Bytes list;
    for (const auto& [name, reader] : fake.readers)
        list.insert(list.end(), name.c_str(), name.c_str() + name.size() + 1);
    list.push_back(0);
    if (fault.bytes) list = *fault.bytes;
    if (names != nullptr) return give(list, reinterpret_cast<LPBYTE>(names), size);
    *size = list.size();
    return SCARD_S_SUCCESS;
}

LONG SCardGetStatusChange(SCARDCONTEXT, DWORD timeout, SCARD_READERSTATE* states, DWORD count) {
    auto& fake = FakePcsc::instance();
    auto lock = fake.locked();
    if (const auto fault = fake.enter("SCardGetStatusChange"); fault.refuses()) return fault.code;
    fake.cancelled = false;
    bool any = false;
    fake.changed.wait_for(lock, std::chrono::milliseconds(timeout), [&] {
        any = look(fake, states, count);
        return any || fake.cancelled || !fake.up;
    });
    fake.changed.wait(lock, [&] { return !fake.stopped; });
    if (!fake.up) return SCARD_F_COMM_ERROR;  // as pcscd when it dies under a waiter
    if (fake.cancelled) return SCARD_E_CANCELLED;
    return any ? SCARD_S_SUCCESS : SCARD_E_TIMEOUT;
}

LONG SCardCancel(SCARDCONTEXT) {
    auto& fake = FakePcsc::instance();
    const auto lock = fake.locked();
    const auto fault = fake.enter("SCardCancel");
    if (fault.refuses()) return fault.code;
    fake.cancelled = true;
    fake.changed.notify_all();
    return fault.code;
}

LONG SCardConnect(SCARDCONTEXT context, LPCSTR name, DWORD share_mode, DWORD, LPSCARDHANDLE handle, LPDWORD protocol) {
    auto& fake = FakePcsc::instance();
    auto lock = fake.locked();
    fake.changed.wait(lock, [&] { return !fake.hanging; });
    if (const auto fault = fake.enter("SCardConnect"); fault.refuses()) return fault.code;
    if (const LONG code = why_not_to_connect(fake, name, share_mode); code != SCARD_S_SUCCESS) return code;
    if (share_mode != SCARD_SHARE_DIRECT) fake.share_mode = share_mode;
    auto& reader = fake.readers[name];
    fake.handles[++fake.last_handle] = {context, name, reader.events, share_mode == SCARD_SHARE_DIRECT};
    reader.held = share_mode == SCARD_SHARE_EXCLUSIVE;
    if (reader.card && share_mode != SCARD_SHARE_DIRECT) reader.card->power_up();
    *handle = fake.last_handle;
    *protocol = fake.protocol;
    return SCARD_S_SUCCESS;
}

LONG SCardDisconnect(SCARDHANDLE handle, DWORD disposition) {
    auto& fake = FakePcsc::instance();
    const auto lock = fake.locked();
    const auto fault = fake.enter("SCardDisconnect");
    if (fault.refuses()) return fault.code;
    if (disposition != SCARD_LEAVE_CARD) fake.disposition = disposition;
    fake.close(handle, disposition == SCARD_UNPOWER_CARD);
    return fault.code;
}

/// As libccid answers: features, and of the one called GET_TLV_PROPERTIES two numbers. It never reaches the card and is
/// not counted among the calls.
LONG SCardControl(SCARDHANDLE, DWORD code, LPCVOID, DWORD, LPVOID answer, DWORD room, LPDWORD size) {
    auto& fake = FakePcsc::instance();
    const auto lock = fake.locked();
    constexpr DWORD kProperties = SCARD_CTL_CODE(3417);
    static_assert(kProperties == 0x42000D59);
    if (!fake.longest_apdu) return SCARD_E_UNSUPPORTED_FEATURE;
    *size = room;
    const auto byte = [&](int n) { return static_cast<std::uint8_t>(*fake.longest_apdu >> 8 * n); };
    if (code == CM_IOCTL_GET_FEATURE_REQUEST)
        return give({0x0A, 4, 0x42, 0, 0x0D, 0x48, FEATURE_GET_TLV_PROPERTIES, 4, 0x42, 0, 0x0D, 0x59},
                    static_cast<LPBYTE>(answer), size);
    if (code == kProperties)
        return give({1, 2, 0, 0, PCSCv2_PART10_PROPERTY_dwMaxAPDUDataSize, 4, byte(0), byte(1), byte(2), byte(3)},
                    static_cast<LPBYTE>(answer), size);
    return SCARD_E_UNSUPPORTED_FEATURE;
}

LONG SCardGetAttrib(SCARDHANDLE handle, DWORD attribute, LPBYTE answer, LPDWORD size) {
    auto& fake = FakePcsc::instance();
    const auto lock = fake.locked();
    if (const auto fault = fake.enter("SCardGetAttrib"); fault.refuses()) return fault.code;
    const auto open = fake.handles.find(handle);
    if (open == fake.handles.end()) return SCARD_E_INVALID_HANDLE;
    const auto channel = fake.readers[open->second.reader].channel;
    if (attribute != SCARD_ATTR_CHANNEL_ID || !channel) return SCARD_E_UNSUPPORTED_FEATURE;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(&*channel);
    return give(Bytes(bytes, bytes + sizeof *channel), answer, size);
}

LONG SCardTransmit(SCARDHANDLE handle, const SCARD_IO_REQUEST*, LPCBYTE command, DWORD size, SCARD_IO_REQUEST*,
                   LPBYTE answer, LPDWORD answer_size) {
    auto& fake = FakePcsc::instance();
    auto lock = fake.locked();
    fake.commands.push_back(uketsuke::base::to_hex({command, size}));
    const auto fault = fake.enter("SCardTransmit");
    fake.changed.wait(lock, [&] { return !fake.hanging; });
    if (fault.refuses()) return fault.code;
    auto [code, bytes] = std::pair<LONG, Bytes>{SCARD_S_SUCCESS, {}};
    if (fault.acted || !fault.bytes) std::tie(code, bytes) = exchange(fake, lock, handle, {command, size});
    if (fault.code != SCARD_S_SUCCESS) return fault.code;
    if (fault.bytes) bytes = *fault.bytes;
    return code == SCARD_S_SUCCESS ? give(bytes, answer, answer_size) : code;
}

}  // extern "C"
