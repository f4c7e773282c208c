// SPDX-License-Identifier: Apache-2.0
#include "sim/card/air_time.hpp"

#include "card_rig.hpp"

using namespace uketsuke;
using namespace uketsuke::test;

namespace {

/// Time of reading `size` bytes in pieces of 251, without the chip's own time.
double reading_ms(std::size_t size, int kilobits) {
    sim::AirLink link{kilobits};
    link.processing = {};
    const base::Bytes command{0x00, 0xB0, 0x00, 0x00, 0xFB};
    std::chrono::microseconds time{0};
    for (std::size_t done = 0; done < size; done += 251)
        time += sim::exchange_time(link, command, std::min<std::size_t>(251, size - done) + 2);
    return static_cast<double>(time.count()) / 1000.0;
}

}  // namespace

TEST_CASE("the model agrees with the computed limits of the card facts within a twentieth") {
    struct Row {
        std::size_t size;
        double at_106, at_212, at_424, at_848;
    };
    for (const auto& row :
         {Row{6'000, 612, 309, 158, 82}, Row{10'000, 1'020, 515, 263, 137}, Row{20'000, 2'040, 1'031, 526, 274}}) {
        CHECK(reading_ms(row.size, 106) == Approx(row.at_106).epsilon(0.05));
        CHECK(reading_ms(row.size, 212) == Approx(row.at_212).epsilon(0.05));
        CHECK(reading_ms(row.size, 424) == Approx(row.at_424).epsilon(0.05));
        CHECK(reading_ms(row.size, 848) == Approx(row.at_848).epsilon(0.05));
    }
}

TEST_CASE("an answer of 256 bytes takes two frames, and a signature its time") {
    const sim::AirLink link;
    const base::Bytes read{0x00, 0xB0, 0x00, 0x00, 0x00};
    const auto one = sim::exchange_time(link, read, 253);
    const auto two = sim::exchange_time(link, read, 258);
    CHECK((two - one).count() > 5 * 94 + 300);
    CHECK(sim::exchange_time(link, base::Bytes{0x80, 0x2A, 0x00, 0x80}, 258) > std::chrono::milliseconds(400));
}

TEST_CASE("a card on the air spends its time, to the millisecond in the sum") {
    base::Duration spent{0};
    const auto paced = std::make_shared<sim::PacedCard>(card_of("hanako"), sim::AirLink{},
                                                        [&](base::Duration time) { spent += time; });
    Insertion insertion(paced);
    REQUIRE(insertion.applications->identify());
    REQUIRE(insertion.pin("1234", 3)->kind == Kind::signed_);
    CHECK(spent > std::chrono::milliseconds(500));
    CHECK(spent < std::chrono::milliseconds(900));
    CHECK(std::chrono::duration_cast<base::Duration>(paced->total()) == spent);
}
