// SPDX-License-Identifier: Apache-2.0
// A PcscReader on the fake, and waiting for what it shall see.
#pragma once

#include <catch2/catch.hpp>
#include <chrono>

#include "drivers/pcsc/reader.hpp"
#include "fake_pcsc.hpp"
#include "tests/support/patience.hpp"

namespace uketsuke::test {

using Kind = ports::SlotState::Kind;
using Clock = std::chrono::steady_clock;

struct ReaderOnFake {
    FakePcsc& pcsc = FakePcsc::instance();
    drivers::pcsc::PcscReader reader;
    ports::SlotState state;

    explicit ReaderOnFake(std::string name = {}, base::Duration limit = base::Duration(2000))
        : ReaderOnFake(drivers::pcsc::PcscOptions{std::move(name), limit}) {}
    explicit ReaderOnFake(drivers::pcsc::PcscOptions options) : reader(std::move(options)) { pcsc.reset(); }

    void look() { state = reader.wait(state, {}); }
    bool until(Kind kind) {
        for (const auto end = Clock::now() + kPatience; state.kind != kind && Clock::now() < end;) look();
        return state.kind == kind;
    }
    std::unique_ptr<ports::CardSession> open() {
        REQUIRE(until(Kind::present));
        auto session = reader.open(state.card);
        REQUIRE(session);
        return std::move(*session);
    }
    /// A card is there and answers: whatever happened before has left no trace.
    void check_works() {
        auto session = open();
        CHECK(session->transmit(*base::from_hex("00A4040C")));
    }
};

template <class T>
std::string error_of(const base::Result<T>& result) {
    return result ? "none" : std::string(base::name_of(result.error().code));
}

inline long milliseconds_since(Clock::time_point time) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - time).count();
}

}  // namespace uketsuke::test
