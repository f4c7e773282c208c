// SPDX-License-Identifier: Apache-2.0
#include "vault.hpp"

#include <algorithm>
#include <utility>

namespace uketsuke::app {

void wipe(domain::HolderProof& holder) { base::wipe(&holder, sizeof holder); }

void Vault::open(std::uint32_t visit) {
    const std::scoped_lock lock(mutex_);
    drop_all();
    visit_ = visit;
}

void Vault::open_if_closed(std::uint32_t visit) {
    const std::scoped_lock lock(mutex_);
    if (visit_ == 0) visit_ = visit;
}

void Vault::forget() { open(0); }

void Vault::drop_all() {
    certificate_.reset();
    drop_typed();
    nonce_.reset();
    assertion_.reset();
    portrait_.reset();
    eligibility_.reset();
    if (holder_) wipe(*holder_);
    holder_.reset();
    if (card_key_) base::wipe(&*card_key_, sizeof *card_key_);
    card_key_.reset();
    code_.reset();
}

void Vault::drop_typed() {
    for (auto& place : typed_) place.reset();
}

void Vault::wipe_typed() {
    const std::scoped_lock lock(mutex_);
    drop_typed();
}

template <class T>
void Vault::keep(std::uint32_t visit, std::optional<T>& place, T value) {
    const std::scoped_lock lock(mutex_);
    if (visit == visit_) place.emplace(std::move(value));
}

template <class T>
std::optional<T> Vault::take(std::uint32_t visit, std::optional<T>& place) {
    const std::scoped_lock lock(mutex_);
    return visit == visit_ ? std::exchange(place, std::nullopt) : std::nullopt;
}

void Vault::put(std::uint32_t visit, base::Bytes certificate) { keep(visit, certificate_, std::move(certificate)); }
void Vault::put(domain::Ticket ticket, Typed what, base::Secret digits) {
    keep(ticket.visit, typed_.at(static_cast<std::size_t>(what)), TypedPlace{ticket.n, std::move(digits)});
}
void Vault::put(std::uint32_t visit, const domain::Nonce& nonce) { keep(visit, nonce_, nonce); }
void Vault::put(std::uint32_t visit, domain::Assertion assertion) { keep(visit, assertion_, std::move(assertion)); }
void Vault::put(std::uint32_t visit, domain::Image portrait) { keep(visit, portrait_, std::move(portrait)); }
void Vault::put(std::uint32_t visit, domain::Eligibility eligibility) {
    keep(visit, eligibility_, std::move(eligibility));
}
void Vault::put(std::uint32_t visit, domain::HolderProof holder) {
    keep(visit, holder_, holder);
    wipe(holder);
}

void Vault::put(std::uint32_t visit, const domain::CardKey& card) { keep(visit, card_key_, card); }

void Vault::put(std::uint32_t visit, domain::Code code) { keep(visit, code_, std::move(code)); }

std::optional<base::Bytes> Vault::take_certificate(std::uint32_t visit) { return take(visit, certificate_); }
std::optional<domain::Nonce> Vault::take_nonce(std::uint32_t visit) { return take(visit, nonce_); }
std::optional<domain::Assertion> Vault::take_assertion(std::uint32_t visit) { return take(visit, assertion_); }
std::optional<domain::Eligibility> Vault::take_eligibility(std::uint32_t visit) { return take(visit, eligibility_); }

std::optional<domain::Code> Vault::take_code(std::uint32_t visit) { return take(visit, code_); }

std::optional<base::Secret> Vault::take_typed(domain::Ticket ticket, Typed what) {
    const std::scoped_lock lock(mutex_);
    auto& place = typed_.at(static_cast<std::size_t>(what));
    if (ticket.visit != visit_ || !place || place->n != ticket.n) return std::nullopt;
    auto taken = std::exchange(place, std::nullopt);
    return std::move(taken->digits);
}

std::optional<domain::Image> Vault::portrait(std::uint32_t visit) const {
    const std::scoped_lock lock(mutex_);
    return visit == visit_ ? portrait_ : std::nullopt;
}

std::optional<domain::HolderProof> Vault::holder(std::uint32_t visit) const {
    const std::scoped_lock lock(mutex_);
    return visit == visit_ ? holder_ : std::nullopt;
}

std::optional<domain::CardKey> Vault::card_key(std::uint32_t visit) const {
    const std::scoped_lock lock(mutex_);
    return visit == visit_ ? card_key_ : std::nullopt;
}

bool Vault::empty() const {
    const std::scoped_lock lock(mutex_);
    const bool typed = std::any_of(typed_.begin(), typed_.end(), [](const auto& place) { return place.has_value(); });
    return !typed && !certificate_ && !nonce_ && !assertion_ && !portrait_ && !eligibility_ && !holder_ && !card_key_ && !code_;
}

}  // namespace uketsuke::app
