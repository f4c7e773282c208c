// SPDX-License-Identifier: Apache-2.0
// What the tool says of each kind of card and each state of reader and daemon, to the letter, and how it ends.
#include <catch2/catch.hpp>
#include <csignal>
#include <iostream>
#include <nlohmann/json.hpp>

#include "counter.hpp"
#include "drivers/pcsc/session.hpp"
#include "sim/card/foreign_card.hpp"
#include "tests/golden/golden.hpp"
#include "tests/support/dripping_card.hpp"

using namespace uketsuke;
using test::card_of;
using test::Counter;
using test::DrippingCard;
using test::Words;
using tools::card::Exit;

namespace {

void same_as_golden(const std::string& name, const std::string& said) {
    const auto compared = tests::compare_text("tests/integration/tools_card/golden/" + name, said);
    INFO(compared.why);
    CHECK(compared.same);
}

struct Situation {
    std::string name;
    std::string person;
    Words words;
    int exit = 0;
};

}  // namespace

TEST_CASE("each kind of card is told apart in plain words") {
    const auto situation = GENERATE(values<Situation>({
        {"doctor", "hanako", {"doctor"}, Exit::kFine},
        {"doctor_face_only", "face_only", {"doctor"}, Exit::kFine},
        {"doctor_near_expiry", "near_expiry", {"doctor", "--today", "20261101"}, Exit::kFine},
        {"doctor_grace", "grace", {"doctor", "--today", "20261101"}, Exit::kFine},
        {"doctor_ended", "grace", {"doctor", "--today", "20270201"}, Exit::kNotAuthentic},
        {"doctor_last_try", "lasttry", {"doctor"}, Exit::kFine},
        {"doctor_locked", "locked", {"doctor"}, Exit::kFine},
        {"doctor_floor", "floor", {"doctor"}, Exit::kFine},
        {"doctor_jpki_test", "jpki_test", {"doctor"}, Exit::kFine},
        {"doctor_iphone", "phone_iphone", {"doctor"}, Exit::kFine},
        {"doctor_android", "phone_android", {"doctor"}, Exit::kFine},
        {"doctor_next_generation", "next_generation", {"doctor"}, Exit::kFine},
        {"info", "hanako", {"info"}, Exit::kFine},
        {"info_foreign_resident", "foreign_resident", {"info"}, Exit::kFine},
        {"info_child", "child", {"info"}, Exit::kFine},
        {"tries", "hanako", {"tries"}, Exit::kFine},
        {"tries_locked", "locked", {"tries"}, Exit::kFine},
        {"trace", "hanako", {"trace"}, Exit::kFine},
        {"trace_tries", "hanako", {"trace", "tries"}, Exit::kFine},
    }));
    CAPTURE(situation.name);
    Counter counter;
    const auto card = card_of(situation.person);
    counter.lay(card);
    const auto answer = counter.tool(situation.words);
    CHECK(answer.exit == situation.exit);
    CHECK(answer.err.empty());
    same_as_golden(situation.name + ".txt", answer.out);
    CHECK(card->log().verifies.empty());  // of these verbs none sends one
}

TEST_CASE("with the kiosk's settings the doctor judges the trust too") {
    Counter counter;
    const auto person = GENERATE(as<std::string>(), "hanako", "revoked", "jpki_test");
    counter.lay(card_of(person));
    const auto answer = counter.tool({"doctor", "--config", counter.settings()});
    CHECK(answer.exit == (person == "revoked" ? Exit::kNotAuthentic : Exit::kFine));
    same_as_golden("doctor_config_" + person + ".txt", answer.out);
}

TEST_CASE("a card that is none of ours is called so by every verb") {
    Counter counter;
    counter.lay(std::make_shared<sim::ForeignCard>());
    CHECK(counter.tool({"info"}).exit == Exit::kNotMyNumber);
    CHECK(counter.tool({"tries"}).exit == Exit::kNotMyNumber);
    CHECK(counter.tool({"trace"}).exit == Exit::kNotMyNumber);
    const auto answer = counter.tool({"doctor"});
    CHECK(answer.exit == Exit::kNotMyNumber);
    same_as_golden("doctor_foreign.txt", answer.out);
}

TEST_CASE("a card that gives its answers drop by drop holds no verb longer than a dialogue may take") {
    const auto verb = GENERATE(values<Words>({{"info"}, {"tries"}, {"trace"}, {"doctor"}}));
    CAPTURE(verb);
    Counter counter;
    const auto dripping = std::make_shared<DrippingCard>();
    counter.lay(dripping);
    CHECK(counter.tool(verb).exit == Exit::kUnreadable);
    CHECK(dripping->answered > 0);
    CHECK(dripping->answered <= drivers::pcsc::PcscSession::kMostExchanges + 1);  // what overwrites pcscd's buffer
}

TEST_CASE("an old Juki card is named as what it is") {
    Counter counter;
    auto juki = test::person("hanako");
    juki.token_label = "JPKIAPICCTOKEN";
    counter.lay(card_of(juki));
    const auto answer = counter.tool({"doctor"});
    CHECK(answer.exit == Exit::kNotMyNumber);
    CHECK(answer.out.find("住民基本台帳カード") != answer.out.npos);
}

TEST_CASE("no card, a card that cannot be powered, and one that talks nonsense are three things") {
    Counter counter;
    const auto empty = counter.tool({"doctor"});
    CHECK(empty.exit == Exit::kNoCard);
    same_as_golden("doctor_empty.txt", empty.out);

    const auto card = card_of("hanako");
    card->set_atr({0x3B});  // of no use to any reader
    counter.lay(card);
    const auto unusable = counter.tool({"doctor"});
    CHECK(unusable.exit == Exit::kUnreadable);
    same_as_golden("doctor_unusable.txt", unusable.out);
    counter.remove();

    const auto noisy = card_of("hanako");
    sim::CardFaults faults;
    faults.wrong_status.on = true;
    noisy->set_faults(faults);
    counter.lay(noisy);
    CHECK(counter.tool({"info"}).exit == Exit::kUnreadable);
}

TEST_CASE("a card pulled in the middle is a card that is gone, in every verb") {
    const auto verb = GENERATE(as<std::string>(), "doctor", "info", "tries", "trace");
    Counter counter;
    const auto card = card_of("hanako");
    counter.lay(card);
    sim::CardFaults faults;
    faults.tear = {3, true, 0};
    card->set_faults(faults);
    CHECK(counter.tool({verb}).exit == Exit::kNoCard);
    CHECK(card->faults().tear.fired == 1);
}

TEST_CASE("a daemon that logs what cards hear is not talked to") {
    Counter counter;
    counter.lay(card_of("hanako"));
    counter.write("proc/4711/cmdline", std::string("/usr/sbin/pcscd\0--foreground\0--apdu\0", 36));
    const auto answer = counter.tool({"doctor"});
    CHECK(answer.exit == Exit::kNotAllowed);
    same_as_golden("doctor_loud.txt", answer.out);
    CHECK(counter.tool({"tries"}).exit == Exit::kNotAllowed);
}

TEST_CASE("no reader and no daemon end in what to do about it") {
    Counter counter;
    auto& daemon = test::daemon();
    daemon.kill();  // leaves its socket
    const auto stale = counter.tool({"doctor"});
    CHECK(stale.exit == Exit::kNoDaemon);
    same_as_golden("doctor_stale_socket.txt", stale.out);
    CHECK(counter.tool({"info"}).exit == Exit::kNoDaemon);

    counter.machine.socket = counter.machine.usb / "pcscd.comm";  // never was
    same_as_golden("doctor_no_socket.txt", counter.tool({"doctor"}).out);
    counter.machine.daemon = counter.machine.usb / "pcscd";
    same_as_golden("doctor_no_pcscd.txt", counter.tool({"doctor"}).out);
    counter.machine.socket = daemon.socket_path();

    REQUIRE(daemon.restart(false));
    const auto bare = counter.tool({"doctor"});
    CHECK(bare.exit == Exit::kNoReader);
    same_as_golden("doctor_no_reader.txt", bare.out);
    daemon.kill();
    REQUIRE(daemon.restart());
    CHECK(counter.tool({"doctor"}).exit == Exit::kNoCard);
}

TEST_CASE("a reader of another name than the settings' is no reader") {
    Counter counter;
    counter.lay(card_of("hanako"));
    const auto answer = counter.tool({"doctor", "--reader", "RC-S300"});
    CHECK(answer.exit == Exit::kNoReader);
    same_as_golden("doctor_other_name.txt", answer.out);
    CHECK(counter.tool({"doctor", "--reader", "virtual reader 00 00"}).exit == Exit::kFine);
}

TEST_CASE("of two cards the doctor names the one that the kiosk would take, wherever it lies") {
    const auto ours = GENERATE(std::size_t{0}, std::size_t{1});
    Counter counter;
    counter.lay(card_of("hanako"), ours);
    counter.lay(std::make_shared<sim::ForeignCard>(), 1 - ours);
    const auto answer = counter.tool({"doctor"});
    CHECK(answer.exit == Exit::kFine);
    CHECK(answer.out.find("The kiosk would take Uketsuke virtual reader 00 0" + std::to_string(ours)) !=
          answer.out.npos);
    if (ours == 1) same_as_golden("doctor_two_cards.txt", answer.out);
    CHECK(counter.tool({"doctor", "--reader", "reader 00 0" + std::to_string(1 - ours)}).exit == Exit::kNotMyNumber);
}

TEST_CASE("the settings' reader for phones is looked for") {
    Counter counter;
    counter.lay(card_of("hanako"));
    const auto settings = [&](const std::string& phones) {
        return counter.settings("[reader]\nname = \"reader 00 00\"\n[phone_reader]\nname = \"" + phones + "\"");
    };
    const auto there = counter.tool({"doctor", "--config", settings("reader 00 01")});
    CHECK(there.exit == Exit::kFine);
    CHECK(there.out.find("would take phones on Uketsuke virtual reader 00 01") != there.out.npos);
    CHECK(there.out.find("reader 00 00: its name has \"reader 00 00\" in it") != there.out.npos);
    CHECK(counter.tool({"doctor", "--config", settings("RC-S300")}).exit == Exit::kNoReader);
}

TEST_CASE("a report for programs holds the same") {
    Counter counter;
    counter.lay(card_of("hanako"));
    for (const std::string verb : {"doctor", "info", "tries", "trace"}) {
        const auto answer = counter.tool({verb, "--json"});
        CHECK(answer.exit == Exit::kFine);
        same_as_golden(verb + ".json", answer.out);
        CHECK(nlohmann::json::parse(answer.out).at("verb") == verb);
    }
    counter.remove();
    const auto json = nlohmann::json::parse(counter.tool({"tries", "--json"}).out);
    CHECK(json.at("exit") == Exit::kNoCard);
    CHECK(json.at("findings").at(0).at("error").at("name") == "card_removed");
    std::cout << "goldens: " << tests::compared() << " goldens compared\n";
}
