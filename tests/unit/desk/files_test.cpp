// SPDX-License-Identifier: Apache-2.0
// What the desk reads and writes besides its page: certificate, look-ups, what journals hold of a visit.
#include <catch2/catch.hpp>
#include <thread>

#include "desk/certificate.hpp"
#include "desk/explain.hpp"
#include "desk/lookup.hpp"
#include "desk/stolen.hpp"
#include "desk_accounts.hpp"
#include "firmware/app/system_clock.hpp"
#include "firmware/base/file.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;

TEST_CASE("a certificate lasts as long as its addresses and names, and no longer") {
    const test::Scratch scratch;
    const auto made = desk::certificate_in(scratch.path, {"192.0.2.1", "desk.lan"});
    REQUIRE(made);
    CHECK(desk::certificate_in(scratch.path, {"192.0.2.1", "desk.lan"})->fingerprint == made->fingerprint);
    const auto other = desk::certificate_in(scratch.path, {"192.0.2.1", "desk.lan", "front.lan"});
    REQUIRE(other);
    CHECK(other->fingerprint != made->fingerprint);
    CHECK(desk::certificate_in(scratch.path, {"192.0.2.1", "desk.lan", "front.lan"})->fingerprint ==
          other->fingerprint);
}

namespace {

/// A terminal that answers the next question with that text.
void answer_next(const std::filesystem::path& requests, const std::filesystem::path& answers, std::string text,
                 std::string& asked, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        for (const auto& file : std::filesystem::directory_iterator(requests)) {
            auto name = file.path().filename().string();
            if (!name.starts_with("OQSsiquc01req_")) continue;
            asked = *base::read_file(file.path());
            name.replace(0, 13, "OQSsiquc01res");
            REQUIRE(base::replace_file(answers / name, text));
            return;
        }
        std::this_thread::sleep_for(5ms);
    }
}

}  // namespace

TEST_CASE("a look-up is a file for the terminal and an answer out of its folder, and nothing stays") {
    const test::Scratch scratch;
    const auto requests = scratch.path / "req", answers = scratch.path / "res";
    for (const auto& folder : {requests, answers}) std::filesystem::create_directory(folder);
    const app::SystemClock clock;
    const auto lookup = desk::Lookup::create({requests, answers, "1319999999"}, clock);
    REQUIRE(lookup);
    std::string asked;
    const auto text = *base::read_file("docs/result_files/res.xml");
    std::jthread terminal([&](const std::stop_token& stop) { answer_next(requests, answers, text, asked, stop); });
    const auto found = (*lookup)->ask({"06139999", "123", "4567", "01", {1980, 4, 1}}, 60s);
    terminal.join();
    REQUIRE(found);
    CHECK(found->insured.at(0).name == "架空　太郎");
    CHECK(domain::counts(found->validity));
    CHECK(asked.find("<InsuredCardSymbol>１２３</InsuredCardSymbol>") != std::string::npos);
    CHECK(asked.find("<Birthdate>19800401</Birthdate>") != std::string::npos);
    CHECK(std::filesystem::is_empty(requests));
    CHECK(std::filesystem::is_empty(answers));
    CHECK((*lookup)->ask({"061399", "", "", "", {1980, 4, 1}}, 1s).error().code == base::ErrorCode::config_invalid);
    CHECK((*lookup)->ask({"061399", "", "1", "", {1980, 4, 1}}, 1ms).error().code == base::ErrorCode::service_timeout);
    CHECK(std::filesystem::is_empty(requests));
}

TEST_CASE("what journals hold of a visit is told in their order") {
    const test::Scratch scratch;
    const auto kiosk = scratch.path / "kiosk", desk = scratch.path / "desk";
    REQUIRE(base::replace_file(
        kiosk,
        R"({"n":1,"time":"2026-01-05T09:15:00+09:00","session":7,"event":"consent","fields":{"asked":"TKK,YZK","items":"none"}})"
        "\n"
        R"({"n":2,"time":"2026-01-05T09:15:09+09:00","session":7,"event":"result_valid","fields":{"file":"a.xml"}})"
        "\n"
        R"({"n":3,"time":"2026-01-05T09:16:00+09:00","session":8,"event":"consent","fields":{}})"
        "\n"));
    REQUIRE(base::replace_file(
        desk,
        R"({"n":1,"time":"2026-01-05T09:15:10+09:00","session":7,"event":"desk_name_shown","fields":{"by":"sato"}})"
        "\n"));
    const auto text = desk::explain({kiosk, desk}, 7, "2026-01-05");
    REQUIRE(text);
    CHECK(*text ==
          "2026-01-05T09:15:00+09:00　同意の質問と答え　たずねた項目=TKK,YZK　同意した項目=none\n"
          "2026-01-05T09:15:09+09:00　結果を渡した：資格あり　結果のファイル=a.xml\n"
          "2026-01-05T09:15:10+09:00　名前が窓口の画面に出た　だれが=sato\n");
    CHECK(desk::explain({kiosk, desk}, 7, "2026-01-06")->empty());
    REQUIRE(base::replace_file(desk, "no journal\n"));
    CHECK_FALSE(desk::explain({desk}, 7, ""));
}

TEST_CASE("what a thief holds is told by what lies there") {
    const test::Scratch scratch;
    auto settings = test::desk_settings();
    settings.state_folder = scratch.path;
    REQUIRE(desk::certificate_in(scratch.path, {"192.0.2.1"}));
    const auto text = desk::stolen(settings);
    CHECK(text.find("desk.key  the page's private key") != std::string::npos);
    CHECK(text.find("journal.key  the key that signs it: records from now on prove nothing (not there)") !=
          std::string::npos);
    CHECK(text.find("2 scrypt hashes of passwords, 1 secrets") != std::string::npos);
}
