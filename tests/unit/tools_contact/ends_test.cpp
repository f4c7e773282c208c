// SPDX-License-Identifier: Apache-2.0
// Every way in which something is not there.
#include <catch2/catch.hpp>

#include "volunteer.hpp"

using namespace uketsuke;
using base::ErrorCode;
using test::Contact;
using tools::card::Exit;

namespace {
const std::string kRoots = TEST_PKI "/face_record_root.pub";
}

TEST_CASE("no daemon, no reader and no card each end in their own exit code, and are reported") {
    Contact contact(test::person("hanako"));
    SECTION("no daemon") {
        contact.readers_fail = ErrorCode::daemon_missing;
        contact.meet();
        CHECK(contact.report.exit() == Exit::kNoDaemon);
    }
    SECTION("no reader") {
        contact.with_reader = false;
        contact.meet();
        CHECK(contact.report.exit() == Exit::kNoReader);
    }
    SECTION("no card") {
        contact.card = nullptr;
        contact.meet();
        CHECK(contact.report.exit() == Exit::kNoCard);
        CHECK(contact.json.find("\"usb\": \"054c:0dc8\"") != contact.json.npos);
    }
    CHECK(contact.written());
    CHECK(contact.json.find("\"refusals\": [\n") != contact.json.npos);
}

TEST_CASE("a card that is none of ours is said to be so, and only asked what it has") {
    Contact contact(test::person("hanako"), "foreign");
    contact.meet();
    CHECK(contact.report.exit() == Exit::kNotMyNumber);
    CHECK(contact.numbers_typed == 0);
    CHECK(contact.pins_typed == 0);
    CHECK(contact.json.find("\"kind\": \"none\"") != contact.json.npos);
    CHECK(contact.json.find("\"atr\"") == contact.json.npos);  // whatever else it is, it is nobody's business
}

TEST_CASE("a record that is not genuine is a problem of its own name") {
    struct Forgery {
        std::string fault, error;
    };
    const auto forgery = GENERATE(values<Forgery>({{"tampered", "portrait_forged"},
                                                   {"tampered name", "record_text_forged"},
                                                   {"tampered birth", "record_birth_forged"},
                                                   {"copied", "card_cloned"},
                                                   {"copied otherkey", "card_cloned"}}));
    CAPTURE(forgery.fault);
    Contact contact(test::person("hanako"), forgery.fault);
    contact.meet();
    CHECK(contact.report.exit() == Exit::kNotAuthentic);
    CHECK(contact.json.find("\"" + forgery.error + "\"") != contact.json.npos);
}

TEST_CASE("a command that fails once cuts the record at most: a genuine card is never said to be forged or copied") {
    Contact whole(test::person("hanako"));
    whole.meet();
    REQUIRE(whole.json.find("\"whole\": true") != whole.json.npos);
    int cut = 0;
    const auto commands = static_cast<int>(whole.card->log().headers.size());
    for (int at = 1; at <= commands; ++at) {
        Contact contact(test::person("hanako"), "wrong " + std::to_string(at) + " 6F00");
        CAPTURE(at);
        contact.meet();
        CHECK(contact.written());
        for (const auto* accusation : {"forged", "cloned", "untrusted", "portrait_"})
            CHECK(contact.json.find(accusation) == contact.json.npos);
        cut += contact.json.find("\"whole\": false") != contact.json.npos ? 1 : 0;
        CHECK(contact.verifies(0x0012) <= 1);
        CHECK(contact.card->tries_left(0x0012) == 10);
        CHECK(contact.card->tries_left(0x0018) == 3);
    }
    CHECK(cut > 5);
}

TEST_CASE("with roots the issuer is checked, and without it is said that it was not") {
    Contact without(test::person("hanako"));
    without.meet();
    CHECK(without.json.find("\"issuer\": \"not made\"") != without.json.npos);
    Contact with(test::person("hanako"));
    with.task.options.trust = kRoots;
    with.meet();
    CHECK(with.json.find("\"issuer\": \"good\"") != with.json.npos);
    CHECK(with.report.exit() == Exit::kFine);
    Contact tampered(test::person("hanako"), "tampered issuer");
    tampered.task.options.trust = kRoots;
    tampered.meet();
    CHECK(tampered.json.find("\"issuer\": \"record_untrusted\"") != tampered.json.npos);
    CHECK(tampered.report.exit() == Exit::kNotAuthentic);
}

TEST_CASE("without a camera, with one that fails and without networks the card's part is whole") {
    Contact contact(test::person("hanako"));
    std::string left_out;
    SECTION("no camera") {
        contact.with_camera = false;
        left_out = "camera_missing";
    }
    SECTION("it does not open") {
        contact.camera_fails = ErrorCode::camera_missing;
        left_out = "camera_missing";
    }
    SECTION("it stops") {
        contact.camera_fails = ErrorCode::camera_stalled;
        contact.frames_until_failure = 12;
        left_out = "camera_stalled";
    }
    SECTION("no networks") {
        contact.models_fail = ErrorCode::model_invalid;
        left_out = "model_invalid";
    }
    contact.meet();
    CHECK(contact.report.exit() == Exit::kFine);
    CHECK(contact.json.find("\"left_out\": \"" + left_out + "\"") != contact.json.npos);
    CHECK(contact.verifies(0x0012) == 1);
    CHECK(contact.verifies(0x0018) == 1);
}

TEST_CASE("a report that cannot be written is a file's trouble") {
    Contact contact(test::person("hanako"));
    contact.task.options.out = "/proc/nowhere";
    contact.meet();
    CHECK(contact.report.exit() == Exit::kFile);
}
