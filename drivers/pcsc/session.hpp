// SPDX-License-Identifier: Apache-2.0
// One card held exclusively through pcscd.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "drivers/pcsc/bounded_thread.hpp"
#include "firmware/ports/card.hpp"

namespace uketsuke::drivers::pcsc {

/// Connected with SCARD_SHARE_EXCLUSIVE, so no other program can select, reset or sign in between, and a second one
/// gets "busy" at once; SCardBeginTransaction would add nothing but a call that can block for ever (card facts B7).
/// Disconnected with SCARD_UNPOWER_CARD: after LEAVE_CARD the next program could sign without a PIN for up to a second.
/// Thread-bound. Never logs what goes through it.
class PcscSession final : public ports::CardSession {
public:
    struct Target {
        std::string reader;        ///< its name
        unsigned event_count = 0;  ///< pcscd's count of insertions and removals when the card was seen
        domain::CardRef card;
        base::Duration limit{};  ///< for one call to connect or transmit, and for all calls of one dialogue
        /// Nothing: as the reader's row says (quirks.hpp).
        std::optional<std::size_t> longest_answer = {};
    };
    /// What the reader has to hear, on the thread of the card lane.
    struct Notices {
        /// The card must no longer be taken for the same one. Once at most.
        std::function<void()> lost;
        /// A call was left behind in the daemon; `hangs` is true until it comes back (BoundedThread::busy).
        std::function<void(std::function<bool()> hangs)> abandoned;
        /// The card is let go, also when it could not be opened. Once.
        std::function<void()> closed;
    };
    /// Errors: card_removed (also when another card lies there by now), card_busy (also when the reader does not
    /// answer within the limit), card_not_readable, daemon_missing, reader_denied.
    static base::Result<std::unique_ptr<ports::CardSession>> open(const Target& target, Notices notices);
    ~PcscSession() override;

    /// A card that does not answer within the limit ends the session with card_garbled (see BoundedThread for what
    /// stays behind: also the command's bytes, which are wiped when the call returns). After card_removed,
    /// daemon_missing or such a card, every later call gives the same error: nothing reaches a card that may be another
    /// one. What pcscd holds of a command without an answer is overwritten.
    base::Result<base::Bytes> transmit(base::ByteView command) override;
    /// From here on all calls together have the limit of one, and kMostExchanges; what goes beyond ends the session
    /// with card_garbled. Before the first call of this there is no such budget.
    void begin_dialogue() override;
    [[nodiscard]] domain::CardRef card() const override { return target_.card; }

    /// A visit's longest dialogue takes 49 commands with a reader of short ones (README, figures).
    static constexpr int kMostExchanges = 1000;
    [[nodiscard]] std::size_t longest_answer() const override { return longest_answer_; }

private:
    struct Connection;
    PcscSession(Target target, Notices notices) : target_(std::move(target)), notices_(std::move(notices)) {}
    /// What one dialogue may still cost.
    struct Budget {
        std::chrono::steady_clock::time_point until;
        int exchanges = kMostExchanges;
    };
    bool run(std::function<void()> call);
    bool run(std::function<void()> call, base::Duration limit);
    [[nodiscard]] base::Duration time_left() const;
    bool spend_exchange();
    base::Error break_off();
    base::Result<base::Bytes> exchange(base::ByteView command);
    base::Error give_up(base::Error error);

    Target target_;
    std::size_t longest_answer_ = 256;
    Notices notices_;
    std::shared_ptr<Connection> connection_;  ///< used and closed on thread_ only; none once it was left behind
    std::optional<base::Error> over_;
    std::optional<Budget> budget_;
    BoundedThread thread_;
};

}  // namespace uketsuke::drivers::pcsc
