// SPDX-License-Identifier: Apache-2.0
#include "template.hpp"

#include <cmath>
#include <numeric>

namespace uketsuke::models::face {

std::size_t total(const Layout& layout) {
    return std::accumulate(layout.begin(), layout.end(), std::size_t{0},
                           [](std::size_t sum, const Part& part) { return sum + part.length; });
}

Template::Template(std::span<const float> values) : values_(values.begin(), values.end()) { normalise(); }

void Template::normalise() {
    const double length = std::sqrt(std::inner_product(values_.begin(), values_.end(), values_.begin(), 0.0));
    if (!(length > 0)) values_.clear();
    for (auto& value : values_) value = static_cast<float>(value / length);
}

Template Template::joined(std::span<const Template> parts, const Layout& layout) {
    Template row;
    row.values_.reserve(total(layout));
    for (std::size_t i = 0; i < layout.size(); ++i) {
        if (parts[i].empty()) return {};
        const auto length = static_cast<float>(std::sqrt(layout[i].weight));
        for (const float value : parts[i].values_) row.values_.push_back(length * value);
    }
    return row;
}

Template Template::less(std::span<const float> vector, double factor) const {
    Template difference;
    difference.values_ = values_;
    for (std::size_t i = 0; i < vector.size(); ++i) difference.values_[i] -= static_cast<float>(factor) * vector[i];
    difference.normalise();
    return difference;
}

Template Template::first(const Layout& layout) const {
    return empty() ? Template{} : Template(values().first(layout.front().length));
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

}  // namespace uketsuke::models::face
