// SPDX-License-Identifier: Apache-2.0
// A camera and a card reader of one's own in place of the simulated ones: an invented V4L2 device in the kernel's
// place, and a virtual reader in a pcscd that is not the rig's. With real ones nobody has tried it.
#include <catch2/catch.hpp>
#include <filesystem>

#include "sim/real_rig/real_rig.hpp"
#include "sim/scenario/player.hpp"
#include "sim/vpcd/private_pcscd.hpp"
#include "tests/driver/camera/fake_device.hpp"

using namespace uketsuke;

namespace {

/// A kiosk of the real rig with these devices, and verbs for it.
struct Kiosk {
    sim::TemporaryFolder folder;
    std::unique_ptr<sim::RealRig> rig;
    std::unique_ptr<sim::Player> player;

    explicit Kiosk(const sim::OwnDevices& own,
                   const drivers::camera::SystemCalls& calls = drivers::camera::system_calls()) {
        sim::RealRig::Options options{.start = *base::parse_iso8601("2026-11-24T09:00:00+09:00"),
                                      .folder = folder.path(),
                                      .own = own,
                                      .camera_calls = calls};
        auto made = sim::RealRig::create(std::move(options));
        if (!made) FAIL(made.error().detail);
        rig = std::move(*made);
        player = std::make_unique<sim::Player>(*rig, sim::Player::Options{.people = sim::Paths{}.people});
    }
    /// Empty: it came true.
    [[nodiscard]] std::string say(const std::string& words) const {
        const auto reply = player->carry_out(sim::parse_line(words).value());
        return reply.problem ? reply.problem->expected + "; found: " + reply.problem->found : std::string();
    }
};

}  // namespace

TEST_CASE("an own camera is filmed with, and words show nobody to it") {
    test::Rig device;
    int opened = 0;
    {
        const Kiosk kiosk({.camera = "/dev/video7"}, test::kFakeCalls);
        CHECK(kiosk.rig->about().find("YOUR OWN camera /dev/video7, untried") != std::string::npos);
        CHECK(kiosk.say("look hanako").find("the camera is your own: stand before it") != std::string::npos);
        CHECK(kiosk.say("fault camera black").find("the camera is your own") != std::string::npos);
        CHECK(kiosk.say("card hanako").empty());
        CHECK(kiosk.say("insert").empty());
        CHECK(kiosk.say("expect screen choose_identity within 20s").empty());
        CHECK(kiosk.say("tap 顔認証").empty());
        CHECK(kiosk.say("expect text カメラの前に来てください within 30s").empty());  // its pictures are grey
    }
    opened = device.device.starts;
    CHECK(opened > 0);
}

TEST_CASE("an own camera that is not there puts the kiosk out of service, and says which") {
    const Kiosk kiosk({.camera = "/dev/no_such_camera"});
    CHECK(kiosk.say("expect screen out_of_service within 20s").empty());
    CHECK(kiosk.rig->kiosk().visit().error == base::ErrorCode::camera_missing);
}

TEST_CASE("an own reader: the card that lies on it begins a visit, and none is laid there by words") {
    const auto daemon = sim::PrivatePcscd::create().value();
    daemon->serve_this_process();
    sim::VpcdCard slot(daemon->port());
    sim::HeldCard hand({sim::Paths{}.people}, [](const sim::Person&) { return base::Bytes(3000, 0x4A); });
    REQUIRE(hand.load(sim::Paths{}.card_pki));
    REQUIRE(hand.take("hanako"));
    {
        const Kiosk kiosk({.reader = sim::PrivatePcscd::reader_of(0)});
        CHECK(kiosk.rig->about().find("YOUR OWN reader") != std::string::npos);
        CHECK(kiosk.say("card hanako").empty());
        CHECK(kiosk.say("insert").find("the card reader is your own: lay a card on it by hand") != std::string::npos);
        CHECK(kiosk.say("fault reader off").find("the card reader is your own") != std::string::npos);
        CHECK(kiosk.say("expect screen idle within 20s").empty());
        REQUIRE(slot.insert(hand.card()));
        CHECK(kiosk.say("expect screen choose_identity within 20s").empty());
        slot.remove();
        CHECK(kiosk.say("expect screen idle within 20s").empty());
    }
}
