// SPDX-License-Identifier: Apache-2.0
#include "firmware/app/frame_check.hpp"

#include <catch2/catch.hpp>
#include <random>

using namespace uketsuke;
using app::FrameCheck;
using base::ErrorCode;

namespace {

domain::Image picture(unsigned seed, int width = 64) {
    domain::Image image{width, 48, 3, base::Bytes(static_cast<std::size_t>(width) * 48 * 3)};
    std::minstd_rand random(seed + 1);
    for (auto& pixel : image.pixels) pixel = static_cast<std::uint8_t>(random());
    return image;
}

base::MonoTime at(int ms) { return base::MonoTime(base::Duration(ms)); }

domain::Frame frame(unsigned n, unsigned seed) { return {picture(seed), at(static_cast<int>(66 * n)), n}; }

/// When it comes: a little after it was taken.
base::Result<bool> look(FrameCheck& check, domain::Frame frame, const std::string& identity = "cam") {
    return check.look(frame, identity, frame.taken + base::Duration{5});
}

template <class T>
std::optional<ErrorCode> code_of(const base::Result<T>& result) {
    return result ? std::nullopt : std::optional(result.error().code);
}

struct Stream {
    FrameCheck check;
    Stream() { REQUIRE(check.begin("cam")); }
    std::optional<ErrorCode> look(const domain::Frame& one) { return code_of(::look(check, one)); }
};

}  // namespace

TEST_CASE("the frames of one camera pass, also with some lost between") {
    Stream stream;
    for (const unsigned n : {1U, 2U, 3U, 7U, 8U, 100U}) CHECK_FALSE(stream.look(frame(n, n)));
}

TEST_CASE("a picture that is the one before to the bit is frozen, one bit makes it another") {
    Stream stream;
    for (unsigned n = 1; n <= 50; ++n) {
        auto next = frame(n, 5);
        next.image.pixels[n * 97 % next.image.pixels.size()] ^= 1;
        CHECK_FALSE(stream.look(next));
        next.taken += base::Duration{1};
        next.sequence = 1000 + n;
        FrameCheck copy = stream.check;
        CHECK(code_of(look(copy, next)) == ErrorCode::camera_frozen);
    }
}

TEST_CASE(
    "any earlier picture of the visit is a repetition, in a later stream too; the next visit knows nothing of it") {
    Stream stream;
    for (unsigned n = 1; n <= 40; ++n) REQUIRE_FALSE(stream.look(frame(n, n)));
    for (unsigned old = 1; old < 40; ++old) {
        FrameCheck copy = stream.check;
        CHECK(code_of(look(copy, frame(41, old))) == ErrorCode::camera_repeated);
    }
    REQUIRE(stream.check.begin("cam"));
    CHECK(stream.look(frame(1, 3)) == ErrorCode::camera_repeated);
    stream.check.forget();
    REQUIRE(stream.check.begin("cam"));
    CHECK_FALSE(stream.look(frame(1, 3)));
}

TEST_CASE("a picture of which half has been there is torn: it is passed over, and the stream goes on") {
    Stream stream;
    for (unsigned n = 1; n <= 3; ++n) REQUIRE(look(stream.check, frame(n, n)).value());
    const auto half = static_cast<std::ptrdiff_t>(picture(0).pixels.size() / 2);
    const auto torn = [&](unsigned n, unsigned old, bool lower) {
        auto one = frame(n, n);
        const auto from = picture(old).pixels;
        const auto begin = lower ? half : 0;
        std::copy(from.begin() + begin, from.begin() + begin + half, one.image.pixels.begin() + begin);
        return one;
    };
    for (const bool lower : {true, false})
        for (const unsigned old : {1U, 2U, 3U}) {
            INFO(lower << old);
            FrameCheck copy = stream.check;
            CHECK(look(copy, torn(4, old, lower)).value() == false);
            CHECK(look(copy, torn(5, old, lower)).value() == false);  // the same old half again
            CHECK(look(copy, frame(6, 6)).value());
            copy.forget();
            CHECK(look(copy, torn(7, old, lower)).value());
        }
}

TEST_CASE("two halves of earlier pictures are a repetition, and a half of one colour tears nothing") {
    Stream stream;
    for (unsigned n = 1; n <= 2; ++n) REQUIRE(look(stream.check, frame(n, n)).value());
    auto mixed = frame(3, 1);
    const auto half = static_cast<std::ptrdiff_t>(mixed.image.pixels.size() / 2);
    const auto second = picture(2).pixels;
    std::copy(second.begin() + half, second.end(), mixed.image.pixels.begin() + half);
    FrameCheck copy = stream.check;
    CHECK(code_of(look(copy, mixed)) == ErrorCode::camera_repeated);
    for (unsigned n = 3; n <= 6; ++n) {
        auto bright = frame(n, n);
        std::fill(bright.image.pixels.begin(), bright.image.pixels.begin() + half, std::uint8_t{255});
        CHECK(look(stream.check, bright).value());
    }
}

TEST_CASE("time and sequence rise from frame to frame") {
    Stream stream;
    REQUIRE_FALSE(stream.look(frame(5, 1)));
    auto same_time = frame(6, 2);
    same_time.taken = frame(5, 1).taken;
    auto earlier = frame(6, 2);
    earlier.taken -= base::Duration{200};
    auto same_number = frame(6, 2);
    same_number.sequence = 5;
    auto lower_number = frame(6, 2);
    lower_number.sequence = 4;
    for (const auto& wrong : {same_time, earlier, same_number, lower_number}) {
        FrameCheck copy = stream.check;
        CHECK(code_of(look(copy, wrong)) == ErrorCode::camera_backwards);
    }
    CHECK_FALSE(stream.look(frame(6, 2)));
}

TEST_CASE("a new stream may begin at another time and number") {
    Stream stream;
    REQUIRE_FALSE(stream.look(frame(500, 1)));
    REQUIRE(stream.check.begin("cam"));
    CHECK_FALSE(stream.look(frame(0, 2)));
}

TEST_CASE("another camera is refused when it is opened and while it runs, also in later visits") {
    Stream stream;
    CHECK(code_of(look(stream.check, frame(1, 1), "other")) == ErrorCode::camera_swapped);
    CHECK(code_of(stream.check.begin("other")) == ErrorCode::camera_swapped);
    stream.check.forget();
    CHECK(code_of(stream.check.begin("other")) == ErrorCode::camera_swapped);
    CHECK(stream.check.begin("cam"));
}

TEST_CASE("a covered lens may give the same black again") {
    Stream stream;
    for (unsigned n = 1; n <= 3; ++n) {
        auto black = frame(n, n);
        std::fill(black.image.pixels.begin(), black.image.pixels.end(), std::uint8_t{16});
        CHECK_FALSE(stream.look(black));
    }
}

TEST_CASE("a time up to a period ahead of the clock is borne, and becomes the clock's") {
    Stream stream;
    int now = 1000;
    for (const int ahead : {150, 10, 0, 149, 200, 1, 120, -30}) {
        INFO(ahead);
        now += 40;
        auto one = frame(static_cast<unsigned>(now), static_cast<unsigned>(now));
        one.taken = at(now + ahead);
        CHECK_FALSE(code_of(stream.check.look(one, "cam", at(now))));
        CHECK(one.taken == at(std::min(now, now + ahead)));
    }
}

TEST_CASE("a time that has not come for longer than a period is refused") {
    for (const int ahead : {201, 1000, 86'400'000}) {
        Stream stream;
        auto one = frame(1, 1);
        one.taken = at(1000 + ahead);
        CHECK(code_of(stream.check.look(one, "cam", at(1000))) == ErrorCode::camera_backwards);
    }
}

TEST_CASE("an expected camera is the only one that may begin, and may be changed by whoever may decide it") {
    FrameCheck check("cam");
    CHECK(code_of(check.begin("other")) == ErrorCode::camera_swapped);
    CHECK(check.begin("cam"));
    check.expect("other");
    CHECK(code_of(look(check, frame(1, 1))) == ErrorCode::camera_swapped);
    CHECK(check.begin("other"));
    CHECK_FALSE(FrameCheck().expected());
}
