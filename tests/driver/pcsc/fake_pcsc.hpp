// SPDX-License-Identifier: Apache-2.0
// Stands in for libpcsclite at link time: readers, cards and codes as a test says, with pcscd's habits (card facts B7).
#pragma once

#include <winscard.h>

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "firmware/base/bytes.hpp"

namespace uketsuke::test {

/// Thread-safe: the test's thread moves cards while the driver's threads wait.
class FakePcsc {
public:
    static FakePcsc& instance();
    /// Daemon up, one empty reader "Fake reader 00 00", nothing scripted, nothing counted.
    void reset();

    void daemon(bool up);
    void plug(const std::string& reader);
    void unplug(const std::string& reader);
    void insert(const std::string& reader = kReader);
    void remove(const std::string& reader = kReader);
    /// The next call of this name returns `code` instead of what it would.
    void fail_next(const std::string& call, LONG code);
    /// The next SCardTransmit returns success with these bytes (none: the card was torn out). Without any: 9000.
    void answer_next(const std::string& hex);
    /// SCardConnect and SCardTransmit do not return until set free.
    void hang(bool on);

    int calls(const std::string& call);
    std::vector<std::string> sent();  ///< commands, hex
    DWORD last_share_mode();
    DWORD last_disposition();
    int open_contexts();
    int open_handles();

    static constexpr const char* kReader = "Fake reader 00 00";

    // For the SCard* functions.
    struct Reader {
        bool present = false;
        DWORD events = 0;
        [[nodiscard]] DWORD state() const { return (present ? SCARD_STATE_PRESENT : SCARD_STATE_EMPTY) | events << 16; }
    };
    /// Counts the call and takes its scripted code; `usual` otherwise, unless the daemon is away.
    LONG enter(const std::string& call, LONG usual = SCARD_S_SUCCESS);

    std::mutex mutex;
    std::condition_variable changed;
    bool up = true;
    bool hanging = false;
    bool cancelled = false;
    bool exclusive = false;
    int contexts = 0;
    int handles = 0;
    DWORD share_mode = 0;
    DWORD disposition = 0;
    std::map<std::string, Reader> readers;
    std::map<std::string, std::deque<LONG>> scripted;
    std::map<std::string, int> counted;
    std::deque<base::Bytes> answers;
    std::vector<std::string> commands;
};

}  // namespace uketsuke::test
