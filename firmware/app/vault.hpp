// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>

#include "firmware/base/secret.hpp"
#include "firmware/domain/card.hpp"
#include "firmware/domain/code.hpp"
#include "firmware/domain/eligibility.hpp"
#include "firmware/domain/image.hpp"
#include "firmware/domain/ticket.hpp"

namespace uketsuke::app {

/// For whoever took it out of the vault: a plain value, which must not outlive its use.
void wipe(domain::HolderProof& holder);

/// What was typed on the pad: four secrets, each with a place of its own, so that none is ever taken for another.
enum class Typed : std::uint8_t { pin, number_b, password, patient_number };

/// What jobs of one visit hand to each other and the flow must not see: certificate, typed digits, nonce, assertion,
/// portrait, what the card proves of its holder, the card's key among those that are counted, result document, a code that
/// somebody showed. A job of
/// an earlier visit neither reads nor leaves anything. What is dropped, at the latest at the end of the visit, is
/// wiped, mostly by its type; the nonce is no secret. Thread-safe.
class Vault {
public:
    ~Vault() { forget(); }

    /// Drops what is there and opens the vault for another visit.
    void open(std::uint32_t visit);
    /// The same where it is open for none.
    void open_if_closed(std::uint32_t visit);
    void forget();

    void put(std::uint32_t visit, base::Bytes certificate);
    /// For the one job that has this ticket.
    void put(domain::Ticket ticket, Typed what, base::Secret digits);
    void put(std::uint32_t visit, const domain::Nonce& nonce);
    void put(std::uint32_t visit, domain::Assertion assertion);
    void put(std::uint32_t visit, domain::Image portrait);
    void put(std::uint32_t visit, domain::Eligibility eligibility);
    void put(std::uint32_t visit, domain::HolderProof holder);
    void put(std::uint32_t visit, const domain::CardKey& card);
    void put(std::uint32_t visit, domain::Code code);

    /// When a visit leaves the pad, a job that has not begun finds nothing that was typed.
    void wipe_typed();

    /// Taken = given out once.
    std::optional<base::Bytes> take_certificate(std::uint32_t visit);
    std::optional<base::Secret> take_typed(domain::Ticket ticket, Typed what);
    std::optional<domain::Nonce> take_nonce(std::uint32_t visit);
    std::optional<domain::Assertion> take_assertion(std::uint32_t visit);
    std::optional<domain::Eligibility> take_eligibility(std::uint32_t visit);
    std::optional<domain::Code> take_code(std::uint32_t visit);
    /// A copy: one portrait serves several attempts.
    [[nodiscard]] std::optional<domain::Image> portrait(std::uint32_t visit) const;
    /// A copy: the answer to each confirmation is held against it.
    [[nodiscard]] std::optional<domain::HolderProof> holder(std::uint32_t visit) const;
    /// A copy: what is counted for the card is counted under it.
    [[nodiscard]] std::optional<domain::CardKey> card_key(std::uint32_t visit) const;
    /// Whether anything is held (for tests of the end of a visit).
    [[nodiscard]] bool empty() const;

private:
    struct TypedPlace {
        std::uint32_t n = 0;  ///< of the ticket
        base::Secret digits;
    };

    template <class T>
    void keep(std::uint32_t visit, std::optional<T>& place, T value);
    template <class T>
    std::optional<T> take(std::uint32_t visit, std::optional<T>& place);
    void drop_all();
    void drop_typed();

    mutable std::mutex mutex_;
    std::uint32_t visit_ = 0;
    std::optional<base::Bytes> certificate_;          ///< DER, for whoever is asked about it
    std::array<std::optional<TypedPlace>, 4> typed_;  ///< one for each of Typed
    std::optional<domain::Nonce> nonce_;
    std::optional<domain::Assertion> assertion_;
    std::optional<domain::Image> portrait_;
    std::optional<domain::Eligibility> eligibility_;
    std::optional<domain::HolderProof> holder_;
    std::optional<domain::CardKey> card_key_;
    std::optional<domain::Code> code_;
};

}  // namespace uketsuke::app
