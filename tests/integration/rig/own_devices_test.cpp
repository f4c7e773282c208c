// SPDX-License-Identifier: Apache-2.0
// A reader and a camera that are no simulated ones of the rig's stand in: a card that somebody else lays on a reader
// of this machine's pcscd, and a camera that answers as the kernel does.
#include <catch2/catch.hpp>

#include "sim/card_verb/card_on_reader.hpp"
#include "sim/real_rig/real_rig.hpp"
#include "sim/scenario/player.hpp"
#include "tests/driver/camera/fake_device.hpp"

using namespace uketsuke;
using flow::State;

namespace {

class Kiosk {
public:
    explicit Kiosk(sim::OwnDevices own) {
        sim::ScriptReader header("header");
        for (const auto* line : {"version 2", "rig real"}) REQUIRE(header.take(line));
        auto made = sim::RealRig::create({.start = header.script().start,
                                          .settings = header.script().settings,
                                          .folder = folder_.path(),
                                          .own = std::move(own),
                                          .camera_calls = test::kFakeCalls});
        REQUIRE(made);
        rig_ = std::move(*made);
        player_.emplace(*rig_, sim::Player::Options{.people = {sim::Paths{}.people}});
        REQUIRE(comes(State::idle));
    }
    bool comes(State state) {
        return rig_->advance_until([&] { return rig_->kiosk().visit().state == state; }, base::Duration{60'000});
    }
    void play(std::initializer_list<const char*> lines) {
        for (const auto* text : lines) {
            INFO(text);
            const auto line = sim::parse_line(text);
            REQUIRE(line);
            const auto problem = player_->carry_out(*line).problem;
            if (problem) FAIL(problem->found);
        }
    }
    sim::RealRig& rig() { return *rig_; }

private:
    const sim::TemporaryFolder folder_;
    std::unique_ptr<sim::RealRig> rig_;
    std::optional<sim::Player> player_;
};

template <class T>
std::string refusal_of(const base::Result<T>& result) {
    return result ? "done" : result.error().detail;
}

}  // namespace

TEST_CASE("a card that somebody lays on a reader of one's own checks in by PIN; no simulated one can be laid there") {
    const auto machine = sim::PrivatePcscd::create().value();
    machine->serve_this_process();
    const auto other =
        sim::CardOnReader::create({.paths = {}, .port = machine->port(), .atr = *sim::find_atr(sim::kCardAtrs[0].name)})
            .value();
    Kiosk kiosk({.reader = sim::PrivatePcscd::reader_of(0)});
    CHECK(kiosk.rig().about().find("YOUR OWN reader") != std::string::npos);
    CHECK(refusal_of(kiosk.rig().insert(domain::kCardSlot)).find("lay a card on it by hand") != std::string::npos);
    CHECK(refusal_of(kiosk.rig().fault("reader", "off")).find("your own") != std::string::npos);

    REQUIRE(other->take("taro"));
    REQUIRE(other->command("insert"));
    kiosk.play({"expect screen choose_identity within 20s", "wait 1s", "tap \"暗証番号\"", "type 2580", "tap \"確定\"",
                "expect screen consent within 20s", "wait 1s", "tap \"同意しない\"",
                "expect screen take_card within 20s"});
    REQUIRE(other->command("remove"));
    CHECK(kiosk.comes(State::idle));
}

TEST_CASE("a camera of one's own is opened for a face and closed again; what shows nobody leads on to the PIN") {
    test::Rig camera;
    {
        Kiosk kiosk({.camera = "/dev/video0"});
        CHECK(kiosk.rig().about().find("YOUR OWN camera /dev/video0, untried") != std::string::npos);
        CHECK(refusal_of(kiosk.rig().look("hanako")).find("stand before it") != std::string::npos);
        CHECK(refusal_of(kiosk.rig().fault("camera", "black")).find("your own") != std::string::npos);
        const auto before = camera.device.opened_ever;
        kiosk.play({"card hanako", "insert", "expect screen choose_identity within 20s", "wait 1s", "tap \"顔認証\"",
                    "expect screen face_capture within 20s"});
        CHECK(kiosk.rig().advance_until([&] { return camera.device.opened > 0; }, base::Duration{20'000}));
        CHECK(camera.device.opened_ever > before);
        kiosk.play({"wait 2s", "tap \"暗証番号\"", "expect screen pin_entry within 20s"});
        CHECK(kiosk.rig().advance_until([&] { return camera.device.opened == 0; }, base::Duration{20'000}));
        kiosk.play({"remove"});
        CHECK(kiosk.comes(State::idle));
    }
    CHECK(camera.device.opened == 0);
}
