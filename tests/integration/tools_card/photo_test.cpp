// SPDX-License-Identifier: Apache-2.0
// The one verb that sends VERIFY: when it does, when it does not, and what it says of a record that is not genuine. The
// card counts.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "counter.hpp"
#include "tests/golden/golden.hpp"

using namespace uketsuke;
using test::card_of;
using test::Counter;
using tools::card::Exit;

namespace {

constexpr sim::FileId kNumberB = 0x0012;
const std::string kRoots = std::string(TEST_PKI) + "/face_record_root.pub";

struct Photo {
    Counter counter;
    std::shared_ptr<sim::MyNumberCard> card;

    explicit Photo(const std::string& person = "hanako") : card(card_of(person)) { counter.lay(card); }
    test::Answer read(test::Words more = {}) {
        test::Words words{"photo", "--verify", "--trust", kRoots};
        words.insert(words.end(), more.begin(), more.end());
        return counter.tool(words);
    }
    [[nodiscard]] int verifies() const {
        const auto log = card->log();
        return log.verifies.empty() ? 0 : log.verifies.begin()->second;
    }
};

void same_as_golden(const std::string& name, const std::string& said) {
    const auto compared = tests::compare_text("tests/integration/tools_card/golden/" + name, said);
    INFO(compared.why);
    CHECK(compared.same);
}

}  // namespace

TEST_CASE("a genuine record is read, checked and not written anywhere") {
    Photo photo;
    const auto answer = photo.read();
    CHECK(answer.exit == Exit::kFine);
    same_as_golden("photo.txt", answer.out);
    CHECK(photo.counter.asked == 1);
    CHECK(photo.verifies() == 1);
    CHECK(photo.card->tries_left(kNumberB) == 10);
}

TEST_CASE("the picture is written where --out says, and whole") {
    Photo photo;
    const auto file = photo.counter.machine.usb / "photo.jp2";
    CHECK(photo.read({"--out", file}).exit == Exit::kFine);
    std::ifstream in(file, std::ios::binary);
    const std::string content((std::istreambuf_iterator<char>(in)), {});
    CHECK(content.size() == 5000);
    CHECK(content.substr(4, 4) == "jP  ");
    CHECK(photo.read({"--out", photo.counter.machine.usb / "nowhere" / "photo.jp2"}).exit == Exit::kFile);
}

TEST_CASE("without --verify, without roots and with digits on the command line nothing is asked and nothing sent") {
    Photo photo;
    auto& counter = photo.counter;
    for (const test::Words& words : {test::Words{"photo"},
                                     {"photo", "--trust", kRoots},
                                     {"photo", "--verify"},
                                     {"photo", "--verify", "--trust", kRoots, counter.number_b},
                                     {"photo", "--verify", "--number=" + counter.number_b},
                                     {"trace", "photo"},
                                     {"trace", counter.number_b},
                                     {counter.number_b}}) {
        const auto answer = counter.tool(words);
        CHECK(answer.exit == Exit::kWrongWords);
        CHECK((answer.out + answer.err).find(counter.number_b) == std::string::npos);
    }
    CHECK(counter.tool({"photo", "--verify", "--trust", "/nowhere.pem"}).exit == Exit::kFile);
    CHECK(counter.asked == 0);
    CHECK(photo.verifies() == 0);
}

TEST_CASE("digits that cannot be right are not sent; wrong ones cost one try, and the card's answer is told") {
    Photo photo;
    photo.counter.number_b =
        GENERATE(as<std::string>(), "", "1234", "23991220332285", "2303122033228x", "23031220992285");
    const auto answer = photo.read();
    CHECK(answer.exit == Exit::kCardRefused);
    CHECK(photo.verifies() == 0);
    photo.counter.number_b = "23031220332286";
    const auto refused = photo.read();
    CHECK(refused.exit == Exit::kCardRefused);
    same_as_golden("photo_refused.txt", refused.out);
    CHECK(photo.verifies() == 1);
    CHECK(photo.card->tries_left(kNumberB) == 9);
}

TEST_CASE("with five tries left nobody is asked and nothing is sent") {
    Photo photo("floor");
    const auto answer = photo.read();
    CHECK(answer.exit == Exit::kCardRefused);
    same_as_golden("photo_floor.txt", answer.out);
    CHECK(photo.counter.asked == 0);
    CHECK(photo.verifies() == 0);
}

TEST_CASE("what is not genuine is said step by step, and not written") {
    struct Forgery {
        const char* name;
        sim::Fault sim::CardFaults::*fault;
    };
    const auto forgery = GENERATE(values<Forgery>({{"photo", &sim::CardFaults::tampered_photo},
                                                   {"name", &sim::CardFaults::tampered_name},
                                                   {"issuer", &sim::CardFaults::tampered_issuer},
                                                   {"copy", &sim::CardFaults::other_key}}));
    Photo photo;
    sim::CardFaults faults;
    (faults.*forgery.fault).on = true;
    photo.card->set_faults(faults);
    const auto file = photo.counter.machine.usb / "photo.jp2";
    const auto answer = photo.read({"--out", file});
    CHECK(answer.exit == Exit::kNotAuthentic);
    same_as_golden(std::string("photo_forged_") + forgery.name + ".txt", answer.out);
    CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("a card pulled around the photo's VERIFY sees at most one") {
    const int at =
        GENERATE(1, 12, 13, 14, 15, 16, 30);  // of 51; VERIFY is the fourteenth, as golden/trace_photo.txt shows
    Photo photo;
    sim::CardFaults faults;
    faults.tear = {at, true, 0};
    photo.card->set_faults(faults);
    const auto answer = photo.read();
    CAPTURE(at);
    CHECK(answer.exit == Exit::kNoCard);
    CHECK(photo.card->faults().tear.fired == 1);
    CHECK(photo.verifies() == (at < 14 ? 0 : 1));
}

TEST_CASE("the trace of it shows VERIFY and reading by names and lengths") {
    Photo photo;
    const auto answer = photo.counter.tool({"trace", "photo", "--verify", "--trust", kRoots});
    CHECK(answer.exit == Exit::kFine);
    same_as_golden("trace_photo.txt", answer.out);
}
