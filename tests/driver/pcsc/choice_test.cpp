// SPDX-License-Identifier: Apache-2.0
// Which card is the kiosk's when several readers hold one: the product's own question, asked through the fake.
#include <chrono>
#include <thread>

#include "drivers/mynumber/applications.hpp"
#include "drivers/pcsc/session.hpp"
#include "reader_on_fake.hpp"
#include "sim/card/foreign_card.hpp"
#include "tests/support/dripping_card.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/people.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using drivers::mynumber::is_served;
using test::card_of;
using test::error_of;
using test::FakePcsc;
using test::Kind;

namespace {

constexpr const char* kOther = "Another reader 00 01";

/// Two readers, as one device with a contact and a contactless slot has them.
struct TwoSlots : test::ReaderOnFake {
    std::shared_ptr<sim::MyNumberCard> mine = card_of("hanako");

    TwoSlots() : ReaderOnFake({.processes = "/nowhere", .probe = is_served}) {
        pcsc.plug(kOther);
        REQUIRE(until(Kind::empty));
    }
    void lay(const std::string& where, std::shared_ptr<sim::VirtualCard> card) { pcsc.insert(where, std::move(card)); }
    /// Looks a few times, and tells in which reader the kiosk's card is.
    std::string chosen() {
        for (int i = 0; i < 3; ++i) state = reader.wait({}, {});
        return state.kind == Kind::present ? reader.reader_of(state.card) : "";
    }
    int asked() { return pcsc.calls("SCardConnect"); }
};

std::shared_ptr<sim::VirtualCard> foreign() { return std::make_shared<sim::ForeignCard>(); }

std::shared_ptr<sim::MyNumberCard> faulty(void (*set)(sim::CardFaults&)) {
    const auto card = card_of("hanako");
    sim::CardFaults faults;
    set(faults);
    card->set_faults(faults);
    return card;
}

}  // namespace

TEST_CASE("a card that lies there alone is not asked") {
    TwoSlots rig;
    rig.lay(kOther, foreign());
    CHECK(rig.chosen() == kOther);
    rig.pcsc.remove(kOther);
    CHECK(rig.chosen().empty());
    rig.lay(FakePcsc::kReader, rig.mine);
    CHECK(rig.chosen() == FakePcsc::kReader);
    CHECK(rig.asked() == 0);
    CHECK(rig.mine->log().headers.empty());
}

TEST_CASE("of two cards it is the My Number Card, in whichever reader, and each is asked once") {
    const bool first = GENERATE(true, false);
    TwoSlots rig;
    rig.lay(first ? FakePcsc::kReader : kOther, rig.mine);
    rig.lay(first ? kOther : FakePcsc::kReader, foreign());
    CHECK(rig.chosen() == (first ? FakePcsc::kReader : kOther));
    CHECK(rig.asked() <= 2);
    const auto asked = rig.asked();
    CHECK(rig.chosen() == (first ? FakePcsc::kReader : kOther));
    CHECK(rig.asked() == asked);
    CHECK(rig.pcsc.last_share_mode() == SCARD_SHARE_EXCLUSIVE);
    CHECK(rig.pcsc.last_disposition() == SCARD_UNPOWER_CARD);
    CHECK(rig.pcsc.open_handles() == 0);
    CHECK(rig.mine->log().verifies.empty());
    CHECK(rig.mine->log().headers.size() == 2);  // SELECT, and the label
}

TEST_CASE("a card that was left behind gives way to the patient's, and is passed over when that one has gone") {
    TwoSlots rig;
    rig.lay(kOther, foreign());
    CHECK(rig.chosen() == kOther);  // the visit finds out what it is, and says so
    rig.lay(FakePcsc::kReader, rig.mine);
    CHECK(rig.chosen() == FakePcsc::kReader);
    rig.pcsc.remove(FakePcsc::kReader);
    CHECK(rig.chosen().empty());
    const auto asked = rig.asked();
    for (int patient = 0; patient < 3; ++patient) {
        rig.lay(FakePcsc::kReader, card_of("taro"));
        CHECK(rig.chosen() == FakePcsc::kReader);
        rig.pcsc.remove(FakePcsc::kReader);
        CHECK(rig.chosen().empty());
    }
    CHECK(rig.asked() == asked + 3);  // nobody asks the one that was left behind again
}

TEST_CASE("a foreign card beside a forgotten one is shown, so that the patient hears what it is") {
    TwoSlots rig;
    rig.lay(kOther, foreign());
    CHECK(rig.chosen() == kOther);
    for (int patient = 0; patient < 2; ++patient) {
        rig.lay(FakePcsc::kReader, foreign());
        CHECK(rig.chosen() == FakePcsc::kReader);
        rig.pcsc.remove(FakePcsc::kReader);
        CHECK(rig.chosen().empty());
    }
}

TEST_CASE("while the kiosk's card is open, no other is asked and it stays") {
    TwoSlots rig;
    rig.lay(FakePcsc::kReader, foreign());
    auto session = rig.open();
    const auto first = rig.state.card;
    rig.lay(kOther, rig.mine);
    CHECK(rig.chosen() == FakePcsc::kReader);
    CHECK(rig.state.card == first);
    CHECK(rig.asked() == 1);
    CHECK(session->transmit(*base::from_hex("00A4040C")));
    session.reset();
    CHECK(rig.chosen() == kOther);
}

TEST_CASE("the first My Number Card stays while another one comes") {
    TwoSlots rig;
    rig.lay(FakePcsc::kReader, rig.mine);
    CHECK(rig.chosen() == FakePcsc::kReader);
    rig.lay(kOther, card_of("taro"));
    CHECK(rig.chosen() == FakePcsc::kReader);
    rig.pcsc.remove(FakePcsc::kReader);
    CHECK(rig.chosen() == kOther);
}

TEST_CASE("a card that another program holds is asked when it is free") {
    TwoSlots rig;
    rig.lay(FakePcsc::kReader, foreign());
    CHECK(rig.chosen() == FakePcsc::kReader);
    rig.lay(kOther, rig.mine);
    rig.pcsc.hold(true, kOther);
    CHECK(rig.chosen() == kOther);  // the other is known to be foreign; this one may be the patient's
    CHECK(error_of(rig.reader.open(rig.state.card)) == "card_busy");
    CHECK(rig.mine->log().headers.empty());
    rig.pcsc.hold(false, kOther);
    CHECK(rig.chosen() == kOther);
    CHECK(rig.mine->log().headers.size() == 2);
}

TEST_CASE("a card that hangs when it is asked costs two seconds once, and not the other card") {
    TwoSlots rig;
    rig.lay(FakePcsc::kReader, faulty([](sim::CardFaults& faults) { faults.hang.on = true; }));
    CHECK(rig.chosen() == FakePcsc::kReader);
    rig.lay(kOther, rig.mine);
    const auto start = test::Clock::now();
    CHECK(rig.chosen() == kOther);
    CHECK(test::milliseconds_since(start) >= 2000);
    CHECK(test::milliseconds_since(start) < test::kPatience.count());
    const auto session = rig.reader.open(rig.state.card);
    REQUIRE(session);
    CHECK(is_served(**session).value());
    rig.pcsc.remove(FakePcsc::kReader);  // sets the call free
    for (int i = 0; i < 200 && rig.pcsc.open_handles() > 1; ++i) std::this_thread::sleep_for(10ms);
    CHECK(rig.pcsc.open_handles() == 1);
}

TEST_CASE("what a card in the other reader answers makes it foreign and nothing worse") {
    const auto set = GENERATE(
        +[](sim::CardFaults& faults) { faults.mute.on = true; },
        +[](sim::CardFaults& faults) { faults.garbage.on = true; },
        +[](sim::CardFaults& faults) { faults.wrong_status.on = true; },
        +[](sim::CardFaults& faults) { faults.foreign.on = true; });
    TwoSlots rig;
    rig.lay(FakePcsc::kReader, faulty(set));
    CHECK(rig.chosen() == FakePcsc::kReader);
    rig.lay(kOther, rig.mine);
    CHECK(rig.chosen() == kOther);
    rig.check_works();
}

TEST_CASE("a card whose first answer is 6F00 is known all the same") {
    TwoSlots rig;
    rig.lay(FakePcsc::kReader, foreign());
    CHECK(rig.chosen() == FakePcsc::kReader);
    rig.lay(kOther, faulty([](sim::CardFaults& faults) { faults.first_apdu_6f00.on = true; }));
    CHECK(rig.chosen() == kOther);
}

TEST_CASE("a card that slips while it is asked is asked again when it lies") {
    TwoSlots rig;
    rig.lay(FakePcsc::kReader, foreign());
    CHECK(rig.chosen() == FakePcsc::kReader);
    const auto card = faulty([](sim::CardFaults& faults) { faults.tear = {1, true}; });
    rig.lay(kOther, card);
    CHECK(rig.chosen() == FakePcsc::kReader);
    CHECK(card->faults().tear.fired == 1);
    rig.lay(kOther, card);
    CHECK(rig.chosen() == kOther);
}

TEST_CASE("a visit that opens its card while it is asked waits, and is not called busy") {
    TwoSlots rig;
    rig.lay(FakePcsc::kReader, rig.mine);
    CHECK(rig.chosen() == FakePcsc::kReader);
    const auto card = rig.state.card;
    rig.pcsc.hang(true);
    rig.lay(kOther, foreign());
    std::jthread monitor([&] { rig.chosen(); });
    std::this_thread::sleep_for(100ms);  // it is asking
    std::jthread hand([&] {
        std::this_thread::sleep_for(100ms);
        rig.pcsc.hang(false);
    });
    CHECK(error_of(rig.reader.open(card)) == "none");
}

TEST_CASE("two readers of one kiosk ask only about their own cards") {
    FakePcsc::instance().reset();
    auto& pcsc = FakePcsc::instance();
    drivers::pcsc::PcscReader cards({.reader_name = "Fake", .processes = "/nowhere", .probe = is_served});
    drivers::pcsc::PcscReader phones(
        {.reader_name = "Another", .processes = "/nowhere", .slot = domain::kPhoneSlot, .probe = is_served});
    pcsc.plug(kOther);
    pcsc.insert(FakePcsc::kReader, card_of("hanako"));
    pcsc.insert(kOther, card_of("taro"));
    CHECK(cards.reader_of(cards.wait({}, {}).card) == FakePcsc::kReader);
    CHECK(phones.reader_of(phones.wait({}, {}).card) == kOther);
    CHECK(pcsc.calls("SCardConnect") == 0);
}

TEST_CASE("a card beside ours that drips is asked within the budget of a dialogue") {
    TwoSlots rig;
    const auto dripping = std::make_shared<test::DrippingCard>();
    rig.lay(kOther, dripping);
    rig.lay(FakePcsc::kReader, rig.mine);
    CHECK(rig.chosen() == FakePcsc::kReader);
    CHECK(dripping->answered > 0);
    CHECK(dripping->answered <= drivers::pcsc::PcscSession::kMostExchanges + 1);  // what overwrites pcscd's buffer
}
