// SPDX-License-Identifier: Apache-2.0
// The card goes, falls silent, or the daemon dies, at every command of every dialogue.
#include <thread>

#include "disturbed.hpp"
#include "tests/support/patience.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using namespace std::chrono_literals;

namespace {

int commands_of(const Dialogue& dialogue) {
    Disturbed visit(dialogue);
    REQUIRE(visit.visit());
    return static_cast<int>(visit.card->log().headers.size());
}

}  // namespace

TEST_CASE("a card torn out before or after any command, however the daemon tells it") {
    Tally tally;
    for (const auto& dialogue : dialogues())
        for (int at = 1, length = commands_of(dialogue); at <= length; ++at)
            for (const bool acted : {false, true})
                for (const LONG told : {SCARD_S_SUCCESS, SCARD_E_NOT_TRANSACTED, SCARD_W_REMOVED_CARD}) {
                    INFO(dialogue.name << " torn " << (acted ? "after" : "before") << " command " << at << " of "
                                       << length << ", " << std::hex << told);
                    Disturbed visit(dialogue);
                    visit.pcsc.torn_as({told});
                    sim::CardFaults faults;
                    faults.tear = {at, acted};
                    visit.card->set_faults(faults);
                    const auto outcome = visit.visit();
                    tally.count(outcome);
                    REQUIRE(visit.card->faults().tear.fired == 1);
                    if (!outcome) REQUIRE(outcome.error().code == base::ErrorCode::card_removed);
                    visit.check(outcome);
                    visit.card->set_faults({});
                    visit.check_next_visit();
                }
    tally.print("torn before and after every command");
}

TEST_CASE("a card that falls silent at any command costs the limit of one call") {
    constexpr auto kLimit = 500ms;  // a loaded machine may take a tenth of it for nothing
    Tally tally;
    for (const auto& dialogue : dialogues()) {
        const bool identifies = &dialogue == &dialogues().front();
        if (!identifies && dialogue.name != "right PIN" && dialogue.name != "right number") continue;
        const int known = identifies ? 0 : commands_of(dialogues().front());
        for (int at = known + 1, length = commands_of(dialogue); at <= length; ++at) {
            INFO(dialogue.name << " silent at command " << at << " of " << length);
            Disturbed visit(dialogue, kLimit);
            sim::CardFaults faults;
            faults.silence.at_apdu = at;
            visit.card->set_faults(faults);
            const auto start = std::chrono::steady_clock::now();
            const auto outcome = visit.visit();
            tally.count(outcome);
            REQUIRE(std::chrono::steady_clock::now() - start >= kLimit);
            REQUIRE(std::chrono::steady_clock::now() - start < test::kPatience);
            if (!outcome) REQUIRE(outcome.error().code == base::ErrorCode::card_garbled);
            visit.pcsc.remove();  // sets the call free
            for (int i = 0; i < 200 && visit.pcsc.open_handles() > 0; ++i) std::this_thread::sleep_for(1ms);
            visit.check(outcome);
            visit.card->set_faults({});
            visit.check_next_visit();
        }
    }
    tally.print("silent at every command");
}

TEST_CASE("a daemon that dies at any call of a visit is missing, and all goes on when it is back") {
    Tally tally;
    const auto& dialogue = dialogues()[1];
    REQUIRE(dialogue.name == "right PIN");
    const auto calls = calls_of(dialogue);
    for (std::size_t nth = 1; nth <= calls.size(); ++nth) {
        INFO("dies at call " << nth << " of " << calls.size() << ", " << calls[nth - 1]);
        Disturbed visit(dialogue);
        CallFault dies{SCARD_F_COMM_ERROR};
        dies.daemon_dies = true;
        visit.pcsc.fault_at(static_cast<int>(nth), dies);
        const auto outcome = visit.visit();
        tally.count(outcome);
        if (!outcome) REQUIRE(outcome.error().code == base::ErrorCode::daemon_missing);
        visit.check(outcome);
        visit.pcsc.daemon(true);
        visit.check_next_visit();
    }
    tally.print("daemon dead at every call");
}
