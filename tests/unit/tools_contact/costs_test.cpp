// SPDX-License-Identifier: Apache-2.0
// Nothing is spent beyond what was said, wherever it ends. The card's own log is the judge.
#include <catch2/catch.hpp>
#include <set>

#include "volunteer.hpp"

using namespace uketsuke;
using test::Contact;
using tools::card::Exit;

namespace {

constexpr sim::FileId kNumberB = 0x0012, kPin = 0x0018;

/// What the plan says is sent, and what a wrong PIN or number is overwritten with (GET CHALLENGE).
bool is_announced(const sim::SentHeader& sent) {
    const std::set<std::uint8_t> known{0xA4, 0x20, 0xB0, 0x2A, 0x84};
    return known.count(sent[1]) != 0;
}

int verifies(const sim::MyNumberCard& card) {
    int sum = 0;
    for (const auto& [file, count] : card.log().verifies) sum += count;
    return sum;
}

}  // namespace

TEST_CASE("everything agreed to costs one right 照合番号B and one right PIN, and that is all that was announced") {
    Contact contact(test::person("hanako"));
    contact.meet();
    CHECK(contact.report.exit() == Exit::kFine);
    CHECK(contact.verifies(kNumberB) == 1);
    CHECK(contact.verifies(kPin) == 1);
    CHECK(verifies(*contact.card) == 2);
    CHECK(contact.card->tries_left(kNumberB) == 10);
    CHECK(contact.card->tries_left(kPin) == 3);
    for (const auto& sent : contact.card->log().headers) CHECK(is_announced(sent));
    CHECK(contact.card->log().my_number == 0);
}

TEST_CASE("a no sends nothing of what was asked") {
    Contact contact(test::person("hanako"));
    SECTION("to looking") {
        contact.answers.look = false;
        contact.meet();
        CHECK(contact.card->log().headers.empty());
        CHECK(contact.written());
    }
    SECTION("to 照合番号B and the PIN") {
        contact.answers.record = contact.answers.pin = false;
        contact.meet();
        CHECK(verifies(*contact.card) == 0);
        for (const auto& sent : contact.card->log().headers) CHECK(sent[1] != 0x2A);
    }
    SECTION("to the PIN") {
        contact.answers.pin = false;
        contact.meet();
        CHECK(verifies(*contact.card) == 1);
        CHECK(contact.verifies(kNumberB) == 1);
    }
    SECTION("to the report") {
        contact.answers.keep = false;
        contact.meet();
        CHECK_FALSE(contact.written());
        CHECK_FALSE(std::filesystem::exists(*contact.task.options.out));
        CHECK(contact.said.find("Nothing was written") != contact.said.npos);
    }
    CHECK(contact.report.exit() == Exit::kFine);
}

TEST_CASE("whoever leaves at any question has spent no more than they had agreed to, and nothing is written") {
    Contact whole(test::person("hanako"));
    whole.meet();
    REQUIRE(whole.questions == 10);
    for (int at = 0; at < whole.questions; ++at) {
        CAPTURE(at);
        Contact contact(test::person("hanako"));
        contact.answers.end_at = at;
        contact.meet();
        CHECK_FALSE(contact.written());
        CHECK(contact.report.exit() == Exit::kFine);
        CHECK(contact.report.findings.back().key == "ended");
        CHECK(contact.said.find("\"version\": 1") != contact.said.npos);  // what was learnt is told
        CHECK(contact.verifies(kNumberB) == (at > 2 ? 1 : 0));
        CHECK(contact.verifies(kPin) == (at > 5 ? 1 : 0));
    }
}

TEST_CASE("wrong digits cost the one try that was said, are told, and are not tried again") {
    Contact contact(test::person("hanako"));
    contact.answers.number_b = "23031220332286";
    contact.meet();
    CHECK(contact.report.exit() == Exit::kCardRefused);
    CHECK(contact.numbers_typed == 1);
    CHECK(contact.verifies(kNumberB) == 1);
    CHECK(contact.card->tries_left(kNumberB) == 9);
    CHECK(contact.said.find("9 of 10 tries are left on 照合番号B") != contact.said.npos);
    CHECK(contact.json.find("\"error\": \"number_b_refused\"") != contact.json.npos);
    CHECK(contact.verifies(kPin) == 1);  // the rest goes on
}

TEST_CASE("digits that cannot be right are not sent, and may be typed anew three times") {
    Contact contact(test::person("hanako"));
    contact.answers.number_b = "23991220332285";
    contact.meet();
    CHECK(contact.numbers_typed == 3);
    CHECK(contact.verifies(kNumberB) == 0);
}

TEST_CASE("a number that the camera read is shown, and sent only when the person says that it stands there") {
    Contact contact(test::person("hanako"));
    contact.answers.card_camera = true;
    SECTION("right") {
        contact.number_seen = contact.owner.number_b();
        contact.meet();
        CHECK(contact.numbers_typed == 0);
        CHECK(contact.json.find("\"confirmed\": true") != contact.json.npos);
    }
    SECTION("misread: it is typed instead, and no try is spent on it") {
        contact.number_seen = "23031220332286";
        contact.answers.number_right = false;
        contact.meet();
        CHECK(contact.numbers_typed == 1);
        CHECK(contact.json.find("\"confirmed\": false") != contact.json.npos);
    }
    CHECK(contact.verifies(kNumberB) == 1);
    CHECK(contact.card->tries_left(kNumberB) == 10);
    CHECK(contact.report.exit() == Exit::kFine);
}

TEST_CASE("a wrong PIN costs the one try that was said") {
    Contact contact(test::person("hanako"));
    contact.answers.pin_digits = "0000";
    contact.meet();
    CHECK(contact.report.exit() == Exit::kCardRefused);
    CHECK(contact.pins_typed == 1);
    CHECK(contact.card->tries_left(kPin) == 2);
    CHECK(contact.said.find("2 of 3 tries are left") != contact.said.npos);
}

TEST_CASE("the last tries stay the person's") {
    const auto key = GENERATE(as<std::string>(), "locked", "lasttry", "face_only", "floor");
    Contact contact(test::person(key));
    contact.answers.pin_digits = "0000";
    contact.meet();
    CAPTURE(key);
    const bool floor = key == "floor";
    CHECK(contact.pins_typed == (floor ? 1 : 0));
    CHECK(contact.verifies(kPin) == (floor ? 1 : 0));
    CHECK(contact.verifies(kNumberB) == (floor ? 0 : 1));
    CHECK(contact.report.exit() == (floor ? Exit::kCardRefused : Exit::kFine));
    CHECK(contact.written());
}

TEST_CASE("a card pulled at any command ends with what was learnt, and each number was sent once at most") {
    Contact whole(test::person("hanako"));
    whole.meet();
    const auto commands = static_cast<int>(whole.card->log().headers.size());
    REQUIRE(commands > 80);
    for (int at = 1; at <= commands; ++at)
        for (const auto* manner : {"", " after"}) {
            Contact contact(test::person("hanako"), "tear " + std::to_string(at) + manner);
            CAPTURE(at, manner);
            contact.meet();
            CHECK(contact.card->faults().tear.fired == 1);
            CHECK(contact.report.exit() == Exit::kNoCard);
            CHECK(contact.written());
            CHECK(contact.verifies(kNumberB) <= 1);
            CHECK(contact.verifies(kPin) <= 1);
            CHECK(contact.card->tries_left(kNumberB) == 10);
            CHECK(contact.card->tries_left(kPin) == 3);
        }
}
