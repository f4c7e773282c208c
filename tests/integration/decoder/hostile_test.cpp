// SPDX-License-Identifier: Apache-2.0
// Pictures made to hurt: each must end in a refusal (or a consistent picture) within the limit, and the next photo
// decodes.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <functional>
#include <opencv2/imgcodecs.hpp>
#include <random>

#include "models/decoder/process_photo_decoder.hpp"
#include "models/decoder/wire.hpp"

using namespace uketsuke;
using models::decoder::ProcessPhotoDecoder;

namespace {

base::Bytes jp2_of(int width, int height, int channels, int per_mille) {
    cv::Mat picture(height, width, channels == 1 ? CV_8UC1 : CV_8UC3);
    cv::RNG(3).fill(picture, cv::RNG::UNIFORM, 0, 255);
    base::Bytes bytes;
    REQUIRE(cv::imencode(".jp2", picture, bytes, {cv::IMWRITE_JPEG2000_COMPRESSION_X1000, per_mille}));
    return bytes;
}

/// Where the contents of a marker segment begin, behind marker and length.
std::size_t segment(const base::Bytes& picture, std::uint8_t marker) {
    const base::Bytes start{0xFF, 0x4F, 0xFF, 0x51}, wanted{0xFF, marker};
    const auto code = std::search(picture.begin(), picture.end(), start.begin(), start.end());
    const auto at = std::search(code, picture.end(), wanted.begin(), wanted.end());
    REQUIRE(at != picture.end());
    return static_cast<std::size_t>(at - picture.begin()) + 4;
}

void put(base::Bytes& picture, std::size_t at, std::uint32_t value, std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; ++i)
        picture.at(at + i) = static_cast<std::uint8_t>(value >> (8 * (bytes - 1 - i)));
}

struct Attack {
    const char* what;
    std::function<void(base::Bytes&)> change;
};

/// Offsets in SIZ: Rsiz 0, Xsiz 2, Ysiz 6, XOsiz 10, YOsiz 14, XTsiz 18, YTsiz 22, XTOsiz 26, YTOsiz 30, Csiz 34,
/// Ssiz 36. In COD: style 0, progression 1, layers 2, transform 4, levels 5, block width 6, block height 7 (ISO/IEC
/// 15444-1 A.5).
const std::vector<Attack> kAttacks{
    {"tiles of one pixel", [](auto& p) { put(p, segment(p, 0x51) + 18, 1, 4), put(p, segment(p, 0x51) + 22, 1, 4); }},
    {"tiles of no pixel", [](auto& p) { put(p, segment(p, 0x51) + 18, 0, 4); }},
    {"an origin beyond the picture", [](auto& p) { put(p, segment(p, 0x51) + 10, 0xFFFFFF00, 4); }},
    {"a height of 2^32 - 1", [](auto& p) { put(p, segment(p, 0x51) + 6, 0xFFFFFFFF, 4); }},
    {"16384 components", [](auto& p) { put(p, segment(p, 0x51) + 34, 16384, 2); }},
    {"no component", [](auto& p) { put(p, segment(p, 0x51) + 34, 0, 2); }},
    {"128 bits a pixel", [](auto& p) { put(p, segment(p, 0x51) + 36, 0x7F, 1); }},
    {"a subsampling of 0", [](auto& p) { put(p, segment(p, 0x51) + 37, 0, 1); }},
    {"a subsampling of 255", [](auto& p) { put(p, segment(p, 0x51) + 37, 0xFFFF, 2); }},
    {"65535 layers", [](auto& p) { put(p, segment(p, 0x52) + 2, 0xFFFF, 2); }},
    {"255 decompositions", [](auto& p) { put(p, segment(p, 0x52) + 5, 0xFF, 1); }},
    {"code blocks of 2^257", [](auto& p) { put(p, segment(p, 0x52) + 6, 0xFFFF, 2); }},
    {"a marker segment longer than the file", [](auto& p) { put(p, segment(p, 0x52) - 2, 0xFFFF, 2); }},
    {"a marker segment of length 0", [](auto& p) { put(p, segment(p, 0x52) - 2, 0, 2); }},
    {"a tile part that never ends", [](auto& p) { put(p, segment(p, 0x90) + 2, 0xFFFFFFFF, 4); }},
};

void expect_survived(ProcessPhotoDecoder& photos, const base::Bytes& hostile) {
    const auto start = std::chrono::steady_clock::now();
    const auto image = photos.decode(hostile);
    if (image)
        CHECK(image->consistent());
    else
        CHECK(image.error().code == base::ErrorCode::portrait_undecodable);
    CHECK(std::chrono::steady_clock::now() - start < ProcessPhotoDecoder::kLimit + std::chrono::milliseconds(500));
}

}  // namespace

TEST_CASE("headers that lie about size, tiles, components or layers cost no more than the limit") {
    auto photos = ProcessPhotoDecoder::create(DECODER);
    REQUIRE(photos);
    const auto good = jp2_of(120, 160, 1, 100);
    for (const auto& attack : kAttacks) {
        INFO(attack.what);
        auto hostile = good;
        attack.change(hostile);
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
