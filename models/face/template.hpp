// SPDX-License-Identifier: Apache-2.0
// A face as numbers. Biometric data: cannot be copied by accident, is wiped when dropped.
#pragma once

#include <span>
#include <vector>

#include "firmware/base/wiping_allocator.hpp"

namespace uketsuke::models::face {

/// One network's place in a template of several.
struct Part {
    std::size_t length = 0;
    double weight = 1;  ///< all weights of a layout add up to one
};
using Layout = std::vector<Part>;
std::size_t total(const Layout& layout);

/// A vector of length one. Move-only; the moved-from template is empty. An empty template resembles nobody.
class Template {
public:
    Template() = default;
    /// Copies and normalises.
    explicit Template(std::span<const float> values);
    Template(Template&& other) noexcept = default;
    Template& operator=(Template&& other) noexcept = default;
    Template(const Template&) = delete;
    Template& operator=(const Template&) = delete;

    /// Templates of several networks in a row, in the layout's order, each of the length √weight: the cosine of two
    /// such rows is the weighted mean of the networks' cosines. Empty when one of them is.
    static Template joined(std::span<const Template> parts, const Layout& layout);
    /// The normalised mean of several; empty for none.
    static Template mean_of(std::span<const Template* const> templates);

    /// Cosine similarity, -1 … 1; -1 when one is empty.
    [[nodiscard]] double cosine(const Template& other) const;
    [[nodiscard]] bool empty() const { return values_.empty(); }
    /// Less `factor` times a vector as long, of length one again.
    [[nodiscard]] Template less(std::span<const float> vector, double factor) const;
    /// The first network's template alone.
    [[nodiscard]] Template first(const Layout& layout) const;
    /// For tests: where the numbers lie.
    [[nodiscard]] std::span<const float> values() const { return values_; }

private:
    void normalise();

    std::vector<float, base::WipingAllocator<float>> values_;
};

}  // namespace uketsuke::models::face
