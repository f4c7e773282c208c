// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <opencv2/imgproc.hpp>

#include "drivers/surface/glyph_net.hpp"
#include "drivers/surface/glyph_window.hpp"
#include "drivers/surface/product.hpp"
#include "drivers/surface/stain.hpp"

using namespace uketsuke::drivers::surface;

namespace {

cv::Mat random_matrix(int rows, int columns) {
    cv::RNG random(static_cast<std::uint64_t>(rows * 1000 + columns));
    cv::Mat made(rows, columns, CV_32F);
    random.fill(made, cv::RNG::UNIFORM, -1, 1);
    return made;
}

/// Five strokes of print of one warmth on paper, and the camera's noise.
InkStrip strokes(double warmth) {
    InkStrip strip;
    strip.ink = cv::Mat::zeros(30, 80, CV_32F);
    strip.warmth = cv::Mat(strip.ink.size(), CV_32F);
    cv::RNG(5).fill(strip.warmth, cv::RNG::NORMAL, 0, 0.01);
    for (int x = 10; x < 70; x += 12)
        for (auto* part : {&strip.ink, &strip.warmth})
            (*part)(cv::Rect(x, 8, 3, 15)) += part == &strip.ink ? 0.9 : warmth;
    return strip;
}

/// A speck that touches the second stroke.
cv::Mat with_speck(InkStrip strip, double warmth) {
    cv::circle(strip.ink, {26, 20}, 2, 0.8, cv::FILLED);
    cv::circle(strip.warmth, {26, 20}, 2, warmth, cv::FILLED);
    return stains(strip);
}

}  // namespace

TEST_CASE("what is dark and of another colour than the print is a stain, and nothing else") {
    for (const double print : {-0.04, 0.0, 0.04}) {  // as black inks are
        CHECK(cv::countNonZero(stains(strokes(print))) == 0);
        CHECK(cv::countNonZero(with_speck(strokes(print), print)) == 0);  // as black as the print
        for (const double other : {-0.15, 0.15}) {
            const auto seen = with_speck(strokes(print), print + other);
            CHECK(cv::countNonZero(seen(cv::Rect(23, 17, 7, 7))) >= 9);
            CHECK(cv::countNonZero(seen) == cv::countNonZero(seen(cv::Rect(22, 16, 9, 9))));
        }
    }
    auto noisy = strokes(0);
    cv::RNG(6).fill(noisy.warmth, cv::RNG::NORMAL, 0, 0.12);
    CHECK(cv::countNonZero(stains(noisy)) < 5);
}

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
