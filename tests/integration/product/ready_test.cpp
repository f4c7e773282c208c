// SPDX-License-Identifier: Apache-2.0
// uketsuke --ready beside a real pcscd, with and without a test card on the reader.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "program.hpp"
#include "sim/card/my_number_card.hpp"
#include "sim/card/test_pki.hpp"
#include "sim/people/person.hpp"
#include "sim/vpcd/private_pcscd.hpp"
#include "sim/vpcd/vpcd_card.hpp"
#include "site.hpp"

using namespace uketsuke;
using namespace uketsuke::test;

namespace {

std::unique_ptr<sim::PrivatePcscd> started() {
    auto pcscd = sim::PrivatePcscd::create();
    REQUIRE(pcscd);
    return std::move(*pcscd);
}

struct Told {
    std::optional<int> exit;
    std::string out;
    [[nodiscard]] nlohmann::json row(std::string_view part) const {
        const auto json = nlohmann::json::parse(out);
        for (const auto& row : json["rows"])
            if (row["part"] == part) return row;
        return {};
    }
};

Told ready(const Site& site, const sim::PrivatePcscd& pcscd, std::string_view how) {
    auto words = site.run();
    words.insert(words.end(), {"--environment", "as-is", "--ready"});
    if (!how.empty()) words.emplace_back(how);
    Program program(words, {"PCSCLITE_CSOCK_NAME=" + pcscd.socket_path()});
    return {program.exit_code(), program.out()};
}

}  // namespace

TEST_CASE("--ready tells what patients would meet, and what to do") {
    const auto pcscd = started();
    const Site site;
    const auto told = ready(site, *pcscd, "");
    CHECK(told.exit == 5);
    CHECK(told.out.starts_with("点検 "));
    CHECK(told.out.find("：直すところがあります\n") != std::string::npos);
    CHECK(told.out.find("× 資格確認サービス：") != std::string::npos);
    CHECK(told.out.find("○ カードリーダー\n") != std::string::npos);
    CHECK(told.out.find("－ 試験用カード：置かれていません\n") != std::string::npos);
}

TEST_CASE("--ready --json: what the settings name is there, and the test card is read without a try") {
    const auto pcscd = started();
    Site site;
    sim::VpcdCard slot(pcscd->port());
    const auto person = sim::load_person(std::filesystem::path(PEOPLE) / "hanako.toml").value();
    const std::shared_ptr card =
        sim::MyNumberCard::create(person, sim::TestPki::load(CARD_PKI).value(), base::Bytes(6000, 7)).value();
    REQUIRE(slot.insert(card));
    const auto told = ready(site, *pcscd, "--json");
    CHECK(told.exit == 5);
    for (const auto part : {"reader", "card", "folder", "disk", "journal", "clock", "models", "guidance"}) {
        INFO(part << " " << told.row(part));
        CHECK(told.row(part)["level"] == "ready");
    }
    CHECK(told.row("service")["level"] == "wrong");
    CHECK(told.row("service").contains("remedy"));
    CHECK(told.row("printer")["level"] == "absent");
}

TEST_CASE("--ready --paper without a printer says so") {
    const auto pcscd = started();
    const Site site;
    CHECK(ready(site, *pcscd, "--paper").exit == 5);
}
