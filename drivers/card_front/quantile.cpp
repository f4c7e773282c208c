// SPDX-License-Identifier: Apache-2.0
#include "quantile.hpp"

#include <algorithm>

namespace uketsuke::drivers::card_front {
namespace {

double nth(std::vector<float>& values, std::size_t n) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(n);
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

}  // namespace

double quantile(const cv::Mat& values, double part) {
    std::vector<float> all(values.begin<float>(), values.end<float>());
    return nth(all, static_cast<std::size_t>(part * static_cast<double>(all.size() - 1)));
}

double median(std::vector<float>& values) { return nth(values, values.size() / 2); }

}  // namespace uketsuke::drivers::card_front
