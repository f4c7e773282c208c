// SPDX-License-Identifier: Apache-2.0
#include "desk/connections.hpp"

#include <sys/socket.h>

#include <array>
#include <catch2/catch.hpp>

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
