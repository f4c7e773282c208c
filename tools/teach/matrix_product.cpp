// SPDX-License-Identifier: Apache-2.0
#include "matrix_product.hpp"

#include <algorithm>
#include <vector>

namespace uketsuke::tools::teach {
namespace {

constexpr int kLanes = 8, kColumns = 2 * kLanes, kRows = 4;  ///< a tile's sums stay in registers
using Lanes = float __attribute__((vector_size(kLanes * sizeof(float)), aligned(alignof(float))));

/// One panel of columns: kColumns numbers a row of `right`, zero beyond its last column.
std::vector<float> panel_of(const cv::Mat& right, int first) {
    std::vector<float> panel(static_cast<std::size_t>(right.rows) * kColumns, 0);
    const int count = std::min(kColumns, right.cols - first);
    for (int y = 0; y < right.rows; ++y)
        std::copy_n(right.ptr<float>(y) + first, count, panel.begin() + static_cast<std::ptrdiff_t>(y) * kColumns);
    return panel;
}

/// Up to kRows rows of `left` times a panel.
[[gnu::always_inline]] inline void tile(const cv::Mat& left, int row, const std::vector<float>& panel, float* sums) {
    const float* from[kRows];
    for (int i = 0; i < kRows; ++i) from[i] = left.ptr<float>(std::min(row + i, left.rows - 1));
    Lanes low[kRows] = {}, high[kRows] = {};
    const float* right = panel.data();
    for (int k = 0; k < left.cols; ++k, right += kColumns) {
        const Lanes one = *reinterpret_cast<const Lanes*>(right), two = *reinterpret_cast<const Lanes*>(right + kLanes);
        for (int i = 0; i < kRows; ++i) {
            low[i] += from[i][k] * one;
            high[i] += from[i][k] * two;
        }
    }
    for (int i = 0; i < kRows; ++i) {
        *reinterpret_cast<Lanes*>(sums + i * kColumns) = low[i];
        *reinterpret_cast<Lanes*>(sums + i * kColumns + kLanes) = high[i];
    }
}

[[gnu::always_inline]] inline void multiply(const cv::Mat& left, const cv::Mat& right, cv::Mat& result) {
    float sums[kRows * kColumns];
    for (int first = 0; first < right.cols; first += kColumns) {
        const auto panel = panel_of(right, first);
        const int count = std::min(kColumns, right.cols - first);
        for (int y = 0; y < left.rows; y += kRows) {
            tile(left, y, panel, sums);
            for (int i = 0; i < std::min(kRows, left.rows - y); ++i)
                std::copy_n(sums + i * kColumns, count, result.ptr<float>(y + i) + first);
        }
    }
}

#ifdef __x86_64__
[[gnu::target("avx2,fma")]] void multiply_wide(const cv::Mat& left, const cv::Mat& right, cv::Mat& result) {
    multiply(left, right, result);
}
#endif

}  // namespace

cv::Mat product(const cv::Mat& left, const cv::Mat& right) {
    CV_Assert(left.type() == CV_32F && right.type() == CV_32F && left.cols == right.rows);
    cv::Mat result(left.rows, right.cols, CV_32F);
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        multiply_wide(left, right, result);
        return result;
    }
#endif
    multiply(left, right, result);
    return result;
}

}  // namespace uketsuke::tools::teach
