// SPDX-License-Identifier: Apache-2.0
// What tests of the eligibility service need: a clock set by hand, and the key of a person's card.
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "firmware/base/owned.hpp"
#include "firmware/domain/card.hpp"
#include "firmware/ports/clock.hpp"
#include "sim/eligibility/registry.hpp"
#include "sim/people/person.hpp"

namespace uketsuke::test {

class HandClock : public ports::Clock {
public:
    explicit HandClock(const char* iso8601) { set(iso8601); }
    void set(const char* iso8601) { set(base::parse_iso8601(iso8601).value()); }
    void set(base::WallTime time) { seconds_ = time.time_since_epoch().count(); }
    void advance(std::chrono::seconds by) { seconds_ += by.count(); }
    [[nodiscard]] base::MonoTime mono() const override { return {}; }
    [[nodiscard]] base::WallTime wall() const override { return base::WallTime{std::chrono::seconds{seconds_}}; }

private:
    std::atomic<std::int64_t> seconds_ = 0;
};

inline std::vector<sim::Person> people() {
    auto people = sim::load_people(PEOPLE_DIR);
    REQUIRE(people.has_value());
    return std::move(*people);
}

inline std::unique_ptr<sim::Registry> registry(const ports::Clock& clock) {
    auto registry = sim::Registry::create(people(), CARD_PKI, clock);
    REQUIRE(registry.has_value());
    return std::move(*registry);
}

/// What the card of `person` makes of a nonce.
inline domain::Assertion sign(const std::string& person, const domain::Nonce& nonce) {
    const auto folder = std::string(CARD_PKI) + "/people/" + person;
    std::ifstream der(folder + "/auth.der", std::ios::binary);
    domain::Assertion assertion{base::Bytes{std::istreambuf_iterator<char>(der), {}}, base::Bytes(512), {}};
    const base::Owned<BIO, BIO_free_all> pem(BIO_new_file((folder + "/auth.key").c_str(), "r"));
    const base::Owned<EVP_PKEY, EVP_PKEY_free> key(PEM_read_bio_PrivateKey(pem.get(), nullptr, nullptr, nullptr));
    REQUIRE(key);
    const base::Owned<EVP_MD_CTX, EVP_MD_CTX_free> digest(EVP_MD_CTX_new());
    std::size_t size = assertion.signature.size();
    REQUIRE(EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1);
    REQUIRE(EVP_DigestSign(digest.get(), assertion.signature.data(), &size, nonce.data(), nonce.size()) == 1);
    assertion.signature.resize(size);
    return assertion;
}

}  // namespace uketsuke::test
