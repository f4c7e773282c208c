// SPDX-License-Identifier: Apache-2.0
#include "login.hpp"

#include <openssl/sha.h>

#include <algorithm>

namespace uketsuke::desk {
namespace {

constexpr domain::CardTally::Rules kRules{3, std::chrono::seconds{2}, std::chrono::seconds{900}};

/// Nobody has as many addresses as lie in one IPv6 network: the network counts.
domain::CardKey key_of(Address address) {
    const bool v4 = address.bytes[10] == 0xff && address.bytes[11] == 0xff;
    if (!v4) std::fill(address.bytes.begin() + 8, address.bytes.end(), std::uint8_t{0});
    domain::CardKey key;
    SHA256(address.bytes.data(), address.bytes.size(), key.value.data());
    return key;
}

}  // namespace

Login::Login(std::vector<Known> accounts, reception::PasswordHash nobodys, const Settings& settings,
             const ports::Clock& clock)
    : accounts_(std::move(accounts)),
      nobodys_(nobodys),
      subnet_(Subnet::parse(settings.subnet)),
      clock_(clock),
      wrong_(kRules) {}

base::Result<std::unique_ptr<Login>> Login::create(const Settings& settings, const ports::Clock& clock) {
    std::vector<Known> accounts;
    for (const auto& account : settings.accounts) {
        auto password = reception::PasswordHash::parse(account.password);
        if (!password) return base::fail(password.error());
        accounts.push_back({account.name, account.role, *password, Totp::parse(account.totp)});
    }
    const auto nobodys = reception::PasswordHash::of_phrase(base::Secret("nobody has this one"));
    if (!nobodys) return base::fail(nobodys.error());
    return std::unique_ptr<Login>(new Login(std::move(accounts), *nobodys, settings, clock));
}

Login::Known* Login::find(const std::string& name) {
    const auto found =
        std::find_if(accounts_.begin(), accounts_.end(), [&](const Known& known) { return known.name == name; });
    return found == accounts_.end() ? nullptr : &*found;
}

Login::Answer Login::must_wait(const domain::CardKey& key) {
    return {Outcome::wait, {}, std::max(std::chrono::seconds{1}, wrong_.wait(key, clock_.mono()))};
}

/// Whoever has tried nothing for so long begins anew, and makes room.
void Login::forget_old() {
    const auto now = clock_.mono();
    std::erase_if(counted_, [&](const auto& one) {
        const bool old = now - one.second >= kRemembered;
        if (old) wrong_.forget(one.first);
        return old;
    });
}

bool Login::may_hash(const domain::CardKey& key) {
    if (good_.contains(key)) return true;
    const auto now = clock_.mono();
    if (minute_ == base::MonoTime{} || now - minute_ >= std::chrono::minutes{1}) {
        minute_ = now;
        in_minute_ = 0;
        forget_old();
    }
    if (counted_.size() >= kMostAddresses && !counted_.contains(key)) return false;
    return in_minute_++ < kHashesAMinute;
}

Login::Answer Login::attempt(const std::string& text, Words words) {
    const std::scoped_lock lock(mutex_);  // one at a time, and the count stands before the next one
    const auto address = Address::parse(text);
    if (!address) return {};
    const auto key = key_of(*address);
    if (wrong_.wait(key, clock_.mono()).count() > 0 || !may_hash(key)) return must_wait(key);
    counted_[key] = clock_.mono();
    wrong_.add(key, clock_.mono());
    auto answer = compare(*address, words);
    if (answer.outcome == Outcome::accepted) {
        wrong_.clear(key);
        good_.insert(key);
    } else {
        answer.wait_for = wrong_.wait(key, clock_.mono());
    }
    return answer;
}

Login::Answer Login::compare(const Address& address, const Words& words) {
    auto* account = find(words.name);
    const auto& hash = account == nullptr ? nobodys_ : account->password;
    ++hashed_;
    const bool right = hash.matches(words.password);
    if (!right || account == nullptr) return {};
    return ask_second(address, *account, words.code);
}

Login::Answer Login::ask_second(const Address& address, Known& account, const std::string& code) {
    if (is_loopback(address) || (subnet_ && subnet_->holds(address))) return {Outcome::accepted, account.role};
    if (!account.totp) return {};
    if (code.empty()) return {Outcome::needs_code};
    const auto step = account.totp->match(code, clock_.wall(), account.used_step);
    if (!step) return {};
    account.used_step = *step;
    return {Outcome::accepted, account.role};
}

}  // namespace uketsuke::desk
