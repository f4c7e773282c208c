// SPDX-License-Identifier: Apache-2.0
#include "tools/card/report.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "tools/card/advice.hpp"
#include "tools/card/checks.hpp"
#include "tools/card/finding_words.hpp"
#include "tools/card/jp2.hpp"
#include "tools/card/kind.hpp"

using namespace uketsuke;
using namespace uketsuke::tools::card;
using base::ErrorCode;

TEST_CASE("only problems decide the exit code, and the first of them does") {
    Report report{"doctor", {ok("daemon", "It answers."), warning("pin", ErrorCode::pin_unusable, "It is blocked.")}};
    CHECK(report.exit() == kFine);
    report.findings.push_back(problem("card", ErrorCode::card_busy, "It is held."));
    report.findings.push_back(problem("chain", ErrorCode::certificate_untrusted, "Another CA."));
    CHECK(report.exit() == kNotAllowed);
    CHECK(as_text(report).find("2 problems, 1 warning. Exit code 5.") != std::string::npos);
}

TEST_CASE("the doctor names a clock that stands before the day of the build, and says nothing of one that is right") {
    const auto built = base::parse_iso8601("2026-11-01T00:00:00Z").value();
    const auto found = [&](const char* now, std::optional<std::string> today = {}) {
        Task task;
        task.machine.now = base::parse_iso8601(now).value();
        task.options.today = std::move(today);
        Findings findings;
        task.machine.built = built;
        check_clock(task, findings);
        return findings;
    };
    CHECK(found("2026-11-24T09:00:00+09:00").empty());
    CHECK(found("1970-01-01T09:00:05+09:00", "20261124").empty());
    const auto wrong = found("1970-01-01T09:00:05+09:00");
    REQUIRE(wrong.size() == 1);
    const Report report{"doctor", wrong};
    CHECK(report.exit() == kMachine);
    CHECK(as_text(report).find("083 clock_wrong") != std::string::npos);
}

TEST_CASE("an error is told with the catalogue's number, name and remedy, and with what an engineer does") {
    const Report report{"info", {problem("card", {ErrorCode::card_busy, "SCardConnect 8010000B"})}};
    const auto text = as_text(report);
    CHECK(text.find("The card is in use elsewhere.") != text.npos);  // as on the kiosk's screen
    CHECK(text.find("place it again (SCardConnect 8010000B).\n") != text.npos);
    CHECK(text.find("error 011 card_busy, remedy: wait") != text.npos);
    CHECK(text.find("-> Another program holds the card") != text.npos);
    const auto json = nlohmann::json::parse(as_json(report));
    CHECK(json.at("exit") == 5);
    CHECK(json.at("findings").at(0).at("error") ==
          nlohmann::json({{"number", "011"}, {"name", "card_busy"}, {"remedy", "wait"}}));
    CHECK(json.at("findings").at(0).at("advice").size() == 1);
}

TEST_CASE("facts keep their kind in JSON, and a report of notes has no verdicts in text") {
    const Report report{"info",
                        {note("pin", "3 of 3 left")
                             .with("left", 3)
                             .with("blocked", false)
                             .with("names", std::vector<std::string>{"a", "b"})}};
    CHECK(as_text(report) == "pin  3 of 3 left\n");
    const auto facts = nlohmann::json::parse(as_json(report)).at("findings").at(0).at("facts");
    CHECK(facts == nlohmann::json({{"left", 3}, {"blocked", false}, {"names", {"a", "b"}}}));
}

TEST_CASE("every exit code has its line, and every error that a card, reader or file can cause has a class") {
    std::set<int> seen;
    for (const auto& line : exit_codes()) CHECK(seen.insert(line.exit).second);
    for (int i = 0; i < static_cast<int>(seen.size()); ++i) CHECK(seen.count(i) == 1);
    for (const auto& line : base::error_catalogue()) {
        CAPTURE(line.name);
        CHECK(seen.count(exit_of(line.code)) == 1);
        const bool ours = line.name.starts_with("card_") || line.name.starts_with("reader_") ||
                          line.name.starts_with("record_") || line.name.starts_with("certificate_") ||
                          line.name.starts_with("daemon_");
        if (ours && line.code != ErrorCode::certificate_unconfirmed) {  // the service's word
            CHECK(exit_of(line.code) != kDefect);
            CHECK_FALSE((exit_of(line.code) != kNotAuthentic && line.code != ErrorCode::reader_denied &&
                         advice_for(line.code).empty()));
        }
    }
}

TEST_CASE("a face-only card is guessed from a blocked PIN and a missing signature certificate") {
    drivers::mynumber::Survey survey;
    survey.signature_certificate = false;
    CHECK(looks_face_only(survey, {0}));
    CHECK_FALSE(looks_face_only(survey, {3}));
    survey.signature_certificate = true;
    CHECK_FALSE(looks_face_only(survey, {0}));
    survey.signature_certificate.reset();
    CHECK_FALSE(looks_face_only(survey, {0}));
}

TEST_CASE("the kind of a card follows its label") {
    const auto kind = [](const char* label) {
        drivers::mynumber::Survey survey;
        survey.present.push_back(&drivers::mynumber::known_applications()[0]);
        survey.label = label;
        return kind_of(survey);
    };
    CHECK(kind("JPKIAPICCTOKEN2").key == "card");
    CHECK(kind("JPKIAPICCTOKEN").key == "juki");
    CHECK_FALSE(kind("JPKIAPICCTOKEN").served);
    CHECK(kind("JPKIAPIOSTOKEN").key == "iphone");
    CHECK(kind("JPKIAPGPSETOKEN").key == "android");
    CHECK(kind("JPKIAPICCTOKEN9").key == "unknown");
    CHECK(kind_of({}).key == "none");
}

TEST_CASE("dates are counted in days") {
    CHECK(days_between({2026, 4, 1}, {2026, 4, 2}) == 1);
    CHECK(days_between({2026, 4, 1}, {2026, 3, 31}) == -1);
    CHECK(days_between({2027, 3, 1}, {2028, 3, 1}) == 366);
    CHECK(iso({2028, 3, 12}) == "2028-03-12");
}

TEST_CASE("a JP2 file tells its size by its header, and anything else does not") {
    const std::string head = "0000000C6A5020200D0A870A00000014667479706A703220000000006A703220";
    const auto jp2 = *base::from_hex(head + "0000001E6A703268000000166968647200000140000000F0000107070000");
    const auto size = jp2_size(jp2);
    REQUIRE(size);
    CHECK(size->width == 240);
    CHECK(size->height == 320);
    for (std::size_t end = 0; end < jp2.size(); ++end) CHECK_FALSE(jp2_size(base::ByteView(jp2).first(end)));
    CHECK_FALSE(jp2_size(*base::from_hex(head + "0000000069686472")));  // a box that says it has no size
    CHECK_FALSE(jp2_size(base::Bytes(64, 0xFF)));
}
