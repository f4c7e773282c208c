// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <new>
#include <vector>

#include "models/face/net.hpp"
#include "models/face/template.hpp"

using namespace uketsuke::models::face;

namespace {

// Looks at memory on its way back to the heap, the only moment at which a destructor's wiping can be seen.
std::atomic<const void*> watched = nullptr;  // other threads give memory back, too
std::atomic<bool> was_clean = false;

}  // namespace

void* operator new(std::size_t size) {
    if (void* memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return std::malloc(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t size) noexcept {
    if (memory == watched) {
        const auto* bytes = static_cast<const unsigned char*>(memory);
        was_clean = std::all_of(bytes, bytes + size, [](unsigned char byte) { return byte == 0; });
    }
    std::free(memory);
}

TEST_CASE("a template has length one and compares by angle") {
    const Template right(std::array{3.0F, 0.0F}), up(std::array{0.0F, 0.5F}), diagonal(std::array{1.0F, 1.0F});
    CHECK(right.cosine(right) == Approx(1));
    CHECK(right.cosine(up) == Approx(0).margin(1e-9));
    CHECK(right.cosine(diagonal) == Approx(0.70710678));
    const std::array<const Template*, 2> both{&right, &up};
    CHECK(Template::mean_of(both).cosine(diagonal) == Approx(1));
}

TEST_CASE("an empty template resembles nobody, not even another empty one") {
    const Template empty, null(std::array{0.0F, 0.0F}), right(std::array{1.0F, 0.0F});
    CHECK(null.empty());
    CHECK(empty.cosine(empty) == -1);
    CHECK(right.cosine(null) == -1);
    CHECK(right.cosine(Template(std::array{1.0F, 0.0F, 0.0F})) == -1);
}

TEST_CASE("a template leaves nothing on the heap") {
    was_clean = false;
    {
        const Template face(std::array{1.0F, 2.0F, 3.0F});
        watched = face.values().data();
    }
    CHECK(was_clean);
    was_clean = false;
    Template face(std::array{1.0F, 2.0F, 3.0F});
    watched = face.values().data();
    face = Template(std::array{4.0F, 5.0F});
    CHECK(was_clean);
    watched = nullptr;
}

TEST_CASE("a canvas keeps its memory for the next picture, and leaves nothing on the heap") {
    was_clean = false;
    {
        PictureMemory canvas;
        const auto draw = [&](int side) {
            auto picture = canvas.of({side, side}, CV_8UC3);
            cv::Mat(side, side, CV_8UC3, cv::Scalar::all(77)).copyTo(picture);
            CHECK(picture.data[0] == 77);
            return picture.data;
        };
        const auto* memory = draw(20);
        CHECK(draw(10) == memory);
        canvas.forget();
        CHECK(memory[0] == 0);
        draw(20);
        watched = memory;
        draw(40);
        CHECK(was_clean);
        watched = draw(40);
        was_clean = false;
    }
    CHECK(was_clean);
    watched = nullptr;
}
