// SPDX-License-Identifier: Apache-2.0
#include "glyph_net.hpp"

#include "glyph_weights.inc"  // written by uketsuke-teach
#include "glyph_window.hpp"

namespace uketsuke::drivers::surface {
namespace {

static_assert(kHiddenWeightsRows == kWindowArea);

template <std::size_t N>
cv::Mat matrix(const float (&values)[N], int rows) {
    return {rows, static_cast<int>(N) / rows, CV_32F, const_cast<float*>(values)};  // only read
}

cv::Mat layer(const cv::Mat& rows, const cv::Mat& weights, const cv::Mat& bias) {
    cv::Mat result;
    cv::gemm(rows, weights, 1, cv::repeat(bias, rows.rows, 1), 1, result);
    return result;
}

}  // namespace

cv::Mat recognise(const cv::Mat& rows) {
    static_assert(std::size(kOutBias) == kSymbolCount);
    cv::Mat inner = layer(rows, matrix(kHiddenWeights, kHiddenWeightsRows), matrix(kHiddenBias, kHiddenBiasRows));
    cv::max(inner, 0, inner);
    cv::Mat scores = layer(inner, matrix(kOutWeights, kOutWeightsRows), matrix(kOutBias, kOutBiasRows));
    cv::Mat most, sums;
    cv::reduce(scores, most, 1, cv::REDUCE_MAX);
    scores -= cv::repeat(most, 1, scores.cols);
    cv::exp(scores, scores);
    cv::reduce(scores, sums, 1, cv::REDUCE_SUM);
    return scores / cv::repeat(sums, 1, scores.cols);
}

}  // namespace uketsuke::drivers::surface
