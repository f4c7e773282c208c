// SPDX-License-Identifier: Apache-2.0
// Eight daemons with eight people's cards on one machine, and OpenSC at each of them at once.
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <future>
#include <iostream>

#include "firmware/base/file.hpp"
#include "firmware/base/owned.hpp"
#include "sim/card/my_number_card.hpp"
#include "sim/paths/paths.hpp"
#include "sim/vpcd/private_pcscd.hpp"
#include "sim/vpcd/vpcd_card.hpp"
#include "tests/support/shell.hpp"

using namespace uketsuke;

namespace {

constexpr auto kPeople = {"hanako", "taro", "revoked", "expired", "child", "long_form", "jpki_test", "locked"};

struct Place {
    std::string person;
    std::unique_ptr<sim::PrivatePcscd> daemon;
    std::unique_ptr<sim::VpcdCard> slot;
    std::shared_ptr<sim::MyNumberCard> card;
};

/// A place with its daemon, or why there is none.
base::Result<Place> make_place(const std::string& key, bool namespaces) {
    const sim::Paths paths;
    const auto pki = sim::TestPki::load(paths.card_pki).value();
    auto daemon = sim::PrivatePcscd::create({namespaces, 0});
    if (!daemon) return base::fail(daemon.error());
    Place place{key, std::move(*daemon), nullptr, nullptr};
    place.card =
        sim::MyNumberCard::create(sim::load_person(paths.people / (key + ".toml")).value(), pki, base::Bytes(3000, 1))
            .value();
    place.slot = std::make_unique<sim::VpcdCard>(place.daemon->port());
    if (auto laid = place.slot->insert(place.card); !laid) return base::fail(laid.error());
    return place;
}

/// DER of the first certificate in a PEM text; empty when there is none.
base::Bytes der_in(const std::string& pem) {
    const base::Owned<BIO, BIO_free_all> text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    const base::Owned<X509, X509_free> certificate(PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr));
    if (!certificate) return {};
    base::Bytes der(static_cast<std::size_t>(i2d_X509(certificate.get(), nullptr)));
    auto* at = der.data();
    i2d_X509(certificate.get(), &at);
    return der;
}

}  // namespace

TEST_CASE("eight daemons with eight cards serve eight readers at once, each its own card") {
    const bool namespaces = GENERATE(true, false);
    INFO((namespaces ? "with" : "without") << " namespaces");
    std::vector<Place> places;
    for (const auto* person : kPeople) {
        auto place = make_place(person, namespaces);
        if (!place && !namespaces) {
            // An ordinary user without namespaces needs /run/pcscd to exist: then this way is not there to be tried.
            WARN("without namespaces no daemon starts here: " << place.error().detail);
            return;
        }
        INFO(person);
        REQUIRE(place);
        places.push_back(std::move(*place));
    }
    const auto start = std::chrono::steady_clock::now();
    std::vector<std::future<test::Ran>> runs;
    for (const auto& place : places)
        runs.push_back(std::async(std::launch::async, [&place] {
            return test::run(place.daemon->socket_path(),
                             test::kUntilSeen + std::string("pkcs15-tool --dump && pkcs15-tool --read-certificate 1"));
        }));
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto ran = runs[i].get();
        INFO(places[i].person << ": " << ran.text);
        CHECK(ran.status == 0);
        const auto own = base::read_bytes(sim::Paths{}.card_pki / "people" / places[i].person / "auth.der").value();
        CHECK(der_in(ran.text) == own);
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::cout << "eight daemons, eight cards, eight dumps at once " << places[0].daemon->way() << ": " << took.count()
              << " s\n";
}
