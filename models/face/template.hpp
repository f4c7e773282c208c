// SPDX-License-Identifier: Apache-2.0
// A face as numbers. Biometric data: cannot be copied by accident, is wiped when dropped.
#pragma once

#include <span>
#include <vector>

namespace uketsuke::models::face {

/// A vector of length one. Move-only; the moved-from template is empty. An empty template resembles nobody.
class Template {
public:
    Template() = default;
    /// Copies and normalises.
    explicit Template(std::span<const float> values);
    ~Template() { wipe(); }
    Template(Template&& other) noexcept = default;
    Template& operator=(Template&& other) noexcept;
    Template(const Template&) = delete;
    Template& operator=(const Template&) = delete;

    /// The normalised mean of several; empty for none.
    static Template mean_of(std::span<const Template* const> templates);

    /// Cosine similarity, -1 … 1; -1 when one is empty.
    [[nodiscard]] double cosine(const Template& other) const;
    [[nodiscard]] bool empty() const { return values_.empty(); }
    /// For tests: where the numbers lie.
    [[nodiscard]] std::span<const float> values() const { return values_; }
    void wipe();

private:
    std::vector<float> values_;
};

}  // namespace uketsuke::models::face
