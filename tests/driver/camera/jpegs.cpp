// SPDX-License-Identifier: Apache-2.0
#include "jpegs.hpp"

#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <random>

#include <jpeglib.h>

namespace uketsuke::test {

base::Bytes jpeg_of(const domain::Image& image, const JpegKind& kind) {
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* out = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &out, &size);
    info.image_width = static_cast<JDIMENSION>(image.width);
    info.image_height = static_cast<JDIMENSION>(image.height);
    info.input_components = image.channels;
    info.in_color_space = image.channels == 1 ? JCS_GRAYSCALE : JCS_EXT_BGR;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, kind.quality, TRUE);
    info.comp_info[0].h_samp_factor = image.channels == 1 ? 1 : kind.across;
    info.comp_info[0].v_samp_factor = image.channels == 1 ? 1 : kind.down;
    info.arith_code = kind.arithmetic ? TRUE : FALSE;
    if (kind.progressive) jpeg_simple_progression(&info);
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        auto* row = const_cast<JSAMPROW>(image.pixels.data()) +
                    std::size_t{info.next_scanline} * info.image_width * static_cast<unsigned>(image.channels);
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    base::Bytes jpeg(out, out + size);
    jpeg_destroy_compress(&info);
    std::free(out);
    return jpeg;
}

namespace {

struct Segment {
    std::size_t at, size;
    std::uint8_t kind;
};

std::vector<Segment> segments_of(const base::Bytes& jpeg) {
    std::vector<Segment> segments;
    for (std::size_t at = 2; jpeg.at(at) == 0xFF;) {
        const std::size_t size = 2 + (jpeg.at(at + 2) << 8 | jpeg.at(at + 3));
        segments.push_back({at, size, jpeg.at(at + 1)});
        if (segments.back().kind == 0xDA) break;
        at += size;
    }
    return segments;
}

}  // namespace

base::Bytes without_tables(const base::Bytes& jpeg) {
    base::Bytes bare(jpeg.begin(), jpeg.begin() + 2);
    const auto part = [&](std::size_t at, std::size_t size) {
        const auto from = jpeg.begin() + static_cast<std::ptrdiff_t>(at);
        bare.insert(bare.end(), from, from + static_cast<std::ptrdiff_t>(size));
    };
    for (const auto& [at, size, kind] : segments_of(jpeg))
        if (kind != 0xC4) part(at, size);
    part(scan_of(jpeg), jpeg.size() - scan_of(jpeg));
    REQUIRE(bare.size() < jpeg.size());
    return bare;
}

std::size_t scan_of(const base::Bytes& jpeg) {
    const auto last = segments_of(jpeg).back();
    return last.at + last.size;
}

domain::Image noise(int width, int height, int seed) {
    domain::Image image{width, height, 1, base::Bytes(static_cast<std::size_t>(width * height))};
    std::minstd_rand random(static_cast<unsigned>(seed) + 1);
    for (auto& pixel : image.pixels) pixel = static_cast<std::uint8_t>(100 + random() % 64);
    return image;
}

domain::Image fields(int width, int height) {
    domain::Image image{width, height, 3, {}};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const bool left = x < width / 2, upper = y < height / 2;
            if (upper && left) image.pixels.insert(image.pixels.end(), {0, 0, 255});
            if (upper && !left) image.pixels.insert(image.pixels.end(), {0, 255, 0});
            if (!upper && left) image.pixels.insert(image.pixels.end(), {255, 0, 0});
            if (!upper && !left) image.pixels.insert(image.pixels.end(), {128, 128, 128});
        }
    return image;
}

}  // namespace uketsuke::test
