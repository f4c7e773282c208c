// SPDX-License-Identifier: Apache-2.0
// OpenCV's matrices are wiped when they are freed. The linker sends base::wipe here (--wrap): freed memory may not be
// looked at.
#include <atomic>
#include <catch2/catch.hpp>
#include <opencv2/imgproc.hpp>

#include "firmware/base/bytes.hpp"

extern "C" {
void __real__ZN8uketsuke4base4wipeEPvm(void* data, std::size_t size);
void __wrap__ZN8uketsuke4base4wipeEPvm(void* data, std::size_t size);
}

namespace {

/// How much was wiped at the watched place. Other threads wipe, too.
std::atomic<const void*> watched = nullptr;
std::atomic<std::size_t> wiped = 0;

std::size_t watch(const cv::Mat& matrix) {
    watched = matrix.data;
    wiped = 0;
    return matrix.total() * matrix.elemSize();
}

}  // namespace

void __wrap__ZN8uketsuke4base4wipeEPvm(void* data, std::size_t size) {
    __real__ZN8uketsuke4base4wipeEPvm(data, size);
    if (data == watched) wiped = size;
}

TEST_CASE("a matrix is wiped when the last who uses it drops it") {
    cv::Mat matrix(48, 64, CV_8UC3, cv::Scalar(1, 2, 3));
    const auto size = watch(matrix);
    cv::Mat other = matrix.row(3);
    matrix.release();
    CHECK(wiped == 0);
    other.release();
    CHECK(wiped >= size);
}

TEST_CASE("a matrix that a function of OpenCV replaces is wiped") {
    cv::Mat matrix(48, 64, CV_8UC3, cv::Scalar(1, 2, 3));
    const auto size = watch(matrix);
    cv::resize(matrix, matrix, {640, 480});
    CHECK(wiped >= size);
}

TEST_CASE("a matrix over somebody else's memory leaves it as it is") {
    uketsuke::base::Bytes pixels(48 * 64, 5);
    {
        const cv::Mat view(48, 64, CV_8UC1, pixels.data());
        watch(view);
    }
    CHECK(wiped == 0);
    CHECK(pixels == uketsuke::base::Bytes(48 * 64, 5));
}
