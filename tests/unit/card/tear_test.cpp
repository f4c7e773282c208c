// SPDX-License-Identifier: Apache-2.0
// Tears the card out before and after each command of each dialogue. The card is the judge of what was burnt.
#include <cstdio>

#include "card_rig.hpp"
#include "tests/support/card_dialogues.hpp"

using namespace uketsuke;
using namespace uketsuke::test;

namespace {

/// A reader with answers of this length at most: it decides whether files come in one extended command or in pieces.
class LimitedSession : public ports::CardSession {
public:
    LimitedSession(ports::CardSession& session, std::size_t longest) : session_(session), longest_(longest) {}
    base::Result<base::Bytes> transmit(base::ByteView command) override { return session_.transmit(command); }
    [[nodiscard]] domain::CardRef card() const override { return session_.card(); }
    [[nodiscard]] std::size_t longest_answer() const override { return longest_; }

private:
    ports::CardSession& session_;
    const std::size_t longest_;
};

base::Result<void> run(const Dialogue& dialogue, Insertion& insertion, std::size_t longest) {
    LimitedSession session(*insertion.session, longest);
    return dialogue.run(session);
}

/// Commands that an undisturbed dialogue takes.
int length_of(const Dialogue& dialogue, std::size_t longest) {
    const auto card = card_of(dialogue.holder);
    Insertion insertion(card);
    REQUIRE(run(dialogue, insertion, longest));
    return static_cast<int>(card->log().headers.size());
}

/// The card comes again: it tells its tries, and still signs.
void check_works(const std::shared_ptr<sim::MyNumberCard>& card, const std::string& holder) {
    Insertion next(card);
    const auto info = next.applications->identify();
    REQUIRE(info);
    if (info->medium == domain::Medium::iphone) {
        REQUIRE(next.applications->sign_as_phone(nonce()));
        return;
    }
    REQUIRE(info->pin.left == card->tries_left(kPin));
    REQUIRE(next.pin(person(holder).pin, info->pin.left)->kind == Kind::signed_);
}

}  // namespace

TEST_CASE("a card torn out at any command loses at most the try that was confirmed, and the next session works") {
    const std::size_t longest = GENERATE(256, 65536);
    int tears = 0;
    for (const auto& dialogue : dialogues()) {
        const auto born = card_of(dialogue.holder);
        const int length = length_of(dialogue, longest);
        REQUIRE(length >= 4);
        for (int at = 1; at <= length; ++at)
            for (const bool acted : {false, true}) {
                INFO(dialogue.name << " torn " << (acted ? "after" : "before") << " command " << at << " of "
                                   << length);
                const auto card = born->twin();
                sim::CardFaults faults;
                faults.tear = {at, acted};
                card->set_faults(faults);
                {
                    Insertion torn(card);
                    const auto result = run(dialogue, torn, longest);
                    // Only a lost answer to the last, meaningless command may pass unseen.
                    if (!result) REQUIRE(result.error().code == ErrorCode::card_removed);
                    REQUIRE(card->faults().tear.fired == 1);
                    REQUIRE(torn.reader.state().kind == ports::SlotState::Kind::empty);
                }
                REQUIRE(all_verifies(*card) <= dialogue.hands);
                REQUIRE(all_tries(*born) - all_tries(*card) <= dialogue.wrong);
                check_works(card, dialogue.holder);
                ++tears;
            }
    }
    std::printf("tears: %zu dialogues, answers of at most %zu bytes, torn %d times, before and after each command\n",
                dialogues().size(), longest, tears);
}
