// SPDX-License-Identifier: Apache-2.0
// ports::CardReader over libpcsclite. Source of what its calls really return: card facts B7; docs/readers.md says which
// test shows each.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "drivers/pcsc/bounded_thread.hpp"
#include "drivers/pcsc/call.hpp"
#include "drivers/pcsc/reader_place.hpp"
#include "drivers/pcsc/session.hpp"
#include "drivers/pcsc/slots.hpp"
#include "firmware/ports/card.hpp"

namespace uketsuke::drivers::pcsc {

/// Asks an open card whether it is one that the kiosk serves, and burns nothing. An error: it does not say so, or the
/// session's own.
using Probe = std::function<base::Result<bool>(ports::CardSession&)>;

/// Given what each reader of the right name and port is known by (identity_of), gives those that may be used.
using Admit = std::function<std::vector<std::string>(const std::vector<std::string>& there)>;

struct PcscOptions {
    /// Part of the reader's name, or empty: any. Where several of these hold cards, `probe` tells them apart.
    std::string reader_name;
    /// For one connect or one APDU. A card may legally take some seconds for one signature: ten seconds or more; and
    /// less than the flow waits for a card dialogue, so that it hears what was wrong.
    base::Duration call_limit{12000};
    /// Bytes of data in one answer, where somebody says it; else as the reader's row has it, or its driver tells
    /// (quirks.hpp). More than 256: extended commands are sent, and what a reader does that cannot differs.
    std::optional<std::size_t> longest_answer = {};
    /// Where a pcscd that logs APDUs is looked for.
    std::filesystem::path processes = "/proc";
    /// What its cards' CardRef carries: two readers of a kiosk must differ.
    int slot = domain::kCardSlot;
    /// Empty: nobody is asked, and it is the card that came first, until it is taken away.
    Probe probe = {};
    /// The USB port that the reader must be plugged into (ReaderPlace::port), or empty: any.
    std::string port = {};
    std::filesystem::path usb_devices = kUsbDevices;
    /// Asked at every look, by the monitor. Empty: all may be used.
    Admit admit = {};
};

/// Survives a daemon that dies, restarts or is not there yet (a new context, tried again after 50 ms to 1 s), readers
/// that come and go (listed anew at every look), and a pcscd that logs APDUs (it is not used: reader_denied).
///
/// While one card lies there nothing is asked: whose it is, is for the visit to find out. When there are more, each is
/// opened, asked and left without power, once an insertion (again if another program held it, or it was lost), until
/// one says yes. An answer is a hint and no more: the visit identifies the card itself.
///
/// A reader that is not admitted is none of the kiosk's: no card in it is looked at or opened. While one is there the
/// state is `down` with reader_changed, but for a card that is known already and still lies there. With a port or with
/// `admit` a reader is not taken before its place is known, which is asked anew when it comes again.
///
/// A daemon that was stopped answers nothing: a call of the monitor that takes two seconds too long is left behind with
/// its thread and its context (daemon_missing, "pcscd does not answer"), and nothing more is asked until it comes back.
///
/// A reader in which a call was left behind is `down` (reader_missing, "the reader hangs") and opens nothing, until
/// that call comes back or the context is a new one. `wait` is thread-bound to the monitor (asking a card that hangs
/// adds up to two seconds to its time), `open` to the card lane. Outlives its sessions.
class PcscReader final : public ports::CardReader {
public:
    explicit PcscReader(PcscOptions options = {}) : options_(std::move(options)) {}
    ~PcscReader() override;

    ports::SlotState wait(const ports::SlotState& known, std::stop_token stop) override;
    base::Result<std::unique_ptr<ports::CardSession>> open(domain::CardRef card) override;
    /// The PC/SC name of the reader in which a card lies; empty when it lies there no longer. Thread-safe.
    [[nodiscard]] std::string reader_of(domain::CardRef card) const { return slots_.reader_of(card.insertion); }

private:
    using Clock = std::chrono::steady_clock;

    struct Watched;
    void look(base::Duration patience, const std::stop_token& stop);
    void connect();
    bool call(std::function<void()> task, base::Duration patience = base::Duration{0});
    Called list_readers();
    Called find_places(const std::vector<std::string>& names);
    Called find_place(const std::string& name);
    std::vector<std::string> admitted(const std::vector<std::string>& names);
    void doubt_places(const Watched& seen);
    Called watch(base::Duration patience, const std::stop_token& stop);
    void note(const Watched& seen);
    void lose_context(const Failure& failure);
    void drop_context(base::Error reason);
    void tell_apart(const std::stop_token& stop);
    Kind ask(const Slots::Place& place);
    [[nodiscard]] Stage stage() const { return context_ ? slots_.stage() : Stage::no_service; }
    ports::SlotState state(const ports::SlotState& known);
    ports::SlotState no_reader() const;
    base::Result<std::unique_ptr<ports::CardSession>> open_at(const Slots::Place& place, base::Duration limit);
    void pause_until(Clock::time_point time, const std::stop_token& stop);

    const PcscOptions options_;
    Slots slots_;

    // The monitor's own.
    std::unique_ptr<BoundedThread> caller_;  ///< makes the calls to the daemon
    std::function<bool()> left_behind_;      ///< whether the one that was left behind is still at it; may be empty
    std::shared_ptr<Context> context_;       ///< used and closed on caller_ only
    DWORD reader_count_state_ = SCARD_STATE_UNAWARE;  ///< of the pseudo reader that tells of plugged readers
    std::map<std::string, ReaderPlace> places_;       ///< by the reader's name
    std::set<std::string> doubtful_;                  ///< of these: another device may have come under the name
    std::uint32_t shown_ = 0;                         ///< insertion of the card that wait told last
    std::string strangers_;                           ///< what the readers that are not admitted are known by
    Clock::time_point next_try_{};
    base::Duration back_off_{0};
    base::Error no_context_{base::ErrorCode::daemon_missing, "not tried yet"};
};

}  // namespace uketsuke::drivers::pcsc
