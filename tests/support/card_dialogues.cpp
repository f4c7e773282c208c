// SPDX-License-Identifier: Apache-2.0
#include "card_dialogues.hpp"

#include "sim/card/terminal_signature.hpp"

namespace uketsuke::test {
namespace {

using Applications = Dialogue::Applications;
using base::ErrorCode;
using domain::CardInfo;
using ports::CardSession;

constexpr const char* kWrongPin = "0000";
constexpr const char* kWrongNumber = "22222222222222";

template <class T>
base::Result<void> done(const base::Result<T>& result) {
    if (!result) return base::fail(result.error());
    return {};
}

template <class T>
base::Result<void> refused(const base::Result<T>& result) {
    if (!result && result.error().code != ErrorCode::number_b_refused) return base::fail(result.error());
    return {};
}

sim::TerminalSignature& terminal() {
    static const auto loaded = sim::TerminalSignature::create(TEST_PKI).value();
    return *loaded;
}

Dialogue::Rest by_pin(const std::string& digits) {
    return [digits](Applications& card, const CardInfo& info, CardSession&) {
        return done(card.verify_and_sign(base::Secret(digits), info.pin, {}));
    };
}

base::Result<void> sign_by_terminal(Applications& card, const CardInfo&, CardSession& session) {
    return done(terminal().sign(session, card.certificate(), {}));
}

base::Result<void> read_face(Applications& card, const std::string& number) {
    if (auto tries = card.number_b_tries(); !tries) return done(tries);
    return done(card.face_record(base::Secret(number)));
}

std::vector<Dialogue> all() {
    const std::string hanako = "hanako";
    const auto right = person(hanako).number_b();
    return {
        {"identify", hanako, 0, 0, [](auto&, auto&, auto&) { return base::Result<void>{}; }},
        {"right PIN", hanako, 1, 0, by_pin(person(hanako).pin)},
        {"wrong PIN", hanako, 1, 1, by_pin(kWrongPin)},
        {"right number", hanako, 1, 0, [right](auto& card, auto&, auto&) { return read_face(card, right); }},
        {"wrong number", hanako, 1, 1,
         [](auto& card, auto&, auto&) { return refused(card.face_record(base::Secret(kWrongNumber))); }},
        {"attributes", hanako, 1, 0,
         [right](auto& card, auto&, auto&) { return done(card.holder(base::Secret(right))); }},
        {"attributes by a wrong number", hanako, 1, 1,
         [](auto& card, auto&, auto&) { return refused(card.holder(base::Secret(kWrongNumber))); }},
        {"what is free to read", hanako, 0, 0,
         [](auto& card, auto&, auto&) {
             if (auto authority = card.authority_certificate(); !authority) return done(authority);
             return done(card.card_front_info());
         }},
        {"terminal", hanako, 0, 0, sign_by_terminal},
        {"face, PIN, terminal", hanako, 2, 0,
         [right](Applications& card, const CardInfo& info, CardSession& session) {
             if (auto face = read_face(card, right); !face) return face;
             if (auto pin = by_pin(person("hanako").pin)(card, info, session); !pin) return pin;
             return sign_by_terminal(card, info, session);
         }},
        {"iPhone", "phone_iphone", 0, 0, [](auto& card, auto&, auto&) { return done(card.sign_as_phone({})); }},
        {"Android", "phone_android", 1, 0, by_pin(person("phone_android").pin)},
    };
}

}  // namespace

base::Result<void> Dialogue::run(CardSession& session) const {
    Applications card(session, face_record_roots());
    const auto info = card.identify();
    if (!info) return base::fail(info.error());
    return rest(card, *info, session);
}

const std::vector<Dialogue>& dialogues() {
    static const auto made = all();
    return made;
}

int all_verifies(const sim::MyNumberCard& card) {
    return verifies(card, kPin) + verifies(card, kNumberB) + verifies(card, kTextNumberB);
}

int all_tries(const sim::MyNumberCard& card) {
    using Name = sim::ApplicationName;
    return card.tries_left(Name::jpki, kPin) + card.tries_left(Name::card_front, kNumberB) +
           card.tries_left(Name::text, kTextNumberB);
}

}  // namespace uketsuke::test
