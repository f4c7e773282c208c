// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>

#include "firmware/base/secret.hpp"
#include "firmware/domain/card.hpp"
#include "firmware/domain/eligibility.hpp"
#include "firmware/domain/image.hpp"

namespace uketsuke::app {

/// For whoever took something out of the vault: it must not outlive its use.
void wipe(domain::Assertion& assertion);
void wipe(domain::Image& portrait);
void wipe(domain::Eligibility& eligibility);

/// What jobs of one visit hand to each other and the flow must not see: certificate, PIN, nonce, assertion, portrait,
/// result document. A job of an earlier visit neither reads nor leaves anything: what it brings is wiped. So is
/// everything at the end of the visit. Thread-safe.
class Vault {
public:
    ~Vault() { forget(); }

    /// Wipes what is there and opens the vault for another visit.
    void open(std::uint32_t visit);
    void forget();

    void put(std::uint32_t visit, base::Bytes certificate);
    void put(std::uint32_t visit, base::Secret pin);
    void put(std::uint32_t visit, const domain::Nonce& nonce);
    void put(std::uint32_t visit, domain::Assertion assertion);
    void put(std::uint32_t visit, domain::Image portrait);
    void put(std::uint32_t visit, domain::Eligibility eligibility);

    /// When a visit leaves the PIN, a job that has not begun finds none.
    void wipe_pin();

    /// Taken = given out once.
    std::optional<base::Bytes> take_certificate(std::uint32_t visit);
    std::optional<base::Secret> take_pin(std::uint32_t visit);
    std::optional<domain::Nonce> take_nonce(std::uint32_t visit);
    std::optional<domain::Assertion> take_assertion(std::uint32_t visit);
    std::optional<domain::Eligibility> take_eligibility(std::uint32_t visit);
    /// A copy: one portrait serves several attempts.
    [[nodiscard]] std::optional<domain::Image> portrait(std::uint32_t visit) const;
    /// Whether anything is held (for tests of the end of a visit).
    [[nodiscard]] bool empty() const;

private:
    template <class T>
    void keep(std::uint32_t visit, std::optional<T>& place, T& value);
    template <class T>
    std::optional<T> take(std::uint32_t visit, std::optional<T>& place);
    void wipe_all();

    mutable std::mutex mutex_;
    std::uint32_t visit_ = 0;
    std::optional<base::Bytes> certificate_;  ///< DER, for whoever is asked about it
    std::optional<base::Secret> pin_;
    std::optional<domain::Nonce> nonce_;
    std::optional<domain::Assertion> assertion_;
    std::optional<domain::Image> portrait_;
    std::optional<domain::Eligibility> eligibility_;
};

}  // namespace uketsuke::app
