// SPDX-License-Identifier: Apache-2.0
#include "glyph_net.hpp"

#include "glyph_weights.inc"  // written by uketsuke-teach
#include "glyph_window.hpp"
#include "product.hpp"

namespace uketsuke::drivers::surface {
namespace {

template <std::size_t N>
cv::Mat matrix(const float (&values)[N], int rows) {
    return {rows, static_cast<int>(N) / rows, CV_32F, const_cast<float*>(values)};  // only read
}

cv::Mat layer(const cv::Mat& rows, const cv::Mat& weights, const cv::Mat& bias) {
    cv::Mat result = product(rows, weights);
    result += cv::repeat(bias, rows.rows, 1);
    return result;
}

/// Turns rows of scores into probabilities.
void soft_max(cv::Mat& scores) {
    cv::Mat most, sums;
    cv::reduce(scores, most, 1, cv::REDUCE_MAX);
    scores -= cv::repeat(most, 1, scores.cols);
    cv::exp(scores, scores);
    cv::reduce(scores, sums, 1, cv::REDUCE_SUM);
    scores /= cv::repeat(sums, 1, scores.cols);
}

template <class Weights>
cv::Mat ask(const cv::Mat& rows) {
    static_assert(Weights::kHiddenRows == kWindowInputs && std::size(Weights::kOutBias) == kSymbolCount);
    cv::Mat inner = layer(rows, matrix(Weights::kHidden, Weights::kHiddenRows), matrix(Weights::kHiddenBias, 1));
    cv::max(inner, 0, inner);
    cv::Mat scores = layer(inner, matrix(Weights::kOut, Weights::kOutRows), matrix(Weights::kOutBias, 1));
    soft_max(scores);
    inner.setTo(0);
    return scores;
}

}  // namespace

cv::Mat recognise(const cv::Mat& rows) { return ask<Network0>(rows); }

cv::Mat recognise_surely(const cv::Mat& rows) { return (ask<Network0>(rows) + ask<Network1>(rows)) / 2; }

}  // namespace uketsuke::drivers::surface
