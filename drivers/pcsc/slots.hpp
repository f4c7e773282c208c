// SPDX-License-Identifier: Apache-2.0
// What lies in which reader, and which card is the kiosk's: all that PcscReader knows, without a call to the daemon.
#pragma once

#include <winscard.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "firmware/base/error.hpp"

namespace uketsuke::drivers::pcsc {

/// What is known of a reader and its card; each stage needs the one before it. What follows `connected` is not tracked
/// here: CardApplications identifies the card and talks to it, and the end of PcscSession takes the power from it
/// (SCARD_UNPOWER_CARD), which makes it `present` again, or `empty`.
enum class Stage {
    no_service,  ///< no daemon, or one that refuses us
    no_reader,   ///< not plugged in
    hung,        ///< a call that was left behind in it has not come back
    empty,       ///< no card, or one that a session lost and at which pcscd has not looked since
    present,     ///< a card that may be opened
    connected,   ///< a card that is open, exclusively
};

/// What a card is known to be, in this insertion. A later one is rather taken than an earlier one.
enum class Kind { foreign, unknown, ours };

/// Thread-safe. A card is named by its insertion number, which no other card of these readers ever had.
///
/// A card gets a new number when it comes, when pcscd counted an event in between, when the daemon was gone meanwhile,
/// and when a session lost it. So the same number means the same card, but for a swap within one poll of the reader
/// driver that no APDU noticed.
class Slots {
public:
    /// The reader of an open card.
    struct Place {
        std::size_t number = 0;
        std::uint32_t insertion = 0;
        std::string reader;
        unsigned event_count = 0;  ///< pcscd's, of insertions and removals, when the card was seen
    };
    struct Look {
        std::size_t number;
        std::string reader;
        DWORD state;  ///< as pcscd gave it last: event count in the upper half
    };

    /// The readers that there are and that the kiosk may use; all others are none of ours.
    void list(const std::vector<std::string>& names);
    [[nodiscard]] std::vector<Look> listed() const;
    void see(std::size_t number, DWORD state);
    /// The daemon is gone, and with it what it counted and what hung in it.
    void forget();

    /// The furthest of all readers.
    [[nodiscard]] Stage stage() const;
    /// The kiosk's card. It stays the same while it is open, and until it is taken away unless it is not ours and
    /// another one is, or came later. A foreign card is shown once: what is left behind in some reader is passed over.
    std::optional<std::uint32_t> choose();
    /// Of whom to ask what they are, the kiosk's card first. Nobody while one card alone is there, while the kiosk's
    /// card is open, and when one is known to be ours.
    [[nodiscard]] std::vector<std::uint32_t> undecided() const;

    /// Its name; empty when this card lies in none.
    [[nodiscard]] std::string reader_of(std::uint32_t insertion) const;

    /// To open a card; waits while it is asked. Errors: card_removed (it is gone), card_busy (open, or it hangs).
    base::Result<Place> take(std::uint32_t insertion);
    /// To ask a card; nullopt when it is gone or open.
    std::optional<Place> begin_asking(std::uint32_t insertion);
    void end_asking(const Place& place, Kind told);

    // What becomes of an open card.
    void closed(const Place& place);
    /// What lies there now may be another card, or none. pcscd knows at its next look.
    void lost(const Place& place);
    void left_behind(const Place& place, std::function<bool()> hangs);

private:
    using Clock = std::chrono::steady_clock;
    struct Slot {
        std::string name;
        bool listed = false;
        DWORD state = SCARD_STATE_UNAWARE;
        std::uint32_t insertion = 0;
        std::uint32_t opened = 0;               ///< the insertion that is open, or was until it was lost
        Kind kind = Kind::unknown;              ///< of this insertion
        Clock::time_point doubtful_until{};     ///< a session lost the card that pcscd still sees
        std::function<bool()> call_hangs = {};  ///< of a call that was left behind in it; may be empty

        [[nodiscard]] Stage stage() const;
        [[nodiscard]] bool has_card() const { return stage() >= Stage::present; }
        void come(std::uint32_t number);
    };
    [[nodiscard]] const Slot* present(std::uint32_t insertion) const;
    [[nodiscard]] const Slot* best() const;
    std::optional<Place> open(std::uint32_t insertion);

    mutable std::mutex mutex_;
    std::condition_variable asked_;
    std::vector<Slot> slots_;  ///< every reader that was ever seen
    std::uint32_t insertions_ = 0;
    std::uint32_t current_ = 0;            ///< the kiosk's card, or the last one
    std::uint32_t last_shown_ = 0;         ///< the latest of all that were the kiosk's
    std::optional<std::uint32_t> asking_;  ///< the card that is asked
};

}  // namespace uketsuke::drivers::pcsc
