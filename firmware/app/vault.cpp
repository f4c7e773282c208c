// SPDX-License-Identifier: Apache-2.0
#include "vault.hpp"

#include <algorithm>
#include <utility>

namespace uketsuke::app {

static void wipe(base::Bytes& certificate) { base::wipe(certificate); }
static void wipe(domain::Nonce& nonce) { base::wipe(nonce.data(), nonce.size()); }

namespace {

template <class T>
void wipe_out(std::optional<T>& place) {
    if (place) wipe(*place);
    place.reset();
}

}  // namespace

void wipe(domain::Assertion& assertion) {
    base::wipe(assertion.certificate);
    base::wipe(assertion.signature);
}
void wipe(domain::Image& portrait) { base::wipe(portrait.pixels); }
void wipe(domain::Eligibility& eligibility) {
    base::wipe(eligibility.document.data(), eligibility.document.size());
    eligibility.document.clear();
}

void wipe(domain::HolderProof& holder) { base::wipe(&holder, sizeof holder); }

void Vault::open(std::uint32_t visit) {
    const std::scoped_lock lock(mutex_);
    wipe_all();
    visit_ = visit;
}

void Vault::forget() { open(0); }

void Vault::wipe_all() {
    wipe_out(certificate_);
    drop_typed();
    wipe_out(nonce_);
    wipe_out(assertion_);
    wipe_out(portrait_);
    wipe_out(eligibility_);
    wipe_out(holder_);
}

/// A Secret wipes itself.
void Vault::drop_typed() {
    for (auto& place : typed_) place.reset();
}

void Vault::wipe_typed() {
    const std::scoped_lock lock(mutex_);
    drop_typed();
}

template <class T>
void Vault::keep(std::uint32_t visit, std::optional<T>& place, T& value) {
    const std::scoped_lock lock(mutex_);
    if (visit != visit_) return wipe(value);
    wipe_out(place);
    place = std::move(value);
}

template <class T>
std::optional<T> Vault::take(std::uint32_t visit, std::optional<T>& place) {
    const std::scoped_lock lock(mutex_);
    return visit == visit_ ? std::exchange(place, std::nullopt) : std::nullopt;
}

void Vault::put(std::uint32_t visit, base::Bytes certificate) { keep(visit, certificate_, certificate); }
void Vault::put(domain::Ticket ticket, Typed what, base::Secret digits) {
    const std::scoped_lock lock(mutex_);
    if (ticket.visit == visit_) typed_.at(static_cast<std::size_t>(what)) = TypedPlace{ticket.n, std::move(digits)};
}
void Vault::put(std::uint32_t visit, const domain::Nonce& nonce) {
    auto own = nonce;
    keep(visit, nonce_, own);
}
void Vault::put(std::uint32_t visit, domain::Assertion assertion) { keep(visit, assertion_, assertion); }
void Vault::put(std::uint32_t visit, domain::Image portrait) { keep(visit, portrait_, portrait); }
void Vault::put(std::uint32_t visit, domain::Eligibility eligibility) { keep(visit, eligibility_, eligibility); }
void Vault::put(std::uint32_t visit, domain::HolderProof holder) { keep(visit, holder_, holder); }

std::optional<base::Bytes> Vault::take_certificate(std::uint32_t visit) { return take(visit, certificate_); }
std::optional<domain::Nonce> Vault::take_nonce(std::uint32_t visit) { return take(visit, nonce_); }
std::optional<domain::Assertion> Vault::take_assertion(std::uint32_t visit) { return take(visit, assertion_); }
std::optional<domain::Eligibility> Vault::take_eligibility(std::uint32_t visit) { return take(visit, eligibility_); }

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

bool Vault::empty() const {
    const std::scoped_lock lock(mutex_);
    const bool typed = std::any_of(typed_.begin(), typed_.end(), [](const auto& place) { return place.has_value(); });
    return !typed && !certificate_ && !nonce_ && !assertion_ && !portrait_ && !eligibility_ && !holder_;
}

}  // namespace uketsuke::app
