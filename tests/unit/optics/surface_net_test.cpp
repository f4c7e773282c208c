// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <opencv2/imgproc.hpp>

#include "drivers/surface/glyph_net.hpp"
#include "drivers/surface/glyph_window.hpp"
#include "drivers/surface/product.hpp"

using namespace uketsuke::drivers::surface;

namespace {

cv::Mat random_matrix(int rows, int columns) {
    cv::RNG random(static_cast<std::uint64_t>(rows * 1000 + columns));
    cv::Mat made(rows, columns, CV_32F);
    random.fill(made, cv::RNG::UNIFORM, -1, 1);
    return made;
}

}  // namespace

TEST_CASE("the product of matrices of any shape is OpenCV's") {
    for (const int rows : {1, 3, 4, 17})
        for (const int inner : {1, 7, 400})
            for (const int columns : {1, 15, 16, 25, 33}) {
                const cv::Mat left = random_matrix(rows, inner), right = random_matrix(inner, columns);
                cv::Mat expected;
                cv::gemm(left, right, 1, {}, 0, expected);
                CHECK(cv::norm(product(left, right), expected, cv::NORM_INF) < 1e-4);
            }
}

TEST_CASE("a window looks the same in strong and in faint print, and wherever in a strip it lies") {
    cv::Mat strip(40, 90, CV_32F, cv::Scalar(0));
    for (const int x : {20, 60}) cv::ellipse(strip, {x, 20}, {5, 8}, 0, 0, 360, 0.8, 2);
    std::vector<float> one(kWindowInputs), other(kWindowInputs), faint(kWindowInputs);
    const GlyphStrip print(strip), pale(strip * 0.5);
    const double deviation = print.window({20 - kWindowWidth / 2, 9}, one.data());
    print.window({60 - kWindowWidth / 2, 9}, other.data());
    CHECK(pale.window({20 - kWindowWidth / 2, 9}, faint.data()) == Approx(deviation / 2));
    for (std::size_t i = 0; i < one.size(); ++i) {
        CHECK(other[i] == Approx(one[i]).margin(1e-4));
        CHECK(faint[i] == Approx(one[i]).margin(1e-4));
    }
}

TEST_CASE("both ways of asking give probabilities, and empty paper is no symbol") {
    const GlyphStrip paper(cv::Mat::zeros(40, 40, CV_32F));
    cv::Mat row(1, kWindowInputs, CV_32F);
    CHECK(paper.window({10, 10}, row.ptr<float>()) == 0);
    for (const auto& seen : {recognise(row), recognise_surely(row)}) {
        CHECK(cv::sum(seen)[0] == Approx(1));
        CHECK(seen.at<float>(kNothing) > 0.5F);
    }
}
