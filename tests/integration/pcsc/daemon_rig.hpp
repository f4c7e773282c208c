// SPDX-License-Identifier: Apache-2.0
// The real pcscd with its virtual reader, and our driver in front of it.
#pragma once

#include <catch2/catch.hpp>

#include <chrono>
#include <iostream>
#include <stdexcept>
#include <thread>

#include "drivers/pcsc/reader.hpp"
#include "sim/vpcd/private_pcscd.hpp"
#include "sim/vpcd/vpcd_card.hpp"
#include "test_card.hpp"
#include "tests/support/patience.hpp"

namespace uketsuke::test {

using Clock = std::chrono::steady_clock;
using Kind = ports::SlotState::Kind;

/// One daemon for the whole program: libpcsclite reads its address once.
inline sim::PrivatePcscd& daemon() {
    static const auto started = [] {
        auto made = sim::PrivatePcscd::create();
        if (!made) throw std::runtime_error(made.error().detail);
        (*made)->serve_this_process();
        std::cout << "pcscd runs " << (*made)->way() << "\n";
        return std::move(*made);
    }();
    return *started;
}

/// One place on it, too: it remembers when a card last left, so that none comes faster than a hand is.
inline sim::VpcdCard& place() {
    static sim::VpcdCard place(daemon().port());
    return place;
}

struct DaemonRig {
    sim::PrivatePcscd& pcscd = daemon();
    sim::VpcdCard& slot = place();
    std::shared_ptr<TestCard> card = std::make_shared<TestCard>(), second_card = std::make_shared<TestCard>();
    drivers::pcsc::PcscOptions options;
    drivers::pcsc::PcscReader reader{options};
    ports::SlotState state;

    /// vpcd passes extended APDUs on.
    explicit DaemonRig(base::Duration call_limit = base::Duration(15000))
        : options{"Uketsuke virtual", call_limit, 65536} {}
    ~DaemonRig() { slot.remove(); }
    DaemonRig(const DaemonRig&) = delete;
    /// Looks until the slot is so, for as long as patience lasts.
    bool until(Kind kind) {
        for (const auto end = Clock::now() + kPatience; state.kind != kind && Clock::now() < end;)
            state = reader.wait(state, {});
        return state.kind == kind;
    }
    std::unique_ptr<ports::CardSession> insert_and_open() { return insert_and_open(card); }
    std::unique_ptr<ports::CardSession> insert_and_open(std::shared_ptr<sim::VirtualCard> laid) {
        REQUIRE(until(Kind::empty));
        REQUIRE(slot.insert(std::move(laid)));
        REQUIRE(until(Kind::present));
        auto session = reader.open(state.card);
        REQUIRE(session);
        return std::move(*session);
    }
};

/// pcscd tells the virtual reader to switch off and does not wait until it has.
inline bool goes_off(const std::atomic<bool>& flag) {
    for (const auto end = Clock::now() + kPatience; flag && Clock::now() < end;)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return !flag;
}

template <class T>
base::ErrorCode code_of(const base::Result<T>& result) {
    REQUIRE_FALSE(result);
    return result.error().code;
}

}  // namespace uketsuke::test
