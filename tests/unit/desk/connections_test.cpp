// SPDX-License-Identifier: Apache-2.0
#include "desk/connections.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <catch2/catch.hpp>
#include <deque>

#include "desk_clock.hpp"
#include "firmware/base/descriptor.hpp"

using namespace uketsuke;
using namespace uketsuke::desk;
using namespace std::chrono_literals;

namespace {

struct Pair {
    base::Descriptor ours, theirs;
    Pair() {
        std::array<int, 2> ends{};
        REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) == 0);
        ours.reset(ends[0]);
        theirs.reset(ends[1]);
    }
    /// The other side hears that it was hung up on.
    [[nodiscard]] bool cut() const {
        char byte = 0;
        return ::recv(theirs.get(), &byte, 1, MSG_DONTWAIT) == 0;
    }
};

}  // namespace

TEST_CASE("a connection that lasts too long is cut off, whatever trickles in; a live list is not") {
    test::DeskClock clock;
    Connections connections(clock);
    const Pair slow, list, done;
    for (const auto* one : {&slow, &list, &done}) REQUIRE(connections.begin(one->ours.get()));
    connections.know(slow.ours.get());
    connections.keep(list.ours.get());
    connections.end(done.ours.get());
    clock.move(Connections::kLongest - 1s);
    connections.look();
    CHECK_FALSE(slow.cut());
    clock.move(1s);
    connections.look();
    CHECK(slow.cut());
    CHECK_FALSE(list.cut());
    CHECK_FALSE(done.cut());
}

TEST_CASE("one address has so many connections and no more, besides its live lists") {
    test::DeskClock clock;
    Connections connections(clock);
    std::vector<Pair> pairs(Connections::kMostOfOneAddress + 2);
    for (int i = 0; i < Connections::kMostOfOneAddress; ++i) REQUIRE(connections.begin(pairs[i].ours.get()));
    CHECK_FALSE(connections.begin(pairs.back().ours.get()));
    connections.keep(pairs[0].ours.get());
    CHECK(connections.begin(pairs.back().ours.get()));
    CHECK_FALSE(connections.begin(pairs[Connections::kMostOfOneAddress].ours.get()));
    connections.end(pairs[1].ours.get());
    CHECK(connections.begin(pairs[Connections::kMostOfOneAddress].ours.get()));
}

namespace {

/// A connection over this machine's loopback, from one of its many addresses.
struct Come {
    base::Descriptor theirs, ours;
    Come(int listener, const sockaddr_in& at, int from) {
        theirs.reset(::socket(AF_INET, SOCK_STREAM, 0));
        sockaddr_in self{};
        self.sin_family = AF_INET;
        self.sin_addr.s_addr = htonl(0x7F000000U + static_cast<unsigned>(from));
        REQUIRE(::bind(theirs.get(), reinterpret_cast<const sockaddr*>(&self), sizeof self) == 0);
        REQUIRE(::connect(theirs.get(), reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0);
        ours.reset(::accept(listener, nullptr, nullptr));
    }
    [[nodiscard]] bool cut() const {
        char byte = 0;
        return ::recv(theirs.get(), &byte, 1, MSG_DONTWAIT) == 0;
    }
};

}  // namespace

TEST_CASE("a machine with many addresses shuts out neither a new clerk nor one who is logged in") {
    test::DeskClock clock;
    Connections connections(clock);
    const base::Descriptor listener(::socket(AF_INET, SOCK_STREAM, 0));
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    REQUIRE(::bind(listener.get(), reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0);
    REQUIRE(::getsockname(listener.get(), reinterpret_cast<sockaddr*>(&at), &size) == 0);
    REQUIRE(::listen(listener.get(), 64) == 0);
    std::deque<Come> flood;
    const auto comes = [&](int from) {
        flood.emplace_back(listener.get(), at, from);
        clock.move(1ms);
        return connections.begin(flood.back().ours.get());
    };
    REQUIRE(comes(9));  // a clerk
    connections.know(flood.back().ours.get());
    for (int from = 10; from < 18; ++from)
        for (int i = 0; i < 2; ++i) REQUIRE(comes(from));
    CHECK_FALSE(flood[1].cut());
    REQUIRE(comes(50));  // another clerk, who has not logged in
    CHECK(flood[1].cut());
    CHECK_FALSE(flood.back().cut());
    CHECK_FALSE(flood[0].cut());
    clock.move(Connections::kStrangers);
    connections.look();
    CHECK(flood.back().cut());
    CHECK_FALSE(flood[0].cut());
}
