// SPDX-License-Identifier: Apache-2.0
// Pictures made to hurt: each must end in a refusal (or a consistent picture) within the limit, and the next photo
// decodes.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <opencv2/imgcodecs.hpp>
#include <random>

#include "models/decoder/decoder_wire.hpp"
#include "models/decoder/process_photo_decoder.hpp"
#include "tests/support/hostile_pictures.hpp"
#include "tests/support/patience.hpp"

using namespace uketsuke;
using models::decoder::ProcessPhotoDecoder;

namespace {

base::Bytes jp2_of(int width, int height, int channels, int per_mille) {
    cv::Mat picture(height, width, channels == 1 ? CV_8UC1 : CV_8UC3);
    cv::RNG(3).fill(picture, cv::RNG::UNIFORM, 0, 255);
    std::vector<unsigned char> bytes;
    REQUIRE(cv::imencode(".jp2", picture, bytes, {cv::IMWRITE_JPEG2000_COMPRESSION_X1000, per_mille}));
    return {bytes.begin(), bytes.end()};
}

void expect_survived(ProcessPhotoDecoder& photos, const base::Bytes& hostile) {
    const auto start = std::chrono::steady_clock::now();
    const auto image = photos.decode(hostile);
    if (image)
        CHECK(image->consistent());
    else
        CHECK(image.error().code == base::ErrorCode::portrait_undecodable);
    CHECK(std::chrono::steady_clock::now() - start < test::kPatience);
}

}  // namespace

TEST_CASE("headers that lie about size, tiles, components or layers cost no more than the limit") {
    auto photos = ProcessPhotoDecoder::create(DECODER);
    REQUIRE(photos);
    const auto good = jp2_of(120, 160, 1, 100);
    for (const auto& lie : test::header_lies()) {
        INFO(lie.what);
        auto hostile = good;
        lie.tell(hostile);
        expect_survived(**photos, hostile);
        CHECK((*photos)->decode(good));
    }
}

TEST_CASE("mutations of a corpus never hurt the firmware", "[fuzz]") {
    auto photos = ProcessPhotoDecoder::create(DECODER);
    REQUIRE(photos);
    const std::vector<base::Bytes> corpus{jp2_of(60, 80, 1, 300), jp2_of(240, 320, 1, 60), jp2_of(90, 120, 3, 100)};
    std::mt19937 random(20261123);
    int refused = 0;
    constexpr int kRounds = 600;
    for (int round = 0; round < kRounds; ++round) {
        auto hostile = corpus[random() % corpus.size()];
        const auto other = corpus[random() % corpus.size()];
        for (auto hits = 1 + random() % 4; hits > 0; --hits) {
            const auto at = random() % hostile.size(),
                       length = std::min<std::size_t>(1 + random() % 64, hostile.size() - at);
            const auto place = hostile.begin() + static_cast<std::ptrdiff_t>(at);
            switch (random() % 5) {
                case 0: hostile[at] ^= static_cast<std::uint8_t>(1U << (random() % 8)); break;
                case 1: std::fill_n(place, length, random() % 2 == 0 ? 0x00 : 0xFF); break;
                case 2:
                    hostile.erase(place, place + static_cast<std::ptrdiff_t>(std::min(length, hostile.size() - 1)));
                    break;
                case 3:
                    hostile.insert(place, other.begin(),
                                   other.begin() + static_cast<std::ptrdiff_t>(length % other.size()));
                    break;
                default:
                    std::copy_n(other.begin() + static_cast<std::ptrdiff_t>(random() % (other.size() - 64)), length,
                                place);
            }
        }
        const auto image = (*photos)->decode(hostile);
        if (image) CHECK(image->consistent());
        refused += image ? 0 : 1;
    }
    WARN(refused << " of " << kRounds << " mutated photos refused");
    CHECK(refused > kRounds / 10);
    CHECK((*photos)->decode(corpus[0]));
}
