// SPDX-License-Identifier: Apache-2.0
#include "vault.hpp"

#include <utility>

namespace uketsuke::app {

void Vault::open(std::uint32_t visit) {
    const std::scoped_lock lock(mutex_);
    wipe_all();
    visit_ = visit;
}

void Vault::forget() { open(0); }

void Vault::wipe_all() {
    if (portrait_) base::wipe(portrait_->pixels.data(), portrait_->pixels.size());
    if (eligibility_) base::wipe(eligibility_->document.data(), eligibility_->document.size());
    if (assertion_) {
        base::wipe(assertion_->certificate);
        base::wipe(assertion_->signature);
    }
    nonce_.reset();
    assertion_.reset();
    portrait_.reset();
    eligibility_.reset();
}

void Vault::put(std::uint32_t visit, const domain::Nonce& nonce) {
    const std::scoped_lock lock(mutex_);
    if (visit == visit_) nonce_ = nonce;
}
void Vault::put(std::uint32_t visit, domain::Assertion assertion) {
    const std::scoped_lock lock(mutex_);
    if (visit == visit_) assertion_ = std::move(assertion);
}
void Vault::put(std::uint32_t visit, domain::Image portrait) {
    const std::scoped_lock lock(mutex_);
    if (visit == visit_) portrait_ = std::move(portrait);
}
void Vault::put(std::uint32_t visit, domain::Eligibility eligibility) {
    const std::scoped_lock lock(mutex_);
    if (visit == visit_) eligibility_ = std::move(eligibility);
}

std::optional<domain::Nonce> Vault::take_nonce(std::uint32_t visit) {
    const std::scoped_lock lock(mutex_);
    return visit == visit_ ? std::exchange(nonce_, {}) : std::nullopt;
}
std::optional<domain::Assertion> Vault::take_assertion(std::uint32_t visit) {
    const std::scoped_lock lock(mutex_);
    return visit == visit_ ? std::exchange(assertion_, {}) : std::nullopt;
}
std::optional<domain::Image> Vault::portrait(std::uint32_t visit) const {
    const std::scoped_lock lock(mutex_);
    return visit == visit_ ? portrait_ : std::nullopt;
}
std::optional<domain::Eligibility> Vault::eligibility(std::uint32_t visit) const {
    const std::scoped_lock lock(mutex_);
    return visit == visit_ ? eligibility_ : std::nullopt;
}

bool Vault::empty() const {
    const std::scoped_lock lock(mutex_);
    return !nonce_ && !assertion_ && !portrait_ && !eligibility_;
}

}  // namespace uketsuke::app
