// SPDX-License-Identifier: Apache-2.0
// Stands in for libpcsclite at link time: readers, cards and codes as a test says, with pcscd's habits (card facts B7).
#pragma once

#include <winscard.h>

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "sim/card/virtual_card.hpp"

namespace uketsuke::test {

/// What one call does instead of what it would.
struct CallFault {
    LONG code = SCARD_S_SUCCESS;
    /// It had its effect all the same: the card has seen the command.
    bool acted = false;
    /// Bytes that it gives out instead, of the calls that give any (SCardTransmit, SCardListReaders).
    std::optional<base::Bytes> bytes = {};
    /// From then on no call succeeds, until daemon(true).
    bool daemon_dies = false;

    [[nodiscard]] bool refuses() const { return code != SCARD_S_SUCCESS && !acted; }
};

/// Thread-safe: the test's thread moves cards while the driver's threads wait.
class FakePcsc {
public:
    static FakePcsc& instance();
    /// Daemon up, one empty reader "Fake reader 00 00", nothing scripted, nothing counted.
    void reset();

    void daemon(bool up);
    void plug(const std::string& reader);
    /// The same, and its driver tells this channel (SCARD_ATTR_CHANNEL_ID).
    void plug(const std::string& reader, std::uint32_t channel);
    void unplug(const std::string& reader);
    /// A card that answers what answer_next says, or this one. One that never answers keeps its caller until it is
    /// taken away; one that leaves the field is out, and its reader has noticed.
    void insert(const std::string& reader = kReader, std::shared_ptr<sim::VirtualCard> card = nullptr);
    void remove(const std::string& reader = kReader);
    /// The next call of this name returns `code` instead of what it would.
    void fail_next(const std::string& call, LONG code);
    /// The `nth` call of any name from now on (1 = the next). Until reset; fired() tells whether it was made.
    void fault_at(int nth, CallFault fault);
    /// How the command that a card left unanswered ends.
    void torn_as(CallFault outcome);
    /// The next SCardTransmit returns success with these bytes (none: the card was torn out). Without any: 9000.
    void answer_next(const std::string& hex);
    /// SCardConnect and SCardTransmit do not return until set free.
    void hang(bool on);
    /// The daemon is stopped (SIGSTOP): no call returns until it goes on.
    void stop(bool on);
    /// Another program holds the card in this reader.
    void hold(bool on, const std::string& reader = kReader);

    int calls(const std::string& call);
    std::vector<std::string> made();  ///< calls of any name, since the last forget_made
    void forget_made();
    bool fired();
    std::vector<std::string> sent();  ///< commands, hex
    DWORD last_share_mode();
    DWORD last_disposition();
    int open_contexts();
    int open_handles();

    static constexpr const char* kReader = "Fake reader 00 00";

    // For the SCard* functions.
    struct Reader {
        std::shared_ptr<sim::VirtualCard> card = nullptr;
        bool present = false;
        DWORD events = 0;
        bool held = false;
        std::optional<std::uint32_t> channel = {};
        [[nodiscard]] DWORD state() const;
    };
    struct Handle {
        SCARDCONTEXT context;
        std::string reader;
        DWORD events;  ///< when it was connected
        bool direct = false;
    };
    /// Counts the call and takes what was planned for it; a refusal when the daemon is away.
    CallFault enter(const std::string& call);
    /// For the SCard* functions: locked, once the daemon is not stopped.
    std::unique_lock<std::mutex> locked();
    void close(SCARDHANDLE handle, bool power_down);
    base::Bytes scripted_answer();
    void take_out(Reader& reader);

    std::mutex mutex;
    std::condition_variable changed;
    bool up = true;
    bool tells_of_plugs = true;  ///< wakes who waits when a reader is plugged in
    bool hanging = false;
    bool stopped = false;
    std::optional<std::uint32_t> longest_apdu;  ///< what the driver tells; nothing: it tells no properties
    std::uint32_t protocol = SCARD_PROTOCOL_T1;
    bool cancelled = false;
    SCARDCONTEXT contexts = 0;  ///< ever made
    int living_contexts = 0;
    SCARDHANDLE last_handle = 0;
    std::map<SCARDHANDLE, Handle> handles;
    DWORD share_mode = 0;
    DWORD disposition = 0;
    std::map<std::string, Reader> readers;
    std::vector<std::string> commands;
    CallFault torn;

private:
    std::map<std::string, std::deque<LONG>> scripted_;
    std::map<std::string, int> counted_;
    std::deque<base::Bytes> answers_;
    std::vector<std::string> made_;
    int fault_in_ = 0;  ///< calls until the fault; 0: none is planned
    CallFault fault_;
    bool fired_ = false;
};

}  // namespace uketsuke::test
