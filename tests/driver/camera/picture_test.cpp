// SPDX-License-Identifier: Apache-2.0
#include "drivers/camera/picture.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "formats.hpp"
#include "jpegs.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using drivers::camera::Layout;
using drivers::camera::PictureMaker;
using drivers::camera::Wanted;

namespace {

struct Yuv {
    std::uint8_t y, u, v;
};

/// BT.601 in limited range, by its definition.
Yuv yuv_of(const std::uint8_t* bgr) {
    const double b = bgr[0] / 255.0, g = bgr[1] / 255.0, r = bgr[2] / 255.0, y = 0.299 * r + 0.587 * g + 0.114 * b;
    const auto byte = [](double value) { return static_cast<std::uint8_t>(std::lround(value)); };
    return {byte(16 + 219 * y), byte(128 + 112 * (b - y) / 0.886), byte(128 + 112 * (r - y) / 0.701)};
}

/// As a camera of this format would send it.
base::Bytes sent(const domain::Image& image, std::uint32_t format) {
    if (format == kMjpg) return jpeg_of(image, {.quality = 95});
    base::Bytes bytes, colours;
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) {
            const auto pixel = yuv_of(image.pixels.data() + static_cast<std::ptrdiff_t>(y * image.width + x) * 3);
            const auto colour = x % 2 == 0 ? pixel.u : pixel.v;
            if (format == kYuyv) bytes.insert(bytes.end(), {pixel.y, colour});
            if (format == kUyvy) bytes.insert(bytes.end(), {colour, pixel.y});
            if (format == kNv12 || format == kGrey) bytes.push_back(pixel.y);
            if (format == kNv12 && y % 2 == 0) colours.push_back(colour);
        }
    bytes.insert(bytes.end(), colours.begin(), colours.end());
    return bytes;
}

PictureMaker maker_of(const domain::Image& image, std::uint32_t format, unsigned width, unsigned height) {
    v4l2_pix_format told{};
    told.pixelformat = format;
    told.width = static_cast<unsigned>(image.width);
    told.height = static_cast<unsigned>(image.height);
    return {Layout::of(told), Wanted{width, height, 0}};
}

void check_pixel(const domain::Image& image, int x, int y, std::vector<int> bgr) {
    for (std::size_t channel = 0; channel < 3; ++channel) {
        INFO(x << " " << y << " " << channel);
        const auto at = static_cast<std::size_t>(y * image.width + x) * 3 + channel;
        CHECK(image.pixels[at] == Approx(bgr[channel]).margin(4));
    }
}

}  // namespace

TEST_CASE("in each format a picture keeps its colours and its sides, in its own size and in another") {
    for (const auto format : {kYuyv, kUyvy, kNv12, kMjpg, kGrey})
        for (const auto& [width, height] : {std::pair{64U, 48U}, {128U, 96U}, {48U, 36U}, {100U, 76U}}) {
            INFO(format << " " << width);
            const auto seen = fields(64, 48);
            const auto image = maker_of(seen, format, width, height).make(sent(seen, format));
            REQUIRE(image);
            REQUIRE(image->consistent());
            REQUIRE(image->channels == 3);
            const int w = image->width, h = image->height;
            CHECK(w == static_cast<int>(width));
            const auto grey = [](int luma) { return std::vector<int>{luma, luma, luma}; };
            const bool colour = format != kGrey;
            check_pixel(*image, w / 4, h / 4, colour ? std::vector{0, 0, 255} : grey(81));
            check_pixel(*image, w * 3 / 4, h / 4, colour ? std::vector{0, 255, 0} : grey(145));
            check_pixel(*image, w / 4, h * 3 / 4, colour ? std::vector{255, 0, 0} : grey(41));
            check_pixel(*image, w * 3 / 4, h * 3 / 4, colour ? std::vector{128, 128, 128} : grey(126));
        }
}

TEST_CASE("an infrared picture is grey as it came, of one channel, in its own size and in another") {
    const auto seen = fields(64, 48);
    for (const auto& [width, height] : {std::pair{64U, 48U}, {32U, 24U}, {80U, 60U}}) {
        v4l2_pix_format told{};
        told.pixelformat = kGrey;
        told.width = 64;
        told.height = 48;
        PictureMaker maker(Layout::of(told), Wanted{width, height, 0, true});
        const auto image = maker.make(sent(seen, kGrey));
        REQUIRE(image);
        REQUIRE(image->consistent());
        REQUIRE(image->channels == 1);
        CHECK(image->width == static_cast<int>(width));
        const auto at = [&](int x, int y) { return image->pixels[static_cast<std::size_t>(y * image->width + x)]; };
        CHECK(at(image->width / 4, image->height / 4) == Approx(81).margin(2));
        CHECK(at(image->width * 3 / 4, image->height / 4) == Approx(145).margin(2));
        CHECK(at(image->width / 4, image->height * 3 / 4) == Approx(41).margin(2));
    }
}

TEST_CASE("of a picture of another shape the middle is taken, and nothing is stretched") {
    // White, with a black ring of 24 pixels and more around the part in the middle that has the wanted shape.
    const auto ringed = [](int width, int height, int part_w, int part_h) {
        domain::Image image{width, height, 3, base::Bytes(static_cast<std::size_t>(width * height) * 3, 0)};
        for (int y = (height - part_h) / 2; y < (height + part_h) / 2; ++y)
            std::fill_n(image.pixels.begin() + (y * width + (width - part_w) / 2) * 3, part_w * 3, std::uint8_t{255});
        return image;
    };
    struct Shape {
        int width, height, part_w, part_h;
    };
    for (const auto& shape : {Shape{160, 90, 120, 90}, {90, 160, 90, 68}, {192, 108, 144, 108}, {80, 60, 80, 60}}) {
        INFO(shape.width << "x" << shape.height);
        const auto seen = ringed(shape.width, shape.height, shape.part_w, shape.part_h);
        const auto image = maker_of(seen, kYuyv, 80, 60).make(sent(seen, kYuyv));
        REQUIRE(image);
        for (const int x : {2, 40, 77})
            for (const int y : {2, 30, 57}) check_pixel(*image, x, y, {255, 255, 255});
    }
}

TEST_CASE("the two pixels of a pair keep their own brightness and order") {
    const domain::Image pair{2, 2, 3, {0, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 0}};
    for (const auto format : {kYuyv, kUyvy, kNv12})
        CHECK(maker_of(pair, format, 2, 2).make(sent(pair, format))->pixels == pair.pixels);
}

TEST_CASE("too few bytes are no picture") {
    for (const auto format : {kYuyv, kUyvy, kNv12, kGrey}) {
        auto bytes = sent(fields(64, 48), format);
        auto maker = maker_of(fields(64, 48), format, 64, 48);
        CHECK(maker.make(bytes));
        bytes.pop_back();
        CHECK_FALSE(maker.make(bytes));
        CHECK_FALSE(maker.make({}));
    }
}
