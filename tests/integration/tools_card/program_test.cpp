// SPDX-License-Identifier: Apache-2.0
// The program itself, as a process of its own.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "../product/program.hpp"
#include "counter.hpp"
#include "drivers/pcsc/reader.hpp"

using namespace uketsuke;
using test::Counter;
using tools::card::Exit;

namespace {

struct Ran {
    int exit;
    std::string out, err;
};

Ran run(const test::Words& words, const std::string& typed = {}) {
    test::Program program(words, {"PCSCLITE_CSOCK_NAME=" + test::daemon().socket_path()}, typed);
    const auto exit = program.exit_code();
    REQUIRE(exit);
    return {*exit, program.out(), program.err()};
}

/// A person whose secrets and data can be told from anything else.
sim::Person canary() {
    auto person = test::person("taro");
    person.pin = "9173";
    person.name = "金糸雀　鳴";
    person.address = "金糸雀町９－９";
    return person;
}

}  // namespace

TEST_CASE("the program ends with the class of the trouble") {
    Counter counter;
    CHECK(run({"--help"}).exit == Exit::kFine);
    CHECK(run({}).exit == Exit::kWrongWords);
    CHECK(run({"dance"}).exit == Exit::kWrongWords);
    CHECK(run({"info", "--colour"}).exit == Exit::kWrongWords);
    CHECK(run({"info", "--config", "/nowhere.toml"}).exit == Exit::kFile);
    CHECK(run({"info", "--config", counter.write("bad.toml", "[reader]\ncolour = 3\n")}).exit == Exit::kWrongWords);
    CHECK(run({"info", "--today", "20260230"}).exit == Exit::kWrongWords);
    CHECK(run({"info"}).exit == Exit::kNoCard);
    CHECK(run({"info", "--reader", "nobody's"}).exit == Exit::kNoReader);
    counter.lay(test::card_of("hanako"));
    for (const std::string verb : {"doctor", "info", "tries", "trace"}) CHECK(run({verb}).exit == Exit::kFine);
    const auto json = nlohmann::json::parse(run({"doctor", "--json"}).out);
    CHECK(json.at("program") == "uketsuke-card");
}

TEST_CASE("a card that another process holds is busy, and the doctor says so") {
    Counter counter;
    counter.lay(test::card_of("hanako"));
    drivers::pcsc::PcscReader reader;
    const auto state = reader.wait({}, {});
    REQUIRE(state.kind == ports::SlotState::Kind::present);
    auto held = reader.open(state.card);
    REQUIRE(held);
    for (const std::string verb : {"doctor", "info", "tries", "trace"}) CHECK(run({verb}).exit == Exit::kNotAllowed);
    const auto said = run({"doctor"}).out;
    CHECK(said.find("a card that a program holds for itself") != said.npos);
    CHECK(said.find("error 011 card_busy, remedy: wait") != said.npos);
    held->reset();
    CHECK(run({"doctor"}).exit == Exit::kFine);
}

TEST_CASE("none of its outputs holds a PIN, a number, a name or a byte of the photo") {
    Counter counter;
    const auto person = canary();
    counter.lay(test::card_of(person));
    const auto trust = std::string(TEST_PKI) + "/face_record_root.pub";
    const auto typed = person.number_b() + "\n";
    std::string all;
    int verified = 0;
    for (const test::Words& words : {test::Words{"doctor"},
                                     {"doctor", "--config", counter.settings()},
                                     {"info"},
                                     {"tries"},
                                     {"trace"},
                                     {"trace", "info"},
                                     {"trace", "tries"},
                                     {"photo", "--verify", "--trust", trust},
                                     {"trace", "photo", "--verify", "--trust", trust},
                                     {"photo", "--verify", "--trust", trust, person.number_b()},
                                     {"photo", "--number-b=" + person.number_b()},
                                     {"photo", person.pin}})
        for (const bool json : {false, true}) {
            auto more = words;
            if (json) more.emplace_back("--json");
            const auto ran = run(more, typed);
            verified += ran.out.find("The card accepts 照合番号B") != ran.out.npos ? 1 : 0;
            all += ran.out + ran.err;
        }
    CHECK(verified == 4);  // the number went through the program
    const auto hex = base::to_hex(base::as_bytes(person.number_b()));
    for (const auto& canary : {person.number_b(), hex, person.name, person.address, std::string("金糸雀"),
                               base::to_hex(base::as_bytes(person.pin)), std::string("ihdr"), std::string("6a703268")})
        CHECK(all.find(canary) == all.npos);
}
