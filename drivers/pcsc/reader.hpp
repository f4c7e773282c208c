// SPDX-License-Identifier: Apache-2.0
// ports::CardReader over libpcsclite. Source of what its calls really return: card facts B7.
#pragma once

#include <winscard.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "drivers/pcsc/call.hpp"
#include "firmware/ports/card.hpp"

namespace uketsuke::drivers::pcsc {

struct PcscOptions {
    /// Part of the reader's name. Empty: the first reader in which a card lies.
    std::string reader_name;
    /// For one connect or one APDU. A card may legally take some seconds for one signature: ten seconds or more; and
    /// less than the flow waits for a card dialogue, so that it hears what was wrong.
    base::Duration call_limit{12000};
    /// Bytes of data in one answer. More than 256: this reader and its driver pass extended APDUs on, and what they do
    /// with one if they do not differs from reader to reader: so somebody has to say it.
    std::size_t longest_answer = 256;
    /// Where a pcscd that logs APDUs is looked for.
    std::filesystem::path processes = "/proc";
    /// What its cards' CardRef carries: two readers of a kiosk must differ.
    int slot = domain::kCardSlot;
};

/// Survives a daemon that dies, restarts or is not there yet (a new context, tried again after 50 ms to 1 s), readers
/// that come and go (listed anew at every look), and a pcscd that logs APDUs (it is not used: reader_denied).
///
/// A card gets a new insertion number when it comes; when pcscd counted an event in between; when the daemon was gone
/// meanwhile; and when a session lost it. So the same number means the same card, but for a swap within one poll of the
/// reader driver that no APDU noticed. A card that a session lost is not reported before pcscd has looked as well.
///
/// A reader in which a call was left behind is `down` (reader_missing, "the reader hangs") and opens nothing, until
/// that call comes back or the context is a new one. `wait` is thread-bound to the monitor, `open` to the card lane.
/// Outlives its sessions.
class PcscReader final : public ports::CardReader {
public:
    explicit PcscReader(PcscOptions options = {}) : options_(std::move(options)) {}

    ports::SlotState wait(const ports::SlotState& known, std::stop_token stop) override;
    base::Result<std::unique_ptr<ports::CardSession>> open(domain::CardRef card) override;

private:
    using Clock = std::chrono::steady_clock;
    /// One reader that was ever seen. Its insertion number is of all that this object has seen: it names the slot too.
    struct Slot {
        std::string name;
        bool listed = false;
        DWORD state = SCARD_STATE_UNAWARE;  ///< as pcscd gave it: event count in the upper half
        std::uint32_t insertion = 0;
        Clock::time_point doubtful_until{};     ///< a session lost the card that pcscd still sees
        std::function<bool()> call_hangs = {};  ///< of a call that was left behind in it; may be empty

        [[nodiscard]] bool hangs() const { return call_hangs && call_hangs(); }
        [[nodiscard]] bool seen() const { return listed && (state & SCARD_STATE_PRESENT) != 0; }
        [[nodiscard]] bool present() const { return seen() && Clock::now() >= doubtful_until && !hangs(); }
    };

    ports::SlotState look(base::Duration patience, const std::stop_token& stop);
    Called list_readers();
    Called watch(base::Duration patience, const std::stop_token& stop);
    base::Result<void> connect();
    ports::SlotState drop_context(base::Error reason);
    void set_listed(const std::vector<std::string>& names);
    void update(const std::vector<SCARD_READERSTATE>& states, const std::vector<std::size_t>& numbers);
    ports::SlotState summary();
    Slot* slot_of(domain::CardRef card);
    void doubt(domain::CardRef card);
    void pause_until(Clock::time_point time, const std::stop_token& stop);

    const PcscOptions options_;

    // The monitor's own.
    std::optional<Context> context_;
    DWORD reader_count_state_ = SCARD_STATE_UNAWARE;  ///< of the pseudo reader that tells of plugged readers
    Clock::time_point next_try_{};
    base::Duration back_off_{0};
    base::Error no_context_{base::ErrorCode::daemon_missing, "not tried yet"};
    std::size_t current_ = 0;  ///< the slot that had a card last

    // Shared with the card lane.
    std::mutex mutex_;
    std::condition_variable_any stopped_;
    std::vector<Slot> slots_;
    std::uint32_t insertions_ = 0;
};

}  // namespace uketsuke::drivers::pcsc
