// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <random>

#include "models/decoder/decoder_wire.hpp"
#include "models/decoder/process_photo_decoder.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using base::ErrorCode;
using models::decoder::ProcessPhotoDecoder;

namespace {

cv::Mat grey_picture(int width, int height) {
    cv::Mat picture(height, width, CV_8UC1);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) picture.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>((x + 2 * y) % 200);
    cv::circle(picture, {width / 2, height / 2}, height / 4, 250, cv::FILLED);
    return picture;
}

/// JP2, in the quality that `per_mille` of the raw size allows.
base::Bytes jp2_of(const cv::Mat& picture, int per_mille = 100) {
    std::vector<unsigned char> bytes;
    REQUIRE(cv::imencode(".jp2", picture, bytes, {cv::IMWRITE_JPEG2000_COMPRESSION_X1000, per_mille}));
    return {bytes.begin(), bytes.end()};
}

/// The codestream without the boxes around it.
base::Bytes codestream_of(const base::Bytes& jp2) {
    const base::Bytes start{0xFF, 0x4F, 0xFF, 0x51};
    return {std::search(jp2.begin(), jp2.end(), start.begin(), start.end()), jp2.end()};
}

auto decoder(const std::string& program = DECODER, base::Duration limit = ProcessPhotoDecoder::kLimit) {
    auto made = ProcessPhotoDecoder::create(program, limit);
    REQUIRE(made);
    return std::move(*made);
}

double mean_difference(const domain::Image& image, const cv::Mat& picture) {
    const cv::Mat pixels(image.height, image.width, CV_8UC1, const_cast<std::uint8_t*>(image.pixels.data()));
    REQUIRE(pixels.size() == picture.size());
    cv::Mat difference;
    cv::absdiff(pixels, picture, difference);
    return cv::mean(difference)[0];
}

/// A program that stands in for a broken decoder; gone with the object.
class Script {
public:
    explicit Script(const std::string& body) {
        std::ofstream(path()) << "#!/bin/sh\n" << body << '\n';
        REQUIRE(chmod(path().c_str(), 0700) == 0);
    }
    [[nodiscard]] std::string path() const { return (scratch_.path / "decoder").string(); }

private:
    test::Scratch scratch_;
};

}  // namespace

TEST_CASE("a grey JP2 photo comes back as its pixels") {
    const auto picture = grey_picture(240, 320);
    const auto image = decoder()->decode(jp2_of(picture));
    REQUIRE(image);
    CHECK(image->channels == 1);
    CHECK(image->consistent());
    CHECK(mean_difference(*image, picture) < 4);
}

TEST_CASE("a raw codestream and a colour photo are understood too") {
    const auto picture = grey_picture(120, 160);
    const auto raw = decoder()->decode(codestream_of(jp2_of(picture)));
    REQUIRE(raw);
    CHECK(mean_difference(*raw, picture) < 4);
    cv::Mat colour;
    cv::cvtColor(picture, colour, cv::COLOR_GRAY2BGR);
    const auto grey = decoder()->decode(jp2_of(colour));
    REQUIRE(grey);
    CHECK(mean_difference(*grey, picture) < 4);
}

TEST_CASE("of a photo in sYCC or e-YCC the brightness is taken, and not weighed as if it were red") {
    const auto picture = grey_picture(120, 160);
    cv::Mat parts;
    const cv::Mat blue_difference(picture.size(), CV_8UC1, cv::Scalar(60)),
        red_difference(picture.size(), CV_8UC1, cv::Scalar(220));
    cv::merge(std::vector<cv::Mat>{red_difference, blue_difference, picture}, parts);  // OpenCV writes the last first
    auto jp2 = jp2_of(parts);
    const base::Bytes colour_box{'c', 'o', 'l', 'r', 1};
    const auto box = std::search(jp2.begin(), jp2.end(), colour_box.begin(), colour_box.end());
    REQUIRE(jp2.end() - box > 11);
    REQUIRE(box[10] == 16);  // sRGB
    for (const std::uint8_t space : {18, 24}) {
        box[10] = space;
        const auto image = decoder()->decode(jp2);
        REQUIRE(image);
        CHECK(mean_difference(*image, picture) < 4);
    }
}

TEST_CASE("many photos are decoded one after another, each in a fresh process") {
    const auto photos = decoder();
    const auto jp2 = jp2_of(grey_picture(240, 320));
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 50; ++i) REQUIRE(photos->decode(jp2));
    const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
    WARN("decode of 240x320 with the start of the next process: " << spent.count() / 50 << " ms");
}

TEST_CASE("what is no photo, too large or cut short is undecodable, and the next photo decodes") {
    const auto photos = decoder();
    const auto good = jp2_of(grey_picture(240, 320));
    auto empty = base::Bytes{};
    auto cut = base::Bytes(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(good.size() / 2));
    auto only_head = base::Bytes(good.begin(), good.begin() + 40);
    auto text = base::Bytes(1000, 'a');
    auto too_long = good;
    too_long.resize(models::decoder::kMostInput + 1);
    const auto too_wide = jp2_of(grey_picture(1001, 200));
    for (const auto& bad : {empty, cut, only_head, text, too_long, too_wide}) {
        const auto image = photos->decode(bad);
        REQUIRE_FALSE(image);
        CHECK(image.error().code == ErrorCode::portrait_undecodable);
        CHECK(photos->decode(good));
    }
}

TEST_CASE("a header that promises a gigantic picture costs no memory and no time") {
    auto raw = codestream_of(jp2_of(grey_picture(240, 320)));
    for (std::size_t at = 8; at < 16; ++at) raw[at] = at % 4 == 0 ? 0x7F : 0xFF;  // Xsiz, Ysiz of the SIZ marker
    const auto start = std::chrono::steady_clock::now();
    CHECK_FALSE(decoder()->decode(raw));
    CHECK(std::chrono::steady_clock::now() - start < test::kPatience);
}

TEST_CASE("five hundred corrupted photos never hurt the firmware") {
    const auto photos = decoder();
    const auto good = jp2_of(grey_picture(120, 160), 200);
    std::mt19937 random(20261122);
    int refused = 0;
    for (int round = 0; round < 500; ++round) {
        auto bad = good;
        const auto hits = 1 + random() % 8;
        for (unsigned hit = 0; hit < hits; ++hit) bad[random() % bad.size()] = static_cast<std::uint8_t>(random());
        const auto image = photos->decode(bad);
        if (image) CHECK(image->consistent());
        refused += image ? 0 : 1;
    }
    CHECK(refused > 0);
    CHECK(photos->decode(good));
}

TEST_CASE("a decoder that crashes, hangs or lies is undecodable within its limit") {
    const auto jp2 = jp2_of(grey_picture(120, 160));
    const std::string tiny = "printf '\\000\\000\\000\\001\\000\\000\\000\\001'";  // 1x1, the pixel is missing
    const std::vector<std::string> bodies{
        "exit 1", "kill -SEGV $$",       "exec sleep 60", "cat /dev/zero 2>&1", "yes 2>/dev/null",
        tiny,     tiny + "; printf 'ab'"};
    for (const auto& body : bodies) {
        INFO(body);
        const Script broken(body);
        const auto photos = decoder(broken.path(), base::Duration(150));
        for (int i = 0; i < 2; ++i) {
            const auto start = std::chrono::steady_clock::now();
            const auto image = photos->decode(jp2);
            REQUIRE_FALSE(image);
            CHECK(image.error().code == ErrorCode::portrait_undecodable);
            CHECK(std::chrono::steady_clock::now() - start < test::kPatience);
        }
    }
}

TEST_CASE("a decoder that is not there is told at the start") {
    const auto photos = ProcessPhotoDecoder::create("/nonexistent/uketsuke-photo");
    REQUIRE_FALSE(photos);
    CHECK(photos.error().code == ErrorCode::file_unreadable);
}
