// SPDX-License-Identifier: Apache-2.0
#include "template.hpp"

#include <cmath>
#include <numeric>

#include "firmware/base/bytes.hpp"

namespace uketsuke::models::face {

Template::Template(std::span<const float> values) : values_(values.begin(), values.end()) {
    const double length = std::sqrt(std::inner_product(values_.begin(), values_.end(), values_.begin(), 0.0));
    if (!(length > 0)) wipe();
    for (auto& value : values_) value = static_cast<float>(value / length);
}

Template& Template::operator=(Template&& other) noexcept {
    wipe();
    values_ = std::move(other.values_);
    return *this;
}

Template Template::mean_of(std::span<const Template* const> templates) {
    Template sum;
    for (const auto* one : templates) {
        sum.values_.resize(one->values_.size());
        for (std::size_t i = 0; i < one->values_.size(); ++i) sum.values_[i] += one->values_[i];
    }
    return Template(sum.values_);
}

double Template::cosine(const Template& other) const {
    if (empty() || values_.size() != other.values_.size()) return -1;
    return std::inner_product(values_.begin(), values_.end(), other.values_.begin(), 0.0);
}

void Template::wipe() {
    base::wipe(values_.data(), values_.size() * sizeof(float));
    values_.clear();
}

}  // namespace uketsuke::models::face
