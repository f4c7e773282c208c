// SPDX-License-Identifier: Apache-2.0
#include "firmware/app/vault.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "wiped.hpp"

using namespace uketsuke;
using app::Typed;
using app::Vault;
using test::WatchedBlock;

namespace {

constexpr std::uint32_t kVisit = 7, kEarlier = 6;
constexpr std::uint32_t kStep = 3;
constexpr std::array kTyped{Typed::pin, Typed::number_b, Typed::password};
const base::WipedText kDocument(200, 'x');

domain::Nonce nonce() { return {1, 2, 3}; }
domain::Assertion assertion() { return {base::Bytes(300, 0xC1), base::Bytes(256, 0x51), {}}; }
domain::Image portrait() { return {20, 10, 1, base::Bytes(200, 9)}; }
domain::Eligibility eligibility() { return {{domain::Validity::valid, {}}, kDocument}; }

domain::HolderProof holder() { return {{'1', '9', '8', '0', '0', '2', '1', '7'}, '2', {}}; }

void fill(Vault& vault, std::uint32_t visit) {
    vault.put(visit, base::Bytes(300, 0xC1));
    for (const auto what : kTyped) vault.put({visit, kStep}, what, base::Secret("1234"));
    vault.put(visit, nonce());
    vault.put(visit, assertion());
    vault.put(visit, portrait());
    vault.put(visit, eligibility());
    vault.put(visit, holder());
}

bool gives_nothing_typed(Vault& vault, domain::Ticket ticket) {
    return std::none_of(kTyped.begin(), kTyped.end(), [&](Typed what) { return vault.take_typed(ticket, what); });
}

bool gives_nothing(Vault& vault, std::uint32_t visit) {
    return !vault.take_certificate(visit) && gives_nothing_typed(vault, {visit, kStep}) && !vault.take_nonce(visit) &&
           !vault.take_assertion(visit) && !vault.portrait(visit) && !vault.take_eligibility(visit) &&
           !vault.holder(visit);
}

}  // namespace

TEST_CASE("what a visit put into the vault it gets out again, and most of it once") {
    Vault vault;
    vault.open(kVisit);
    CHECK(vault.empty());
    fill(vault, kVisit);
    CHECK(vault.take_certificate(kVisit)->size() == 300);
    for (const auto what : kTyped) CHECK(vault.take_typed({kVisit, kStep}, what)->size() == 4);
    CHECK(vault.take_nonce(kVisit) == nonce());
    CHECK(vault.take_assertion(kVisit)->signature == assertion().signature);
    CHECK(vault.take_eligibility(kVisit)->document == kDocument);
    CHECK(vault.portrait(kVisit)->pixels == portrait().pixels);
    CHECK(vault.portrait(kVisit));
    CHECK(vault.holder(kVisit) == holder());
    CHECK(vault.holder(kVisit));
    CHECK(gives_nothing_typed(vault, {kVisit, kStep}));
    CHECK_FALSE(vault.take_nonce(kVisit));
    CHECK_FALSE(vault.take_assertion(kVisit));
    CHECK_FALSE(vault.take_eligibility(kVisit));
}

TEST_CASE("a job of an earlier visit leaves nothing in the vault") {
    Vault vault;
    vault.open(kVisit);
    fill(vault, kEarlier);
    CHECK(vault.empty());
    vault.forget();
    fill(vault, kVisit);
    CHECK(vault.empty());
}

TEST_CASE("a job of an earlier visit reads nothing, and takes nothing away from the present one") {
    Vault vault;
    vault.open(kVisit);
    fill(vault, kVisit);
    CHECK(gives_nothing(vault, kEarlier));
    for (const auto what : kTyped) CHECK(vault.take_typed({kVisit, kStep}, what));
    CHECK(vault.take_nonce(kVisit));
    CHECK(vault.take_assertion(kVisit));
    CHECK(vault.portrait(kVisit));
    CHECK(vault.take_eligibility(kVisit));
}

TEST_CASE("opening for the next visit and forgetting both empty the vault") {
    Vault vault;
    vault.open(kVisit);
    fill(vault, kVisit);
    SECTION("next") { vault.open(kVisit + 1); }
    SECTION("forget") { vault.forget(); }
    CHECK(vault.empty());
    CHECK(gives_nothing(vault, kVisit));
    CHECK(gives_nothing(vault, kVisit + 1));
}

TEST_CASE("a visit that leaves the pad takes all that was typed, and nothing else, out of the vault") {
    Vault vault;
    vault.open(kVisit);
    fill(vault, kVisit);
    vault.wipe_typed();
    CHECK(gives_nothing_typed(vault, {kVisit, kStep}));
    CHECK(vault.take_nonce(kVisit));
    CHECK(vault.portrait(kVisit));
}

TEST_CASE("what was typed as one secret is never given out as another") {
    const std::array<std::string, kTyped.size()> digits{"1234", "90010120301234", "98765432"};
    for (std::size_t put = 0; put < kTyped.size(); ++put) {
        Vault vault;
        vault.open(kVisit);
        vault.put({kVisit, kStep}, kTyped.at(put), base::Secret(digits.at(put)));
        for (const auto other : kTyped)
            if (other != kTyped.at(put)) CHECK_FALSE(vault.take_typed({kVisit, kStep}, other));
        const auto taken = vault.take_typed({kVisit, kStep}, kTyped.at(put));
        REQUIRE(taken);
        CHECK(std::string(taken->expose().begin(), taken->expose().end()) == digits.at(put));
        CHECK(vault.empty());
    }
}

TEST_CASE("typed digits are for the job of the step that put them") {
    const auto what = GENERATE(from_range(kTyped));
    Vault vault;
    vault.open(kVisit);
    vault.put({kVisit, kStep}, what, base::Secret("1234"));
    SECTION("a job of another step gets none, and leaves them") {
        CHECK_FALSE(vault.take_typed({kVisit, kStep - 1}, what));
        CHECK_FALSE(vault.take_typed({kVisit, kStep + 1}, what));
        CHECK(vault.take_typed({kVisit, kStep}, what));
    }
    SECTION("typed again, they are the later step's") {
        vault.put({kVisit, kStep + 4}, what, base::Secret("567"));
        CHECK_FALSE(vault.take_typed({kVisit, kStep}, what));
        CHECK(vault.take_typed({kVisit, kStep + 4}, what)->size() == 3);
    }
}

// Each of these frees a block that the vault held or was offered; its bytes must have been zero then.
TEST_CASE("what the vault held is zero before its memory is given back") {
    auto vault = std::make_unique<Vault>();
    vault->open(kVisit);
    const auto let_go = GENERATE(as<std::string>(), "forget", "next visit", "replaced", "end of the program");
    CAPTURE(let_go);
    const auto end = [&](auto again) {
        if (let_go == "forget") vault->forget();
        if (let_go == "next visit") vault->open(kVisit + 1);
        if (let_go == "replaced") vault->put(kVisit, again());
        if (let_go == "end of the program") vault.reset();
    };
    SECTION("portrait") {
        auto one = portrait();
        const WatchedBlock block(one.pixels.data(), one.pixels.size());
        vault->put(kVisit, std::move(one));
        CHECK_FALSE(block.freed());
        end(portrait);
        CHECK(block.zero_when_freed());
    }
    SECTION("signature") {
        auto one = assertion();
        const WatchedBlock block(one.signature.data(), one.signature.size());
        vault->put(kVisit, std::move(one));
        end(assertion);
        CHECK(block.zero_when_freed());
    }
    SECTION("certificate") {
        auto one = assertion();
        const WatchedBlock block(one.certificate.data(), one.certificate.size());
        vault->put(kVisit, std::move(one));
        end(assertion);
        CHECK(block.zero_when_freed());
    }
    SECTION("result document") {
        auto one = eligibility();
        const WatchedBlock block(one.document.data(), one.document.size());
        vault->put(kVisit, std::move(one));
        end(eligibility);
        CHECK(block.zero_when_freed());
    }
}

TEST_CASE("what comes too late is zero before its memory is given back") {
    Vault vault;
    vault.open(kVisit);
    SECTION("portrait") {
        auto one = portrait();
        const WatchedBlock block(one.pixels.data(), one.pixels.size());
        vault.put(kEarlier, std::move(one));
        CHECK(block.zero_when_freed());
    }
    SECTION("assertion") {
        auto one = assertion();
        const WatchedBlock block(one.signature.data(), one.signature.size());
        vault.put(kEarlier, std::move(one));
        CHECK(block.zero_when_freed());
    }
    SECTION("result document") {
        auto one = eligibility();
        const WatchedBlock block(one.document.data(), one.document.size());
        vault.put(kEarlier, std::move(one));
        CHECK(block.zero_when_freed());
    }
}

// As long as this is seen, the cases above say something.
TEST_CASE("a block that was not wiped is seen") {
    std::optional<std::vector<std::uint8_t>> one(std::in_place, 200, std::uint8_t{9});
    const WatchedBlock block(one->data(), one->size());
    one.reset();
    CHECK(block.freed());
    CHECK_FALSE(block.zero_when_freed());
}

TEST_CASE("what is counted for a card is counted under its key, within its visit") {
    Vault vault;
    vault.open(kVisit);
    vault.put(kVisit, domain::CardKey{{1}});
    CHECK(vault.card_key(kVisit) == domain::CardKey{{1}});
    CHECK(vault.card_key(kVisit) == domain::CardKey{{1}});  // a copy
    CHECK_FALSE(vault.card_key(kVisit + 1));
    vault.open(kVisit + 1);
    CHECK_FALSE(vault.card_key(kVisit + 1));
}

TEST_CASE("a vault is empty when nothing at all is in it") {
    const std::array puts{+[](Vault& v) { v.put(kVisit, base::Bytes(3, 1)); },
                          +[](Vault& v) {
                              v.put({kVisit, kStep}, Typed::pin, base::Secret("1234"));
                          },
                          +[](Vault& v) { v.put(kVisit, nonce()); },
                          +[](Vault& v) { v.put(kVisit, assertion()); },
                          +[](Vault& v) { v.put(kVisit, portrait()); },
                          +[](Vault& v) { v.put(kVisit, eligibility()); },
                          +[](Vault& v) { v.put(kVisit, holder()); },
                          +[](Vault& v) { v.put(kVisit, domain::CardKey{{1}}); }};
    for (const auto put : puts) {
        Vault vault;
        vault.open(kVisit);
        CHECK(vault.empty());
        put(vault);
        CHECK_FALSE(vault.empty());
    }
}
