// SPDX-License-Identifier: Apache-2.0
#include "firmware/app/paired_camera.hpp"

#include <catch2/catch.hpp>

#include "firmware/app/checked_camera.hpp"

using namespace uketsuke;
using app::InfraredFrames;
using app::PairedCamera;
using base::ErrorCode;

namespace {

constexpr base::Duration kLimit{1000};

base::MonoTime at(int milliseconds) { return base::MonoTime(base::Duration(milliseconds)); }

domain::Image lit(std::uint8_t light) { return {2, 1, 1, {light, light}}; }

struct HandClock : ports::Clock {
    [[nodiscard]] base::MonoTime mono() const override { return at(now); }
    [[nodiscard]] base::WallTime wall() const override { return {}; }
    int now = 1000;
};

/// Gives the frames that lie in it, one a call, and says what is wrong when there are none.
struct Lying : ports::Camera {
    struct Taken : ports::Capture {
        explicit Taken(Lying& one) : lying(one) {}
        base::Result<domain::Frame> next_frame(base::Duration limit) override {
            lying.limits.push_back(limit);
            if (lying.frames.empty()) return base::fail(lying.empty);
            auto frame = std::move(lying.frames.front());
            lying.frames.erase(lying.frames.begin());
            return frame;
        }
        [[nodiscard]] std::string identity() const override { return lying.name; }
        Lying& lying;
    };
    base::Result<void> probe() override {
        if (wrong) return base::fail(*wrong);
        return {};
    }
    base::Result<std::unique_ptr<ports::Capture>> open() override {
        if (wrong) return base::fail(*wrong);
        return std::unique_ptr<ports::Capture>(std::make_unique<Taken>(*this));
    }
    void forget() override { ++forgotten; }
    /// One taken then.
    void lay(int milliseconds, std::uint8_t light) { frames.push_back({lit(light), at(milliseconds), ++sequence}); }

    std::string name = "uvcvideo One usb-1";
    std::vector<domain::Frame> frames;
    std::uint64_t sequence = 0;
    std::optional<ErrorCode> wrong;  ///< with the device
    ErrorCode empty = ErrorCode::camera_stalled;
    std::vector<base::Duration> limits;
    int forgotten = 0;
};

struct Counter {
    explicit Counter(bool required = false) : both(colour, infrared, required) {}
    Lying colour, infrared;
    PairedCamera both;

    std::unique_ptr<ports::Capture> open() {
        auto opened = both.open();
        REQUIRE(opened);
        return std::move(*opened);
    }
};

template <class T>
ErrorCode code_of(const base::Result<T>& result) {
    REQUIRE_FALSE(result);
    return result.error().code;
}

/// Light of what was taken with a frame of that time; nothing: there is none.
std::optional<int> light_at(const InfraredFrames& frames, int milliseconds) {
    const auto image = frames.taken_with(at(milliseconds));
    return image.empty() ? std::nullopt : std::optional<int>(image.pixels[0]);
}

InfraredFrames frames_of(std::initializer_list<std::pair<int, int>> all) {
    InfraredFrames frames;
    for (const auto& [milliseconds, light] : all)
        frames.keep({lit(static_cast<std::uint8_t>(light)), at(milliseconds), 1});
    return frames;
}

}  // namespace

TEST_CASE("an infrared frame belongs to a colour frame that is no further than a tenth of a second, early or late") {
    const auto frames = frames_of({{1000, 50}});
    CHECK(light_at(frames, 1100) == 50);
    CHECK(light_at(frames, 1101) == std::nullopt);
    CHECK(light_at(frames, 900) == 50);
    CHECK(light_at(frames, 899) == std::nullopt);
    CHECK(light_at({}, 1000) == std::nullopt);
}

TEST_CASE("of several the one that the lamp lit, and of equal ones the nearest") {
    CHECK(light_at(frames_of({{1000, 50}, {1033, 3}, {1066, 4}}), 1070) == 50);
    CHECK(light_at(frames_of({{900, 99}, {1000, 50}, {1033, 3}}), 1070) == 50);  // the lighter one is too old
    InfraredFrames frames;
    for (const int time : {1000, 1040, 1080}) {
        domain::Image image{2, 1, 1, {static_cast<std::uint8_t>(time - 1000), static_cast<std::uint8_t>(1080 - time)}};
        frames.keep({std::move(image), at(time), 1});  // all as light
    }
    CHECK(light_at(frames, 1045) == 40);
    CHECK(light_at(frames, 1075) == 80);
    CHECK(light_at(frames, 1005) == 0);
}

TEST_CASE("no more frames are kept than a moment has") {
    InfraredFrames frames;
    for (int i = 0; i <= static_cast<int>(InfraredFrames::kKept); ++i)
        frames.keep({lit(static_cast<std::uint8_t>(100 - i)), at(1000 + i), 1});
    CHECK(light_at(frames, 1000) == 99);
}

TEST_CASE("each colour frame comes with what infrared saw, which is never waited for") {
    Counter counter;
    const auto capture = counter.open();
    counter.colour.lay(1000, 1);
    counter.infrared.lay(960, 60);
    counter.infrared.lay(993, 70);
    auto frame = capture->next_frame(kLimit);
    REQUIRE(frame);
    CHECK(frame->image.pixels[0] == 1);
    CHECK(frame->infrared.value().pixels[0] == 70);
    CHECK(counter.colour.limits == std::vector{kLimit});
    CHECK(counter.infrared.limits == std::vector(3, base::Duration::zero()));
    counter.colour.lay(1050, 2);  // the next infrared frame is late: the last one still serves
    CHECK(capture->next_frame(kLimit)->infrared.value().pixels[0] == 70);
    counter.colour.lay(1100, 3);  // and then does not
    frame = capture->next_frame(kLimit);
    REQUIRE(frame->infrared);
    CHECK(frame->infrared->empty());
    counter.infrared.lay(1130, 80);
    counter.colour.lay(1150, 4);
    CHECK(capture->next_frame(kLimit)->infrared.value().pixels[0] == 80);
    CHECK(capture->identity() == counter.colour.name);
}

TEST_CASE("an infrared camera that falls silent or is unplugged leaves frames that say nothing") {
    for (const auto gone : {ErrorCode::camera_stalled, ErrorCode::camera_missing}) {
        Counter counter;
        const auto capture = counter.open();
        counter.infrared.empty = gone;
        for (int i = 0; i < 5; ++i) {
            counter.colour.lay(1000 + 50 * i, 1);
            const auto frame = capture->next_frame(kLimit);
            REQUIRE(frame);
            REQUIRE(frame->infrared);
            CHECK(frame->infrared->empty());
        }
    }
}

TEST_CASE("a clock that jumps between the two cameras gives no partner") {
    Counter counter;
    const auto capture = counter.open();
    for (const int jump : {-60'000, 60'000}) {
        counter.colour.lay(1000, 1);
        counter.infrared.lay(1000 + jump, 60);
        CHECK(capture->next_frame(kLimit)->infrared.value().empty());
    }
    counter.colour.lay(1050, 1);
    counter.infrared.lay(1040, 60);
    CHECK_FALSE(capture->next_frame(kLimit)->infrared.value().empty());
}

TEST_CASE("an infrared stream whose times run backwards, or that is frozen, ends the capture") {
    for (const bool frozen : {false, true}) {
        Counter counter;
        HandClock clock;
        app::CheckedCamera checked(counter.infrared, clock);
        PairedCamera both(counter.colour, checked, false);
        const auto capture = std::move(both.open().value());
        counter.colour.lay(900, 1);
        counter.infrared.frames = {{{2, 1, 1, {1, 2}}, at(890), 1},
                                   {{2, 1, 1, {1, std::uint8_t(frozen ? 2 : 3)}}, at(frozen ? 895 : 880), 2}};
        CHECK(code_of(capture->next_frame(kLimit)) ==
              (frozen ? ErrorCode::camera_frozen : ErrorCode::camera_backwards));
    }
}

TEST_CASE("an infrared camera that sends without end holds nobody up") {
    Counter counter;
    const auto capture = counter.open();
    counter.colour.lay(1000, 1);
    for (int i = 0; i < 100; ++i) counter.infrared.lay(900 + i, 60);
    REQUIRE(capture->next_frame(kLimit));
    CHECK(counter.infrared.frames.size() == 100 - InfraredFrames::kKept);
}

TEST_CASE("what is wrong with the colour camera is wrong with both") {
    Counter counter;
    const auto capture = counter.open();
    counter.colour.empty = ErrorCode::camera_frozen;
    CHECK(code_of(capture->next_frame(kLimit)) == ErrorCode::camera_frozen);
    counter.colour.wrong = ErrorCode::camera_changed;
    CHECK(code_of(counter.both.probe()) == ErrorCode::camera_changed);
    CHECK(code_of(counter.both.open()) == ErrorCode::camera_changed);
}

TEST_CASE("without the infrared camera faces are seen in colour alone, and the desk hears it once each time") {
    Counter counter;
    CHECK(counter.both.probe());
    CHECK(counter.both.take_news().empty());
    for (int time = 0; time < 2; ++time) {
        counter.infrared.wrong = time == 0 ? ErrorCode::camera_missing : ErrorCode::camera_stalled;
        CHECK(counter.both.probe());
        const auto capture = counter.open();
        counter.colour.lay(1000, 1);
        CHECK_FALSE(capture->next_frame(kLimit)->infrared);
        const auto news = counter.both.take_news();
        REQUIRE(news.size() == 1);
        CHECK(news[0].kind == domain::DeskNote::Kind::upkeep);
        CHECK(news[0].error == ErrorCode::camera_missing);
        CHECK(counter.both.probe());
        CHECK(counter.both.take_news().empty());
        counter.infrared.wrong.reset();
        CHECK(counter.both.probe());
    }
}

TEST_CASE("where it is required, a missing infrared camera is a missing camera, and no note of its own") {
    Counter counter(true);
    CHECK(counter.both.probe());
    counter.infrared.wrong = ErrorCode::camera_missing;
    CHECK(code_of(counter.both.probe()) == ErrorCode::camera_missing);
    CHECK(code_of(counter.both.open()) == ErrorCode::camera_missing);
    CHECK(counter.both.take_news().empty());
}

TEST_CASE("another device in the infrared camera's place is an error, required or not") {
    for (const bool required : {false, true}) {
        Counter counter(required);
        counter.infrared.wrong = ErrorCode::camera_changed;
        CHECK(code_of(counter.both.probe()) == ErrorCode::camera_changed);
        CHECK(code_of(counter.both.open()) == ErrorCode::camera_changed);
        CHECK(counter.both.take_news().empty());
    }
}

TEST_CASE("when the visit ends, both cameras forget it") {
    Counter counter;
    counter.both.forget();
    CHECK(counter.colour.forgotten == 1);
    CHECK(counter.infrared.forgotten == 1);
}
