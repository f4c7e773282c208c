// SPDX-License-Identifier: Apache-2.0
// Tears the card out before and after each command of each dialogue. The card is the judge of what was burnt.
#include <functional>

#include "card_rig.hpp"
#include "sim/card/terminal_signature.hpp"

using namespace uketsuke;
using namespace uketsuke::test;

namespace {

struct Dialogue {
    const char* name;
    int burnt_at_most;  ///< tries of either counter
    int verifies_at_most;
    std::function<base::Result<void>(Insertion&)> run;
};

base::Result<void> done(const auto& result) {
    if (!result) return base::fail(result.error());
    return {};
}

std::vector<Dialogue> dialogues() {
    const auto right = person("hanako").number_b();
    return {
        {"identify", 0, 0, [](Insertion& card) { return done(card.applications->identify()); }},
        {"right PIN", 0, 1,
         [](Insertion& card) {
             if (auto info = card.applications->identify(); !info) return done(info);
             return done(card.pin("1234", 3));
         }},
        {"wrong PIN", 1, 1,
         [](Insertion& card) {
             if (auto info = card.applications->identify(); !info) return done(info);
             return done(card.pin("0000", 3));
         }},
        {"right number", 0, 1,
         [right](Insertion& card) {
             if (auto info = card.applications->identify(); !info) return done(info);
             return done(card.face(right));
         }},
        {"wrong number", 1, 1,
         [](Insertion& card) {
             if (auto info = card.applications->identify(); !info) return done(info);
             const auto face = card.face("22222222222222");
             return !face && face.error().code == ErrorCode::surface_number_refused ? base::Result<void>{} : done(face);
         }},
        {"attributes", 0, 1,
         [right](Insertion& card) {
             if (auto info = card.applications->identify(); !info) return done(info);
             return done(card.applications->holder(base::Secret(right)));
         }},
        {"attributes by a wrong number", 1, 1,
         [](Insertion& card) {
             if (auto info = card.applications->identify(); !info) return done(info);
             const auto holder = card.applications->holder(base::Secret("22222222222222"));
             return !holder && holder.error().code == ErrorCode::surface_number_refused ? base::Result<void>{}
                                                                                        : done(holder);
         }},
        {"what is free to read", 0, 0,
         [](Insertion& card) {
             if (auto info = card.applications->identify(); !info) return done(info);
             if (auto authority = card.applications->authority_certificate(); !authority) return done(authority);
             return done(card.applications->surface_info());
         }},
        {"face, PIN, terminal", 0, 2,
         [right](Insertion& card) {
             if (auto info = card.applications->identify(); !info) return done(info);
             if (auto face = card.face(right); !face) return done(face);
             if (auto pin = card.pin("1234", 3); !pin) return done(pin);
             auto terminal = sim::TerminalSignature::create(TEST_PKI).value();
             return done(terminal->sign(*card.session, card.applications->certificate(), nonce()));
         }},
        {"terminal", 0, 0,
         [](Insertion& card) {
             auto terminal = sim::TerminalSignature::create(TEST_PKI).value();
             return done(card.by_terminal(*terminal));
         }},
    };
}

int all_verifies(const sim::MyNumberCard& card) {
    return verifies(card, kPin) + verifies(card, kNumberB) + verifies(card, 0x0015);
}
int burnt(const sim::MyNumberCard& card) {
    return 3 - card.tries_left(kPin) + 10 - card.tries_left(kNumberB) + 10 -
           card.tries_left(sim::ApplicationName::text, 0x0015);
}

/// Commands that an undisturbed dialogue takes.
int length_of(const Dialogue& dialogue) {
    const auto card = card_of("hanako");
    Insertion insertion(card);
    REQUIRE(dialogue.run(insertion));
    return static_cast<int>(card->log().headers.size());
}

}  // namespace

TEST_CASE("a card torn out at any command loses at most the try that was confirmed, and the next session works") {
    for (const auto& dialogue : dialogues()) {
        const int length = length_of(dialogue);
        REQUIRE(length >= 5);
        for (int at = 1; at <= length; ++at)
            for (const bool acted : {false, true}) {
                INFO(dialogue.name << " torn " << (acted ? "after" : "before") << " command " << at << " of "
                                   << length);
                const auto card = card_of("hanako");
                sim::CardFaults faults;
                faults.tear = {at, acted};
                card->set_faults(faults);
                {
                    Insertion torn(card);
                    const auto result = dialogue.run(torn);
                    // Only a lost answer to the last, meaningless command may pass unseen.
                    if (!result) REQUIRE(result.error().code == ErrorCode::card_removed);
                    REQUIRE(card->faults().tear.fired == 1);
                    REQUIRE(torn.reader.state().kind == ports::SlotState::Kind::empty);
                }
                REQUIRE(all_verifies(*card) <= dialogue.verifies_at_most);
                REQUIRE(burnt(*card) <= dialogue.burnt_at_most);
                Insertion next(card);
                const auto info = next.applications->identify();
                REQUIRE(info);
                REQUIRE(info->pin.left == card->tries_left(kPin));
                REQUIRE(next.pin("1234", info->pin.left)->kind == Kind::signed_);
            }
    }
}
