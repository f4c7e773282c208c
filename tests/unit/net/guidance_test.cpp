// SPDX-License-Identifier: Apache-2.0
// The dated guidance as it is shipped, its edges, and what a wrong file is told.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>

#include "firmware/base/file.hpp"
#include "firmware/config/guidance.hpp"

using namespace uketsuke;
using base::ErrorCode;
using domain::Fallback;
using domain::Situation;

namespace {

const std::string kFile = SOURCE_DIR "/packaging/guidance.toml";

const domain::DeskGuide& shipped() {
    static const auto guide = config::load_guidance(kFile);
    INFO((guide ? "" : guide.error().detail));
    REQUIRE(guide.has_value());
    return *guide;
}

std::string shown(Situation situation, base::Date day) {
    std::string names;
    for (const auto& one : domain::guidance(shipped().table, situation, day))
        names += (names.empty() ? "" : " ") + std::string(name_of(one.fallback));
    return names;
}

std::string complaint(std::string_view from, std::string_view to) {
    auto text = base::read_file(kFile).value();
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    const auto guide = config::parse_guidance(text, "g.toml");
    REQUIRE_FALSE(guide.has_value());
    CHECK(guide.error().code == ErrorCode::config_invalid);
    return guide.error().detail;
}

}  // namespace

TEST_CASE("the paper card counts to 1 December 2025 and not a day longer") {
    CHECK(shown(Situation::service_down, {2025, 12, 1}) ==
          "paper_card certificate card_and_notice card_and_portal written_statement");
    CHECK(shown(Situation::service_down, {2025, 12, 2}) ==
          "certificate card_and_notice card_and_portal written_statement");
    for (int i = 0; i < domain::kSituations; ++i) {
        CHECK(shown(static_cast<Situation>(i), {2025, 12, 1}).starts_with("paper_card"));
        CHECK(shown(static_cast<Situation>(i), {2025, 12, 2}).find("paper_card") == std::string::npos);
    }
}

TEST_CASE("certificate and notice begin on 2 December 2024, with the end of new paper cards") {
    CHECK(shown(Situation::service_down, {2024, 12, 1}) == "paper_card card_and_portal written_statement");
    CHECK(shown(Situation::service_down, {2024, 12, 2}).find("certificate card_and_notice") != std::string::npos);
}

TEST_CASE("each situation has what fits it, in the order of the notices") {
    const base::Date now{2026, 11, 24};
    CHECK(shown(Situation::certificate_ended, now) == "certificate written_statement");
    CHECK(shown(Situation::not_registered, now) == "certificate written_statement");
    CHECK(shown(Situation::no_eligibility, now) == "certificate card_and_notice written_statement");
    CHECK(shown(Situation::undelivered, now) == "certificate card_and_notice card_and_portal");
}

TEST_CASE("there is something to show in every situation on every day since the service began") {
    for (int i = 0; i < domain::kSituations; ++i)
        for (int month = 0; month < 12 * 20; ++month)
            for (const int day : {1, 2, 28}) {
                const base::Date date{2021 + (10 + month) / 12, (10 + month) % 12 + 1, day};
                INFO(name_of(static_cast<Situation>(i)) << " " << base::to_yyyymmdd(date));
                REQUIRE_FALSE(shown(static_cast<Situation>(i), date).empty());
            }
}

TEST_CASE("a mistake in the file is named with line and column") {
    CHECK(complaint("2025-12-01\n", "\"soon\"\n").find("'row.until' is not a date") != std::string::npos);
    CHECK(complaint("until = 2025-12-01", "until = 2020-12-01").find("'row.until' is before 'from'") !=
          std::string::npos);
    CHECK(complaint("\"paper_card\"", "\"card_alone\"").find("'row.fallback' has no word 'card_alone'") !=
          std::string::npos);
    CHECK(complaint("\"service_down\", ", "\"rain\", ").find("'row.situations' has no word 'rain'") !=
          std::string::npos);
    CHECK(complaint("from = 2021-10-20\n", "").find("'row.from' is missing") != std::string::npos);
    CHECK(complaint("until =", "till =") == "g.toml:15:1: there is no key 'row.till'");
    CHECK(complaint("[clerk]\n", "[clerk]\nhello = \"x\"\n").find("there is no key 'clerk.hello'") !=
          std::string::npos);
    CHECK(complaint("several = ", "some = ").find("'clerk.situation.several' is missing") != std::string::npos);
    CHECK(complaint("certificate = \"資格確認書\"", "certificate = \"\"")
              .find("'clerk.fallback.certificate' has no text") != std::string::npos);
    CHECK(complaint("[clerk]", "[clerk").starts_with("g.toml:"));
}

TEST_CASE("a file that leaves a situation without an answer for ever is refused") {
    auto text = base::read_file(kFile).value();
    for (auto at = text.find("\"not_valid\""); at != std::string::npos; at = text.find("\"not_valid\"", at))
        text.replace(at, 11, "\"several\"");
    CHECK(config::parse_guidance(text, "g.toml").error().detail.find("'row' has none without an end for 'not_valid'") !=
          std::string::npos);
    CHECK(config::load_guidance("/nonexistent").error().code == ErrorCode::file_unreadable);
    CHECK(config::parse_guidance("", "g.toml").error().detail.find("no table [clerk]") != std::string::npos);
}

TEST_CASE("without a card: the transitional rule ends with March 2026, and each of its papers wants a look-up") {
    const auto on = [](base::Date day) { return domain::guidance(shipped().table, Situation::no_card, day); };
    CHECK(shown(Situation::no_card, {2026, 3, 31}) == "certificate expired_card notice_alone written_statement");
    CHECK(shown(Situation::no_card, {2026, 4, 1}) == "certificate written_statement");
    for (const auto& one : on({2026, 3, 31})) {
        const bool lapsed = one.fallback == Fallback::expired_card || one.fallback == Fallback::notice_alone;
        CHECK(one.needs_lookup == lapsed);
    }
    CHECK(complaint("needs_lookup = true\n", "").find("'row.needs_lookup' is false") != std::string::npos);
}

TEST_CASE("all from 85 were sent a certificate since August 2026: told, and nobody else is left out") {
    const auto on = [](base::Date day) { return domain::guidance(shipped().table, Situation::no_card, day).front(); };
    CHECK(on({2026, 7, 31}) == domain::Counted{Fallback::certificate});
    CHECK(on({2026, 8, 1}) == domain::Counted{Fallback::certificate, false, 85, 0});
    CHECK(complaint("age_from = 85", "age_from = 85\nage_to = 80").find("'row.age_to' is below 'age_from'") !=
          std::string::npos);
    CHECK(complaint("age_from = 85", "age_from = -1").find("below 0") != std::string::npos);
}

TEST_CASE("past its review date a row still counts, and is overdue") {
    CHECK(domain::overdue(shipped().table, {2027, 6, 30}).empty());
    const auto late = domain::overdue(shipped().table, {2027, 7, 1});
    REQUIRE(late.size() == 1);
    CHECK(late.front().age_from == 85);
    CHECK(shown(Situation::no_card, {2027, 7, 1}) == "certificate written_statement");
}

TEST_CASE("guidance of before knows no papers without a card: it is taken, and that way is not offered") {
    auto text = base::read_file(kFile).value();
    for (const std::string_view gone : {", \"no_card\"", "no_card = ", "expired_card = ", "notice_alone = "})
        for (auto at = text.find(gone); at != std::string::npos; at = text.find(gone))
            text.erase(at, gone.starts_with(',') ? gone.size() : text.find('\n', at) + 1 - at);
    for (auto at = text.find("situations = [\"no_card\"]"); at != std::string::npos;
         at = text.find("situations = [\"no_card\"]"))
        text.erase(text.rfind("[[row]]", at), text.find('\n', at) + 1 - text.rfind("[[row]]", at));
    const auto guide = config::parse_guidance(text, "g.toml");
    INFO((guide ? "" : guide.error().detail));
    REQUIRE(guide.has_value());
    CHECK(domain::guidance(guide->table, Situation::no_card, {2026, 11, 24}).empty());
    CHECK_FALSE(guide->words.steps.back().empty());
}
