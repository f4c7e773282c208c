// SPDX-License-Identifier: Apache-2.0
// Lays a simulated card on the virtual reader (vpcd) of a real pcscd.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <future>
#include <memory>
#include <mutex>
#include <thread>

#include "firmware/base/descriptor.hpp"
#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"
#include "sim/card/virtual_card.hpp"

namespace uketsuke::sim {

/// vpcd listens, the card calls: to connect is to insert, to disconnect is to remove (card facts B2). A card that lies
/// there stays there when the daemon dies: it calls again until it is taken away. vpcd looks every 400 ms, so pcscd
/// sees an insertion or a removal up to 400 ms late. Thread-bound; the card itself is called from one thread of this
/// object between insert() and the end of remove().
class VpcdCard {
public:
    /// A swap within one look of vpcd is never noticed by pcscd; a hand takes longer.
    static constexpr base::Duration kHand{600};

    explicit VpcdCard(std::uint16_t port) : port_(port) {}
    ~VpcdCard() { remove(); }
    VpcdCard(const VpcdCard&) = delete;
    VpcdCard& operator=(const VpcdCard&) = delete;

    /// Takes any other card away and lays this one down, not before `hand` has passed since the last removal. Returns
    /// when vpcd's port has taken the call. Errors: reader_missing (nobody
    /// listens for two seconds).
    base::Result<void> insert(std::shared_ptr<VirtualCard> card, base::Duration hand = kHand);
    void remove();
    /// False also when the card tore itself out (VirtualCard::in_field).
    [[nodiscard]] bool inserted() const { return lying_; }

    using Instant = std::chrono::steady_clock::time_point;
    /// Of the card that lies there or lay there last: when it was laid down, when vpcd first looked, and when its first
    /// command came. Instant{}: not yet.
    struct Moments {
        Instant laid, looked, commanded;
    };
    [[nodiscard]] Moments moments() const { return {laid_, looked_, commanded_}; }

private:
    void live(VirtualCard& card, std::promise<void> first_contact);
    void hold(base::Descriptor line);
    void serve(VirtualCard& card);
    bool handle(VirtualCard& card, base::ByteView message);
    bool answer(VirtualCard& card, base::ByteView command);
    bool send(base::ByteView payload, std::size_t withheld = 0);

    const std::uint16_t port_;
    std::thread thread_;
    std::atomic<bool> lying_{false};
    std::mutex socket_mutex_;  ///< held to open, close and shut down, so that remove() never meets another's socket
    base::Descriptor socket_;  ///< set by the serving thread alone
    Instant removed_{};
    std::atomic<Instant> laid_{Instant{}}, looked_{Instant{}}, commanded_{Instant{}};
};

}  // namespace uketsuke::sim
