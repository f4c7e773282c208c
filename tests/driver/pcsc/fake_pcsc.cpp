// SPDX-License-Identifier: Apache-2.0
#include "fake_pcsc.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>

namespace uketsuke::test {

FakePcsc& FakePcsc::instance() {
    static FakePcsc fake;
    return fake;
}

void FakePcsc::reset() {
    const std::lock_guard lock(mutex);
    up = true;
    hanging = cancelled = exclusive = false;
    share_mode = disposition = 0;
    readers = {{kReader, {}}};
    scripted.clear();
    counted.clear();
    answers.clear();
    commands.clear();
}

void FakePcsc::daemon(bool is_up) {
    const std::lock_guard lock(mutex);
    up = is_up;
    exclusive = false;
    changed.notify_all();
}

void FakePcsc::plug(const std::string& reader) {
    const std::lock_guard lock(mutex);
    readers[reader] = {};
    changed.notify_all();
}

void FakePcsc::unplug(const std::string& reader) {
    const std::lock_guard lock(mutex);
    readers.erase(reader);
    changed.notify_all();
}

void FakePcsc::insert(const std::string& reader) {
    const std::lock_guard lock(mutex);
    readers[reader].present = true;
    ++readers[reader].events;
    changed.notify_all();
}

void FakePcsc::remove(const std::string& reader) {
    const std::lock_guard lock(mutex);
    readers[reader].present = false;
    ++readers[reader].events;
    changed.notify_all();
}

void FakePcsc::fail_next(const std::string& call, LONG code) {
    const std::lock_guard lock(mutex);
    scripted[call].push_back(code);
}

void FakePcsc::answer_next(const std::string& hex) {
    const std::lock_guard lock(mutex);
    answers.push_back(*base::from_hex(hex));
}

void FakePcsc::hang(bool on) {
    const std::lock_guard lock(mutex);
    hanging = on;
    changed.notify_all();
}

int FakePcsc::calls(const std::string& call) {
    const std::lock_guard lock(mutex);
    return counted[call];
}

std::vector<std::string> FakePcsc::sent() {
    const std::lock_guard lock(mutex);
    return commands;
}

DWORD FakePcsc::last_share_mode() {
    const std::lock_guard lock(mutex);
    return share_mode;
}

DWORD FakePcsc::last_disposition() {
    const std::lock_guard lock(mutex);
    return disposition;
}

int FakePcsc::open_contexts() {
    const std::lock_guard lock(mutex);
    return contexts;
}

int FakePcsc::open_handles() {
    const std::lock_guard lock(mutex);
    return handles;
}

LONG FakePcsc::enter(const std::string& call, LONG usual) {
    ++counted[call];
    auto& script = scripted[call];
    if (!script.empty()) {
        const LONG code = script.front();
        script.pop_front();
        return code;
    }
    return up ? usual : SCARD_E_NO_SERVICE;
}

}  // namespace uketsuke::test

namespace {

using uketsuke::test::FakePcsc;
constexpr std::string_view kReaderCount = "\\\\?PnP?\\Notification";

/// Fills in what the readers look like; true when one differs from what the caller knows.
bool look(const FakePcsc& fake, SCARD_READERSTATE* states, DWORD count) {
    bool any = false;
    for (DWORD i = 0; i < count; ++i) {
        auto& state = states[i];
        const auto reader = fake.readers.find(state.szReader);
        if (state.szReader == kReaderCount)
            state.dwEventState = static_cast<DWORD>(fake.readers.size()) << 16;
        else
            state.dwEventState = reader != fake.readers.end() ? reader->second.state()
                                                              : DWORD{SCARD_STATE_UNKNOWN | SCARD_STATE_UNAVAILABLE};
        if (state.dwEventState == state.dwCurrentState) continue;
        state.dwEventState |= SCARD_STATE_CHANGED;
        any = true;
    }
    return any;
}

}  // namespace

extern "C" {

const SCARD_IO_REQUEST g_rgSCardT0Pci = {SCARD_PROTOCOL_T0, sizeof(SCARD_IO_REQUEST)};
const SCARD_IO_REQUEST g_rgSCardT1Pci = {SCARD_PROTOCOL_T1, sizeof(SCARD_IO_REQUEST)};

LONG SCardEstablishContext(DWORD, LPCVOID, LPCVOID, LPSCARDCONTEXT context) {
    auto& fake = FakePcsc::instance();
    const std::lock_guard lock(fake.mutex);
    const LONG code = fake.enter("SCardEstablishContext");
    if (code == SCARD_S_SUCCESS) *context = ++fake.contexts;
    return code;
}

LONG SCardReleaseContext(SCARDCONTEXT) {
    auto& fake = FakePcsc::instance();
    const std::lock_guard lock(fake.mutex);
    --fake.contexts;
    return fake.enter("SCardReleaseContext");
}

LONG SCardListReaders(SCARDCONTEXT, LPCSTR, LPSTR names, LPDWORD size) {
    auto& fake = FakePcsc::instance();
    const std::lock_guard lock(fake.mutex);
    const LONG code =
        fake.enter("SCardListReaders", fake.readers.empty() ? SCARD_E_NO_READERS_AVAILABLE : SCARD_S_SUCCESS);
    if (code != SCARD_S_SUCCESS) return code;
    std::string list;
    for (const auto& [name, reader] : fake.readers) list += name + '\0';
    list += '\0';
    if (names != nullptr) std::memcpy(names, list.data(), list.size());
    *size = list.size();
    return code;
}

LONG SCardGetStatusChange(SCARDCONTEXT, DWORD timeout, SCARD_READERSTATE* states, DWORD count) {
    auto& fake = FakePcsc::instance();
    std::unique_lock lock(fake.mutex);
    const LONG code = fake.enter("SCardGetStatusChange");
    if (code != SCARD_S_SUCCESS) return code;
    fake.cancelled = false;
    bool any = false;
    fake.changed.wait_for(lock, std::chrono::milliseconds(timeout), [&] {
        any = look(fake, states, count);
        return any || fake.cancelled || !fake.up;
    });
    if (!fake.up) return SCARD_F_COMM_ERROR;  // as pcscd when it dies under a waiter
    if (fake.cancelled) return SCARD_E_CANCELLED;
    return any ? SCARD_S_SUCCESS : SCARD_E_TIMEOUT;
}

LONG SCardCancel(SCARDCONTEXT) {
    auto& fake = FakePcsc::instance();
    const std::lock_guard lock(fake.mutex);
    fake.cancelled = true;
    fake.changed.notify_all();
    return fake.enter("SCardCancel");
}

LONG SCardConnect(SCARDCONTEXT, LPCSTR name, DWORD share_mode, DWORD, LPSCARDHANDLE handle, LPDWORD protocol) {
    auto& fake = FakePcsc::instance();
    std::unique_lock lock(fake.mutex);
    fake.changed.wait(lock, [&] { return !fake.hanging; });
    const auto reader = fake.readers.find(name);
    LONG usual = SCARD_S_SUCCESS;
    if (reader == fake.readers.end())
        usual = SCARD_E_UNKNOWN_READER;
    else if (!reader->second.present)
        usual = SCARD_E_NO_SMARTCARD;
    else if (fake.exclusive)
        usual = SCARD_E_SHARING_VIOLATION;
    const LONG code = fake.enter("SCardConnect", usual);
    if (code != SCARD_S_SUCCESS) return code;
    fake.share_mode = share_mode;
    fake.exclusive = share_mode == SCARD_SHARE_EXCLUSIVE;
    *handle = ++fake.handles;
    *protocol = SCARD_PROTOCOL_T1;
    return code;
}

LONG SCardDisconnect(SCARDHANDLE, DWORD disposition) {
    auto& fake = FakePcsc::instance();
    const std::lock_guard lock(fake.mutex);
    --fake.handles;
    fake.exclusive = false;
    fake.disposition = disposition;
    fake.changed.notify_all();
    return fake.enter("SCardDisconnect");
}

LONG SCardTransmit(SCARDHANDLE, const SCARD_IO_REQUEST*, LPCBYTE command, DWORD size, SCARD_IO_REQUEST*, LPBYTE answer,
                   LPDWORD answer_size) {
    auto& fake = FakePcsc::instance();
    std::unique_lock lock(fake.mutex);
    fake.commands.push_back(uketsuke::base::to_hex({command, size}));
    const LONG code = fake.enter("SCardTransmit");
    fake.changed.wait(lock, [&] { return !fake.hanging; });
    if (code != SCARD_S_SUCCESS) return code;
    uketsuke::base::Bytes bytes{0x90, 0x00};
    if (!fake.answers.empty()) {
        bytes = fake.answers.front();
        fake.answers.pop_front();
    }
    std::copy(bytes.begin(), bytes.end(), answer);
    *answer_size = bytes.size();
    return code;
}

}  // extern "C"
