// SPDX-License-Identifier: Apache-2.0
// Formats, sizes and rates of cameras as they are sold: which one is asked for, and what becomes of its pictures.
#include "fake_device.hpp"
#include "formats.hpp"
#include "jpegs.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using base::ErrorCode;
using drivers::camera::kCardPicture;
using drivers::camera::kFacePicture;
using drivers::camera::Wanted;

namespace {

const std::vector<v4l2_fract> kFast{{1, 5}, {1, 15}, {1, 30}, {1, 60}}, kSlow{{2, 15}, {1, 5}};

/// Whatever it sends, the frame has the wanted size.
void check_frame(Rig& rig, const Wanted& wanted) {
    rig.device.fill = [&now = rig.device.now](std::vector<std::uint8_t>& buffer, unsigned frame) {
        if (now.format != kMjpg) return buffer.size();
        const auto seen = noise(static_cast<int>(now.width), static_cast<int>(now.height), static_cast<int>(frame));
        const auto jpeg = jpeg_of(seen, {.quality = 50});
        REQUIRE(jpeg.size() <= buffer.size());
        std::copy(jpeg.begin(), jpeg.end(), buffer.begin());
        return jpeg.size();
    };
    const auto capture = rig.open();
    const auto frame = capture->next_frame(kLimit);
    REQUIRE(frame);
    CHECK(frame->image.consistent());
    CHECK(frame->image.width == static_cast<int>(wanted.width));
    CHECK(frame->image.height == static_cast<int>(wanted.height));
}

}  // namespace

TEST_CASE("each camera as it is sold is set to what serves best, and its pictures come in the wanted size") {
    struct Sold {
        const char* what;
        std::vector<FakeMode> modes;
        Wanted wanted;
        FakeMode best;
        double rate;
    };
    const std::vector<Sold> cameras{
        {"the wanted size in YUYV", {{kYuyv, 640, 480, kFast}}, kFacePicture, {kYuyv, 640, 480, {}}, 30},
        {"a webcam's list", {{kMjpg, 1920, 1080, kFast}, {kMjpg, 640, 480, kFast}, {kYuyv, 320, 240, kFast},
          {kYuyv, 640, 480, kFast}, {kYuyv, 1280, 720, kSlow}}, kFacePicture, {kYuyv, 640, 480, {}}, 30},
        {"large pictures in MJPG only", {{kYuyv, 640, 480, kFast}, {kMjpg, 1280, 960, kFast}}, kCardPicture,
         {kMjpg, 1280, 960, {}}, 30},
        {"YUYV at 7.5 a second is enough for a card", {{kMjpg, 1280, 960, kFast}, {kYuyv, 1280, 960, kSlow}},
         kCardPicture, {kYuyv, 1280, 960, {}}, 7.5},
        {"and not for a face", {{kYuyv, 640, 480, kSlow}, {kMjpg, 640, 480, kFast}}, kFacePicture,
         {kMjpg, 640, 480, {}}, 30},
        {"vivid's webcam", {{kYuyv, 320, 180, kFast}, {kYuyv, 640, 360, kFast}, {kYuyv, 640, 480, kFast},
          {kYuyv, 1280, 720, kFast}, {kYuyv, 1920, 1080, kSlow}, {kYuyv, 3840, 2160, kSlow}}, kCardPicture,
         {kYuyv, 1920, 1080, {}}, 7.5},
        {"720 lines for a card", {{kMjpg, 1280, 720, kFast}}, kCardPicture, {kMjpg, 1280, 720, {}}, 30},
        {"wide only", {{kUyvy, 1280, 720, kFast}}, kFacePicture, {kUyvy, 1280, 720, {}}, 30},
        {"a little small", {{kNv12, 480, 360, kFast}}, kFacePicture, {kNv12, 480, 360, {}}, 30},
        {"tall", {{kYuyv, 1200, 1600, kFast}}, kFacePicture, {kYuyv, 1200, 1600, {}}, 30},
        {"colour rather than grey", {{kGrey, 640, 480, kFast}, {kMjpg, 1280, 960, kFast}}, kFacePicture,
         {kMjpg, 1280, 960, {}}, 30},
        {"grey rather than nothing", {{kGrey, 640, 480, kFast}, {V4L2_PIX_FMT_H264, 640, 480, kFast}}, kFacePicture,
         {kGrey, 640, 480, {}}, 30},
        {"only slow", {{kYuyv, 640, 480, kSlow}}, kFacePicture, {kYuyv, 640, 480, {}}, 7.5},
        {"only fast", {{kYuyv, 640, 480, {{1, 120}, {1, 60}}}}, kFacePicture, {kYuyv, 640, 480, {}}, 60},
    };
    for (const auto& sold : cameras) {
        INFO(sold.what);
        Rig rig(sold.wanted);
        rig.device.modes = sold.modes;
        check_frame(rig, sold.wanted);
        CHECK(rig.device.now.format == sold.best.format);
        CHECK(rig.device.now.width == sold.best.width);
        CHECK(rig.device.now.height == sold.best.height);
        CHECK(rig.device.rate() == Approx(sold.rate));
    }
}

TEST_CASE("a camera that tells neither formats nor sizes nor rates is asked what it would do") {
    for (const bool tries : {true, false})
        for (const auto& [width, height] : {std::pair{640U, 480U}, {800U, 600U}, {1280U, 720U}, {1920U, 1080U}})
            for (const auto format : {kYuyv, kUyvy, kNv12, kGrey}) {
                Rig rig;
                rig.device.modes = {{format, width, height, kFast}};
                rig.device.tells_modes = rig.device.tells_rates = false;
                rig.device.tries_formats = tries;
                check_frame(rig, kFacePicture);
                CHECK(rig.device.rate() == 30);
            }
}

TEST_CASE("a camera that was left at five a second is asked for more, and one that takes no wish is taken as it is") {
    Rig rig;
    rig.device.modes = {{kYuyv, 640, 480, kFast}};
    REQUIRE(rig.device.rate() == 5);
    SECTION("it takes a wish") {
        check_frame(rig, kFacePicture);
        CHECK(rig.device.rate() == 30);
    }
    SECTION("it takes none") {
        rig.device.takes_rate = false;
        check_frame(rig, kFacePicture);
        CHECK(rig.device.rate() == 5);
    }
}

TEST_CASE("a camera without anything near is told what it has") {
    Rig rig;
    rig.device.modes = {{kYuyv, 320, 240, kFast}, {V4L2_PIX_FMT_H264, 640, 480, {}}, {kMjpg, 3840, 2160, kSlow}};
    const auto opened = rig.camera.open();
    CHECK(code_of(opened) == ErrorCode::camera_missing);
    CHECK(opened.error().detail ==
          "the camera has no picture near 640x480 in YUYV, UYVY, NV12, MJPG or GREY, but: YUYV 320x240 at 30, "
          "MJPG 3840x2160 at 7.5");
}

TEST_CASE("an infrared camera is set to GREY, and what has no GREY is none") {
    const Wanted wanted = drivers::camera::kInfraredPicture;
    struct Sold {
        unsigned width, height;
        std::vector<v4l2_fract> periods;
    };
    for (const auto& sold : {Sold{640, 360, kFast}, {340, 340, kSlow}, {320, 240, kFast}, {1280, 720, kSlow}}) {
        INFO(sold.width);
        Rig rig(wanted);
        rig.device.modes = {{kYuyv, 320, 240, kFast}, {kGrey, sold.width, sold.height, sold.periods}};
        check_frame(rig, wanted);
        CHECK(rig.device.now.format == kGrey);
        CHECK(rig.open()->next_frame(kLimit)->image.channels == 1);
    }
    Rig rig(wanted);
    rig.device.modes = {{kYuyv, 320, 240, kFast}, {kMjpg, 640, 480, kFast}};
    const auto opened = rig.camera.open();
    CHECK(code_of(opened) == ErrorCode::camera_missing);
    CHECK(opened.error().detail ==
          "the camera has no picture near 320x240 in GREY, but: YUYV 320x240 at 30, MJPG 640x480 at 30");
}

TEST_CASE("a camera that answers with another format than GREY is no infrared one") {
    Rig rig(drivers::camera::kInfraredPicture);
    rig.device.modes = {{kYuyv, 320, 240, kFast}};
    rig.device.tells_modes = false;  // it is asked for each, and makes its own of it
    CHECK(code_of(rig.camera.open()) == ErrorCode::camera_missing);
}

TEST_CASE("rows are where the driver says, padded or not, and where it does not say they are not padded") {
    for (const auto format : {kYuyv, kUyvy, kNv12, kGrey})
        for (const auto& [padding, told] : {std::pair{0U, true}, {64U, true}, {2U, true}, {0U, false}}) {
            INFO(format << " " << padding << " " << told);
            Rig rig;
            rig.device.modes = {{format, 640, 480, kFast}};
            rig.device.padding = padding;
            rig.device.tells_stride = told;
            // Black and white rows in turn; the padding is neither.
            rig.device.fill = [&](std::vector<std::uint8_t>& buffer, unsigned) {
                std::fill(buffer.begin(), buffer.end(), std::uint8_t{77});
                const bool pairs = format == kYuyv || format == kUyvy;
                for (std::size_t row = 0; row < 480; ++row)
                    for (std::size_t at = 0; at < rig.device.row(); ++at) {
                        const bool light = !pairs || at % 2 == (format == kYuyv ? 0 : 1);
                        const std::uint8_t shade = row % 2 == 0 ? 16 : 235;
                        buffer[row * rig.device.stride() + at] = light ? shade : 128;
                    }
                for (std::size_t row = 480; format == kNv12 && row < 720; ++row)
                    std::fill_n(buffer.begin() + static_cast<std::ptrdiff_t>(row * rig.device.stride()), 640,
                                std::uint8_t{128});
                return buffer.size();
            };
            const auto frame = rig.open()->next_frame(kLimit);
            REQUIRE(frame);
            const int low = format == kGrey ? 16 : 0, high = format == kGrey ? 235 : 255;
            int wrong = 0;
            for (std::size_t at = 0; at < frame->image.pixels.size(); ++at)
                wrong += std::abs(frame->image.pixels[at] - (at / 1920 % 2 == 0 ? low : high)) > 1 ? 1 : 0;
            CHECK(wrong == 0);
        }
}
