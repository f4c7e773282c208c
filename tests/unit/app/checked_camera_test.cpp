// SPDX-License-Identifier: Apache-2.0
#include "firmware/app/checked_camera.hpp"

#include <catch2/catch.hpp>

using namespace uketsuke;
using app::CheckedCamera;
using base::ErrorCode;

namespace {

struct HandClock : ports::Clock {
    [[nodiscard]] base::MonoTime mono() const override { return base::MonoTime(base::Duration(now)); }
    [[nodiscard]] base::WallTime wall() const override { return {}; }
    int now = 1000;
};

/// Gives what the test has put into it.
struct Fed : ports::Camera {
    explicit Fed(HandClock& one) : clock(one) {}
    struct Taken : ports::Capture {
        explicit Taken(Fed& one) : fed(one) {}
        base::Result<domain::Frame> next_frame(base::Duration) override {
            fed.clock.now += 40;
            ++fed.frames;
            const auto shade = static_cast<std::uint8_t>(fed.frozen ? 0 : fed.frames);
            const auto lower = static_cast<std::uint8_t>(fed.torn ? 0 : shade);
            return domain::Frame{{3, 2, 1, {1, 250, shade, 250, 1, lower}}, fed.clock.mono() + fed.ahead, fed.frames};
        }
        [[nodiscard]] std::string identity() const override { return fed.name; }
        Fed& fed;
    };
    base::Result<void> probe() override { return {}; }
    base::Result<std::unique_ptr<ports::Capture>> open() override {
        return std::unique_ptr<ports::Capture>(std::make_unique<Taken>(*this));
    }
    HandClock& clock;
    std::string name = "uvcvideo One usb-1";
    std::uint64_t frames = 0;
    base::Duration ahead{0};
    bool frozen = false;
    bool torn = false;
};

struct Rig {
    HandClock clock;
    Fed fed{clock};
    CheckedCamera camera{fed, clock};
    std::unique_ptr<ports::Capture> capture = std::move(camera.open().value());

    std::optional<ErrorCode> next() {
        const auto frame = capture->next_frame(base::Duration{100});
        return frame ? std::nullopt : std::optional(frame.error().code);
    }
};

}  // namespace

TEST_CASE("a checked camera hands on what is sound, with no time ahead of the clock") {
    Rig rig;
    rig.fed.ahead = base::Duration{150};
    for (int i = 0; i < 5; ++i) {
        const auto frame = rig.capture->next_frame(base::Duration{100});
        REQUIRE(frame);
        CHECK(frame->taken == rig.clock.mono());
    }
    CHECK(rig.capture->identity() == "uvcvideo One usb-1");
    CHECK(rig.camera.probe());
}

TEST_CASE("after a frame that is not sound none follows, and the sensor is not asked again") {
    Rig rig;
    REQUIRE_FALSE(rig.next());
    rig.fed.frozen = true;
    REQUIRE_FALSE(rig.next());
    CHECK(rig.next() == ErrorCode::camera_frozen);
    rig.fed.frozen = false;
    const auto asked = rig.fed.frames;
    CHECK(rig.next() == ErrorCode::camera_frozen);
    CHECK(rig.fed.frames == asked);
    rig.capture = std::move(rig.camera.open().value());
    CHECK_FALSE(rig.next());
}

TEST_CASE("torn pictures are passed over within the limit, and nobody gets one") {
    Rig rig;
    rig.fed.torn = true;
    const auto first = rig.capture->next_frame(base::Duration{100});
    REQUIRE(first);  // its lower half was never there before
    CHECK(rig.next() == ErrorCode::camera_stalled);
    CHECK(rig.fed.frames == 4);  // of 40 ms each
    CHECK(rig.next() == ErrorCode::camera_stalled);
    rig.fed.torn = false;
    const auto whole = rig.capture->next_frame(base::Duration{100});
    REQUIRE(whole);
    CHECK(whole->sequence == rig.fed.frames);
    CHECK(whole->image.pixels[2] == whole->image.pixels[5]);
}

TEST_CASE("a picture of the visit's earlier capture is a repetition until the visit is forgotten") {
    Rig rig;
    REQUIRE_FALSE(rig.next());
    const auto again = [&] {
        rig.fed.frames = 0;
        rig.capture = std::move(rig.camera.open().value());
        return rig.next();
    };
    CHECK(again() == ErrorCode::camera_repeated);
    rig.camera.forget();
    CHECK_FALSE(again());
}

TEST_CASE("the expected camera is given from outside, or is the first that opens") {
    HandClock clock;
    Fed fed{clock};
    CheckedCamera first(fed, clock), known(fed, clock, "uvcvideo Another usb-1");
    CHECK_FALSE(first.expected());
    CHECK(first.open());
    CHECK(first.expected() == fed.name);
    CHECK(known.open().error().code == ErrorCode::camera_swapped);
    CHECK(known.expected() == "uvcvideo Another usb-1");
    known.expect(fed.name);
    auto capture = known.open();
    REQUIRE(capture);
    fed.name = "uvcvideo One usb-2";
    CHECK((*capture)->next_frame(base::Duration{100}).error().code == ErrorCode::camera_swapped);
    CHECK(known.open().error().code == ErrorCode::camera_swapped);
}
