// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>

#include "firmware/domain/card.hpp"
#include "firmware/domain/eligibility.hpp"
#include "firmware/domain/image.hpp"

namespace uketsuke::app {

/// What jobs of one visit hand to each other and the flow must not see: nonce, assertion, portrait, result document.
/// A job of an earlier visit neither reads nor leaves anything. Wiped at the end of the visit. Thread-safe.
class Vault {
public:
    ~Vault() { forget(); }

    /// Wipes what is there and opens the vault for another visit.
    void open(std::uint32_t visit);
    void forget();

    void put(std::uint32_t visit, const domain::Nonce& nonce);
    void put(std::uint32_t visit, domain::Assertion assertion);
    void put(std::uint32_t visit, domain::Image portrait);
    void put(std::uint32_t visit, domain::Eligibility eligibility);

    /// The nonce is given out once.
    std::optional<domain::Nonce> take_nonce(std::uint32_t visit);
    std::optional<domain::Assertion> take_assertion(std::uint32_t visit);
    [[nodiscard]] std::optional<domain::Image> portrait(std::uint32_t visit) const;
    [[nodiscard]] std::optional<domain::Eligibility> eligibility(std::uint32_t visit) const;
    /// Whether anything is held (for tests of the end of a visit).
    [[nodiscard]] bool empty() const;

private:
    void wipe_all();

    mutable std::mutex mutex_;
    std::uint32_t visit_ = 0;
    std::optional<domain::Nonce> nonce_;
    std::optional<domain::Assertion> assertion_;
    std::optional<domain::Image> portrait_;
    std::optional<domain::Eligibility> eligibility_;
};

}  // namespace uketsuke::app
