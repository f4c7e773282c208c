// SPDX-License-Identifier: Apache-2.0
// Names are nowhere on the broker's disk, and in its memory no longer than the settings let them be kept.
#include <catch2/catch.hpp>

#include "desk/line/names.hpp"
#include "real_broker.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using namespace std::chrono_literals;
using Kind = desk::line::Member::Kind;
using Lines = std::vector<std::string>;

namespace {

constexpr const char* kName = "番号花子アルファ";

domain::PersonNamed hanako() { return {"file-1", kName, "バンゴウハナコアルファ"}; }

/// One kiosk whose visit has a name.
struct Named {
    RealBroker broker;
    base::Duration keep;
    FarDesk desk;
    FarKiosk kiosk;
    explicit Named(base::Duration how_long)
        : keep(how_long),
          desk(*desk::line::load_identity(broker.authority->own_identity()), broker.authority.get(), broker.clock,
               keep),
          kiosk(broker.join(Kind::kiosk, "kiosk-1"), broker.scratch.path, broker.clock, keep) {
        kiosk.link->tell(step(1, "thanks"));
        kiosk.link->tell(hanako());
        REQUIRE(comes([&] { return kiosk.link->all_taken(); }));
    }
    std::unique_ptr<FarDesk> another(const std::string& name) {
        return std::make_unique<FarDesk>(broker.join(Kind::desk, name), nullptr, broker.clock, keep);
    }
};

const std::string kWithName = std::string("kiosk-1 1 thanks ") + kName;

}  // namespace

TEST_CASE("a name reaches each desk while it may be kept, and none later; the broker's files never have it") {
    Named clinic(3s);
    CHECK(comes([&] { return clinic.desk.rows(true) == Lines{kWithName}; }));
    const auto in_time = clinic.another("desk-2");
    CHECK(comes([&] { return in_time->rows(true) == Lines{kWithName}; }));
    CHECK(clinic.broker.on_disk().find("\"thanks\"") != std::string::npos);  // the right files are looked into
    CHECK(clinic.broker.on_disk().find(kName) == std::string::npos);
    const auto broker = desk::line::Broker::open(*desk::line::load_identity(clinic.broker.authority->own_identity()));
    std::atomic<int> names = 0;
    REQUIRE(comes([&] { return (*broker)->there(); }));
    CHECK(comes([&] {  // nothing of it is left to anybody who asks
        names = 0;
        const auto ear = (*broker)->follow(desk::line::kNames, 1, [&](const auto&) { ++names; });
        const auto asked = (*broker)->last(desk::line::kNames);
        std::this_thread::sleep_for(100ms);
        return ear && asked == 1 && names == 0;
    }));
    const auto late = clinic.another("desk-3");
    CHECK(comes([&] { return late->rows(true) == Lines{"kiosk-1 1 thanks "}; }));
    clinic.broker.kill();
    CHECK(clinic.broker.on_disk().find(kName) == std::string::npos);
}

TEST_CASE("a broker that dies forgets names; the kiosk's end tells those again that may still be kept") {
    Named clinic(60s);
    clinic.broker.kill();
    CHECK(clinic.broker.on_disk().find(kName) == std::string::npos);
    clinic.broker.start();
    const auto later = clinic.another("desk-2");
    CHECK(comes([&] { return later->rows(true) == Lines{kWithName}; }));
    CHECK(comes([&] { return clinic.desk.rows(true) == Lines{kWithName}; }));
}
