// SPDX-License-Identifier: Apache-2.0
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <algorithm>

#include "card_rig.hpp"
#include "firmware/base/owned.hpp"

namespace uketsuke::test {

bool signature_holds(const domain::Assertion& assertion, const domain::Nonce& nonce) {
    const auto* der = assertion.certificate.data();
    const base::Owned<X509, X509_free> certificate(
        d2i_X509(nullptr, &der, static_cast<long>(assertion.certificate.size())));
    if (!certificate) return false;
    const base::Owned<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
    return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, X509_get0_pubkey(certificate.get())) ==
               1 &&
           EVP_DigestVerify(context.get(), assertion.signature.data(), assertion.signature.size(), nonce.data(),
                            nonce.size()) == 1;
}

}  // namespace uketsuke::test

using namespace uketsuke;
using namespace uketsuke::test;

namespace {

constexpr const char* kSelectKey = "00a4020c020017";
constexpr const char* kSelectJpki = "00a4040c0ad392f000260100000001";
constexpr const char* kVerify = "002000800431323334";
constexpr const char* kOverwrite = "00840000";
constexpr const char* kSign = "802a0080";

/// Passes all on and notes it; one command gets another answer than the card's: a status, or none (card_garbled).
class Meddler : public ports::CardSession {
public:
    explicit Meddler(ports::CardSession& session) : session_(session) {}

    /// From now on: the nth command that starts so.
    void meddle(std::string start, std::string answer, int nth = 1) {
        sent.clear();
        start_ = std::move(start);
        answer_ = std::move(answer);
        left_ = nth;
    }
    base::Result<base::Bytes> transmit(base::ByteView command) override {
        sent.push_back(base::to_hex(command));
        auto answer = session_.transmit(command);
        if (start_.empty() || !sent.back().starts_with(start_) || --left_ != 0) return answer;
        if (answer_.empty()) return base::fail(ErrorCode::card_garbled, "meddled with");
        return *base::from_hex(answer_);
    }
    [[nodiscard]] domain::CardRef card() const override { return session_.card(); }
    /// Whether a command that starts so came after the VERIFY.
    [[nodiscard]] bool sent_after_verify(std::string_view start) const {
        const auto starts = [](std::string_view with) {
            return [with](const std::string& command) { return command.starts_with(with); };
        };
        const auto verified = std::find_if(sent.begin(), sent.end(), starts(kVerify));
        return verified != sent.end() && std::any_of(verified + 1, sent.end(), starts(start));
    }

    std::vector<std::string> sent;

private:
    ports::CardSession& session_;
    std::string start_, answer_;
    int left_ = 0;
};

/// What the card says to a signature for which nobody gives a PIN.
std::string sign_without_pin(ports::CardSession& session) {
    REQUIRE(session.transmit(*base::from_hex(kSelectKey)));
    const auto answer = session.transmit(*base::from_hex("802A008002300000"));
    REQUIRE(answer);
    return base::to_hex(*answer);
}

}  // namespace

TEST_CASE("the right PIN signs the nonce, with one VERIFY and nothing selected but the PIN and key files") {
    const auto card = card_of("hanako");
    Insertion insertion(card);
    REQUIRE(insertion.applications->identify());
    const auto before = card->log().headers.size();
    const auto outcome = insertion.pin("1234", 3);
    REQUIRE(outcome);
    CHECK(outcome->kind == Kind::signed_);
    CHECK(outcome->left == domain::Tries{3});
    REQUIRE(outcome->assertion);
    CHECK(outcome->assertion->way == domain::Assertion::Way::pin);
    CHECK(signature_holds(*outcome->assertion, nonce()));
    auto other = nonce();
    other[0] ^= 1;
    CHECK_FALSE(signature_holds(*outcome->assertion, other));
    CHECK(verifies(*card, kPin) == 1);
    const auto headers = card->log().headers;
    const std::vector<std::array<std::uint8_t, 4>> dialogue(headers.begin() + static_cast<std::ptrdiff_t>(before),
                                                            headers.end());
    CHECK(dialogue == std::vector<std::array<std::uint8_t, 4>>{{0x00, 0xA4, 0x02, 0x0C},    // PIN file
                                                               {0x00, 0x20, 0x00, 0x80},    // tries
                                                               {0x00, 0x20, 0x00, 0x80},    // VERIFY
                                                               {0x00, 0xA4, 0x02, 0x0C},    // key file
                                                               {0x80, 0x2A, 0x00, 0x80},    // sign
                                                               {0x00, 0xA4, 0x04, 0x0C},    // application, anew
                                                               {0x00, 0xA4, 0x02, 0x0C},    // PIN file
                                                               {0x00, 0x20, 0x00, 0x80}});  // tries
}

TEST_CASE("a card that stays in the reader signs no second time") {
    Insertion insertion(card_of("hanako"));
    REQUIRE(insertion.applications->identify());
    REQUIRE(insertion.pin("1234", 3)->kind == Kind::signed_);
    CHECK(sign_without_pin(*insertion.session) == "6982");
}

TEST_CASE("when the signature fails after a right PIN, the PIN leaves the buffers and the card forgets it") {
    struct Case {
        const char *command, *answer;
    };
    const auto one = GENERATE(values<Case>(
        {{kSelectKey, "6A82"}, {kSelectKey, ""}, {kSign, "6985"}, {kSign, ""}, {kVerify, ""}, {kVerify, "6F00"}}));
    CAPTURE(one.command, one.answer);
    Insertion insertion(card_of("hanako"));
    Meddler session(*insertion.session);
    drivers::mynumber::MyNumberApplications applications(session, {});
    REQUIRE(applications.identify());
    session.meddle(one.command, one.answer);
    CHECK(applications.verify_and_sign(base::Secret("1234"), {3}, nonce()).error().code == ErrorCode::card_garbled);
    CHECK(session.sent_after_verify(kOverwrite));
    CHECK(session.sent_after_verify(kSelectJpki));
    CHECK(sign_without_pin(*insertion.session) == "6982");
}

TEST_CASE("the tries after a signature are the card's word") {
    Insertion insertion(card_of("hanako"));
    Meddler session(*insertion.session);
    drivers::mynumber::MyNumberApplications applications(session, {});
    REQUIRE(applications.identify());
    session.meddle("00200080", "63C5", 3);  // asked before, VERIFY, asked after
    const auto outcome = applications.verify_and_sign(base::Secret("1234"), {3}, nonce());
    REQUIRE(outcome);
    CHECK(outcome->kind == Kind::signed_);
    CHECK(outcome->left == domain::Tries{5});
}

TEST_CASE("wrong PINs count down on the card and lock it, and a locked card is sent no more") {
    const auto card = card_of("hanako");
    Insertion insertion(card);
    REQUIRE(insertion.applications->identify());
    for (int left = 3; left > 0; --left) {
        const auto outcome = insertion.pin("0000", left);
        REQUIRE(outcome);
        CHECK(outcome->kind == (left == 1 ? Kind::locked : Kind::wrong));
        CHECK(outcome->left.left == left - 1);
        CHECK_FALSE(outcome->assertion);
        CHECK(card->tries_left(kPin) == left - 1);
    }
    const auto outcome = insertion.pin("1234", 0);
    REQUIRE(outcome);
    CHECK(outcome->kind == Kind::locked);
    CHECK(verifies(*card, kPin) == 3);
}

TEST_CASE("a wrong PIN is wiped from the daemon's buffer by a longer harmless command") {
    const auto card = card_of("hanako");
    Insertion insertion(card);
    REQUIRE(insertion.applications->identify());
    REQUIRE(insertion.pin("0000", 3));
    CHECK(card->log().headers.back() == std::array<std::uint8_t, 4>{0x00, 0x84, 0x00, 0x00});
}

TEST_CASE("a right PIN after a wrong one brings all tries back, and a second signature needs the PIN again") {
    const auto card = card_of("hanako");
    Insertion insertion(card);
    REQUIRE(insertion.applications->identify());
    REQUIRE(insertion.pin("9999", 3)->kind == Kind::wrong);
    REQUIRE(insertion.pin("1234", 2)->kind == Kind::signed_);
    CHECK(card->tries_left(kPin) == 3);
    CHECK(insertion.pin("0000", 3)->kind == Kind::wrong);
}

TEST_CASE("the last try may be used, right or wrong") {
    const auto card = card_of("lasttry");
    Insertion insertion(card);
    REQUIRE(insertion.applications->identify()->pin == domain::Tries{1});
    SECTION("right") {
        CHECK(insertion.pin(person("lasttry").pin, 1)->kind == Kind::signed_);
        CHECK(card->tries_left(kPin) == 3);
    }
    SECTION("wrong") {
        CHECK(insertion.pin("0001", 1)->kind == Kind::locked);
        CHECK(card->tries_left(kPin) == 0);
    }
}

TEST_CASE("a PIN that cannot be used from the start is told by identification and never tried") {
    const auto card = card_of("locked");
    Insertion insertion(card);
    CHECK(insertion.applications->identify()->pin.blocked());
    CHECK(insertion.pin("1234", 0)->kind == Kind::locked);
    CHECK(verifies(*card, kPin) == 0);
}

TEST_CASE("nothing is sent when the counter is not the one the patient saw") {
    const auto card = card_of("hanako");
    Insertion insertion(card);
    REQUIRE(insertion.applications->identify());
    CHECK(insertion.pin("1234", 2).error().code == ErrorCode::card_changed);
    CHECK(verifies(*card, kPin) == 0);
}

TEST_CASE("nothing is sent before the card was identified, nor for a PIN of another length") {
    const auto card = card_of("hanako");
    Insertion insertion(card);
    CHECK(insertion.pin("1234", 3).error().code == ErrorCode::internal);
    REQUIRE(insertion.applications->identify());
    CHECK(insertion.pin("123", 3).error().code == ErrorCode::internal);
    CHECK(insertion.pin("12345", 3).error().code == ErrorCode::internal);
    CHECK(verifies(*card, kPin) == 0);
}

TEST_CASE("a swap that the daemon did not notice is noticed here, and the new card gets no PIN") {
    const auto other = card_of("taro");
    Insertion insertion(card_of("hanako"));
    REQUIRE(insertion.applications->identify());
    SECTION("while the application was selected") {}
    SECTION("after the face record was read") { REQUIRE(insertion.face(person("hanako").number_b())); }
    SECTION("after a signature") { REQUIRE(insertion.pin("1234", 3)); }
    insertion.reader.swap_unnoticed(other);
    CHECK(insertion.pin("1234", 3).error().code == ErrorCode::card_changed);
    CHECK(other->log().verifies.empty());
    CHECK(other->tries_left(kPin) == 3);
}

TEST_CASE("a swap that was noticed ends the session, and the new card gets nothing") {
    const auto other = card_of("taro");
    Insertion insertion(card_of("hanako"));
    REQUIRE(insertion.applications->identify());
    insertion.reader.insert(other);
    CHECK(insertion.pin("1234", 3).error().code == ErrorCode::card_removed);
    CHECK(other->log().headers.empty());
}

TEST_CASE("counters survive removal, and the verified state does not") {
    const auto card = card_of("hanako");
    {
        Insertion first(card);
        REQUIRE(first.applications->identify());
        REQUIRE(first.pin("0000", 3)->left == domain::Tries{2});
    }
    Insertion second(card);
    CHECK(second.applications->identify()->pin == domain::Tries{2});
    REQUIRE(second.pin("1234", 2)->kind == Kind::signed_);
    second.session.reset();
    const auto raw = second.reader.open(second.reader.state().card).value();
    const auto say = [&](std::string_view hex) { return base::to_hex(raw->transmit(*base::from_hex(hex)).value()); };
    CHECK(say("00A4040C0AD392F000260100000001") == "9000");
    CHECK(say("00A4020C020017") == "9000");
    CHECK(say("802A0080023000"
              "00") == "6982");
}
