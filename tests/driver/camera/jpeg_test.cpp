// SPDX-License-Identifier: Apache-2.0
#include "drivers/camera/jpeg.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <random>

#include "jpegs.hpp"
#include "tests/support/memory_scan.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using drivers::camera::bgr_from_jpeg;

namespace {

std::optional<base::Bytes> decoded(const base::Bytes& jpeg, int width, int height) {
    base::Bytes bgr(static_cast<std::size_t>(width * height * 3), 1);
    if (!bgr_from_jpeg(jpeg, width, height, bgr.data())) return std::nullopt;
    return bgr;
}

/// In the middle of each field.
void check_fields(const std::optional<base::Bytes>& bgr, int width, int height, bool grey = false) {
    REQUIRE(bgr);
    const auto wanted = fields(width, height);
    for (const int y : {height / 4, height * 3 / 4})
        for (const int x : {width / 4, width * 3 / 4})
            for (int channel = 0; channel < 3; ++channel) {
                const auto at = static_cast<std::size_t>((y * width + x) * 3);
                const auto* colour = wanted.pixels.data() + at;
                const double luma = 0.114 * colour[0] + 0.587 * colour[1] + 0.299 * colour[2];
                CHECK((*bgr)[at + static_cast<std::size_t>(channel)] ==
                      Approx(grey ? luma : colour[channel]).margin(4));
            }
}

}  // namespace

TEST_CASE("a camera's JPEG becomes BGR, however its colours are shared, with its Huffman tables or without") {
    for (const auto& [across, down] : {std::pair{1, 1}, {2, 1}, {2, 2}})
        for (const auto& [width, height] : {std::pair{640, 480}, {100, 52}, {34, 17}}) {
            INFO(across << down << " " << width);
            const auto jpeg = jpeg_of(fields(width, height), {.quality = 95, .across = across, .down = down});
            check_fields(decoded(jpeg, width, height), width, height);
            check_fields(decoded(without_tables(jpeg), width, height), width, height);
        }
    const auto grey = noise(64, 48, 1);
    const auto bgr = decoded(jpeg_of(grey, {.quality = 100}), 64, 48);
    REQUIRE(bgr);
    for (std::size_t at = 0; at < bgr->size(); ++at) CHECK((*bgr)[at] == Approx(grey.pixels[at / 3]).margin(3));
}

TEST_CASE("what is no whole picture of the size is refused") {
    const auto jpeg = jpeg_of(noise(64, 48, 1));
    REQUIRE(decoded(jpeg, 64, 48));
    CHECK_FALSE(decoded(jpeg, 48, 64));
    CHECK_FALSE(decoded(jpeg, 64, 40));
    CHECK_FALSE(decoded({}, 64, 48));
    CHECK_FALSE(decoded(base::Bytes(10'000, 0), 64, 48));
    for (std::size_t size = 1; size < jpeg.size() * 9 / 10; size += 7)
        CHECK_FALSE(decoded({jpeg.begin(), jpeg.begin() + static_cast<std::ptrdiff_t>(size)}, 64, 48));
    CHECK_FALSE(decoded(jpeg_of(fields(64, 48), {.progressive = true}), 64, 48));
    CHECK_FALSE(decoded(jpeg_of(fields(64, 48), {.arithmetic = true}), 64, 48));
}

TEST_CASE("bytes that cameras put in besides are borne") {
    auto jpeg = jpeg_of(fields(64, 48), {.quality = 95});
    SECTION("zeroes behind the end") { jpeg.resize(jpeg.size() + 500); }
    SECTION("one before the end") { jpeg.insert(jpeg.end() - 2, 0x12); }
    SECTION("one before the scan") { jpeg.insert(jpeg.begin() + 2, 0x12); }
    check_fields(decoded(jpeg, 64, 48), 64, 48);
}

TEST_CASE("no broken JPEG does more than not be a picture") {
    std::minstd_rand random(7);
    const base::Bytes seeds[] = {jpeg_of(fields(64, 48)), jpeg_of(noise(64, 48, 1)),
                                 jpeg_of(fields(64, 48), {.progressive = true}),
                                 without_tables(jpeg_of(fields(64, 48), {.across = 1}))};
    int whole = 0;
    for (int i = 0; i < 4000; ++i) {
        auto jpeg = seeds[i % 4];
        const auto changes = 1 + random() % 8;
        const auto reach = i % 3 == 0 ? jpeg.size() : scan_of(jpeg);  // mostly the head, where the sizes are
        for (unsigned change = 0; change < changes; ++change)
            jpeg[random() % reach] = static_cast<std::uint8_t>(random());
        if (i % 5 == 0) jpeg.resize(random() % jpeg.size());
        whole += decoded(jpeg, 64, 48) ? 1 : 0;
    }
    CHECK(whole > 0);
    CHECK(whole < 4000);
}

TEST_CASE("nothing of a picture stays in libjpeg's memory") {
    const auto jpeg = jpeg_of(noise(640, 480, 3), {.quality = 60});  // so coarse that it is another picture
    int done[2], go[2];
    REQUIRE(::pipe(done) == 0);
    REQUIRE(::pipe(go) == 0);
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {  // decodes, wipes what it got, and waits to be looked through
        (void)decoded(jpeg, 640, 480);
        char word = 0;
        (void)::write(done[1], &word, 1);
        (void)::read(go[0], &word, 1);
        ::_exit(0);
    }
    const auto bgr = decoded(jpeg, 640, 480);
    REQUIRE(bgr);
    std::vector<Trace> traces;
    for (std::size_t row = 464; row < 480; ++row) {
        Trace trace{"a row", {}};
        for (std::size_t x = 100; x < 132; ++x) trace.bytes.push_back((*bgr)[(row * 640 + x) * 3]);
        traces.push_back(std::move(trace));
    }
    char word = 0;
    REQUIRE(::read(done[0], &word, 1) == 1);
    const auto hits = MemoryScan(std::move(traces)).process(child);
    REQUIRE(::write(go[1], &word, 1) == 1);
    ::waitpid(child, nullptr, 0);
    REQUIRE(hits);
    CHECK(hits->empty());
}
