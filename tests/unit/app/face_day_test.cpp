// SPDX-License-Identifier: Apache-2.0
// The day's counts of the face check: whom they count, when staff are told, and what a restart leaves of them.
#include "firmware/app/face_day.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <regex>

#include "firmware/app/face_metrics.hpp"
#include "kiosk_on_fakes.hpp"

using namespace uketsuke;
using app::FaceDay;
using flow::FaceOutcome;

namespace {

constexpr base::Date kToday{2026, 11, 24}, kTomorrow{2026, 11, 25}, kDayAfter{2026, 11, 26};
constexpr double kFifth = 0.2;

struct Counters : ports::CounterStore {
    base::Result<std::uint64_t> read(std::string_view name) override { return values[std::string(name)]; }
    base::Result<void> write(std::string_view name, std::uint64_t value) override {
        const Count count{name, value};
        return write_all({&count, 1});
    }
    base::Result<void> write_all(std::span<const Count> counts) override {
        if (full) return base::fail(base::ErrorCode::file_unreadable, "full");
        for (const auto& [name, value] : counts) values[std::string(name)] = value;
        return {};
    }
    std::map<std::string, std::uint64_t> values;
    bool full = false;
};

struct Journal : ports::AuditSink {
    base::Result<void> append(const domain::AuditRecord& record) override {
        if (down) return base::fail(base::ErrorCode::audit_unwritable);
        records.push_back(record);
        return {};
    }
    base::Result<void> check() override { return {}; }
    std::vector<domain::AuditRecord> records;
    bool down = false;
};

/// "accepted rejected", a letter each: which of them made staff hear of it.
std::vector<int> told_at(Counters& counters, std::string_view people, double above = kFifth) {
    std::vector<int> told;
    for (std::size_t i = 0; i < people.size(); ++i) {
        const auto tell =
            FaceDay(counters, above).count(people[i] == 'r' ? FaceOutcome::rejected : FaceOutcome::accepted);
        REQUIRE(tell);
        if (*tell) told.push_back(static_cast<int>(i) + 1);
    }
    return told;
}

/// Names and numbers of a file in the text exposition format, each metric with its own help and type before it.
std::map<std::string, std::string> parsed(const std::string& text) {
    static const std::regex form(
        "# HELP ([a-z_]+) [^\\n]+\\n# TYPE ([a-z_]+) (counter|gauge)\\n([a-z_]+) ([0-9.]+)\\n");
    std::map<std::string, std::string> metrics;
    std::string rest = text;
    for (std::smatch found; std::regex_search(rest, found, form, std::regex_constants::match_continuous);) {
        CHECK(found[1] == found[2]);
        CHECK(found[1] == found[4]);
        CHECK((found[3] == "counter") == std::string(found[1]).ends_with("_total"));
        CHECK(metrics.emplace(found[1], found[5]).second);
        rest = found.suffix();
    }
    CHECK(rest.empty());
    return metrics;
}

using Fields = std::vector<std::pair<std::string_view, std::string>>;

flow::Visit refused_at_pin() {
    flow::Visit visit;
    visit.state = flow::State::authenticating;
    visit.way = flow::Way::pin;
    visit.face_attempts = 1;
    return visit;
}

std::optional<FaceOutcome> outcome(flow::Visit before) {
    auto now = before;
    now.authentication = domain::Authentication{};
    now.face_attempts = 0;
    return flow::face_outcome(before, now);
}

}  // namespace

TEST_CASE("a right PIN after a refusal says that the face had been the holder's; one without a refusal says nothing") {
    auto visit = refused_at_pin();
    CHECK(outcome(visit) == FaceOutcome::rejected);
    visit.face_attempts = 0;
    CHECK_FALSE(outcome(visit));
    visit.way = flow::Way::face;
    CHECK(outcome(visit) == FaceOutcome::accepted);
    visit.face_attempts = 1;
    CHECK(outcome(visit) == FaceOutcome::accepted);
    for (const auto way : {flow::Way::staff, flow::Way::phone, flow::Way::none}) {
        visit.way = way;
        CHECK_FALSE(outcome(visit));
    }
}

TEST_CASE("a person is counted once, when the service knows who it is") {
    auto before = refused_at_pin();
    CHECK_FALSE(flow::face_outcome(before, before));
    before.authentication = domain::Authentication{};
    CHECK_FALSE(flow::face_outcome(before, before));
}

TEST_CASE("few refusals are no alarm, many are one, and a day has one alarm at most") {
    Counters one, half, many, rare;
    CHECK(told_at(one, "r").empty());
    CHECK(told_at(half, "ar").empty());
    CHECK(told_at(many, "arararar").empty());
    CHECK(told_at(many, "rrrr") == std::vector{1});
    CHECK(told_at(rare, "aaaaaaaaaraaaaaaaaaraaaaaaaaar").empty());
}

TEST_CASE("where nobody wants to be told, nobody is") {
    Counters counters;
    CHECK(told_at(counters, "rrrrrrrrrr", 0).empty());
    CHECK(counters.values["face_rejected"] == 10);
}

TEST_CASE("the journal gets one line a day, with bounds, and the next day begins at nothing") {
    Counters counters;
    Journal journal;
    REQUIRE(FaceDay(counters, kFifth).turn(kToday, &journal));
    CHECK(journal.records.empty());
    told_at(counters, "rraaaaaaaa");
    REQUIRE(FaceDay(counters, kFifth).turn(kToday, &journal));
    CHECK(journal.records.empty());
    REQUIRE(FaceDay(counters, kFifth).turn(kTomorrow, &journal));  // as another program would, after a restart
    REQUIRE(journal.records.size() == 1);
    CHECK(journal.records[0].event == "face_day");
    CHECK(journal.records[0].visit == 0);
    CHECK(journal.records[0].fields == Fields{{"day", "2026-11-24"},
                                              {"accepted", "8"},
                                              {"rejected", "2"},
                                              {"share_at_least", "0.037"},
                                              {"share_at_most", "0.507"}});
    CHECK(told_at(counters, "rr") == std::vector{2});
    CHECK(counters.values["face_accepted"] == 0);
    CHECK(counters.values["face_rejected"] == 2);
}

TEST_CASE("a day on which nobody used the face has no line") {
    Counters counters;
    Journal journal;
    FaceDay day(counters, kFifth);
    REQUIRE(day.turn(kToday, &journal));
    REQUIRE(day.turn(kTomorrow, &journal));
    CHECK(journal.records.empty());
}

TEST_CASE("a line that cannot be written keeps its counts, and a count that cannot be kept is an error") {
    Counters counters;
    Journal journal;
    FaceDay day(counters, kFifth);
    REQUIRE(day.turn(kToday, &journal));
    told_at(counters, "ar");
    journal.down = true;
    CHECK_FALSE(day.turn(kTomorrow, &journal));
    CHECK_FALSE(day.turn(kTomorrow, &journal));
    journal.down = false;
    REQUIRE(day.turn(kTomorrow, &journal));
    REQUIRE(journal.records.size() == 1);
    CHECK(journal.records[0].fields[0].second == "2026-11-24");
    REQUIRE(day.turn(kTomorrow, &journal));
    CHECK(journal.records.size() == 1);
    counters.full = true;
    CHECK_FALSE(day.count(FaceOutcome::rejected));
}

TEST_CASE("with the journal down the days do not mix: the line of the one before waits with its own counts") {
    Counters counters;
    Journal journal;
    FaceDay day(counters, kFifth);
    REQUIRE(day.turn(kToday, &journal));
    told_at(counters, "ar");
    REQUIRE(day.turn(kTomorrow, nullptr));
    told_at(counters, "aaa");
    REQUIRE(day.turn(kDayAfter, nullptr));  // out of service: nobody is counted
    CHECK(journal.records.empty());
    REQUIRE(day.turn(kDayAfter, &journal));
    REQUIRE(journal.records.size() == 2);
    CHECK(journal.records[0].fields[0].second == "2026-11-24");
    CHECK(journal.records[0].fields[2].second == "1");
    CHECK(journal.records[1].fields[0].second == "2026-11-25");
    CHECK(journal.records[1].fields[1].second == "3");
    CHECK(journal.records[1].fields[2].second == "0");
}

TEST_CASE("looks are counted when they end: matched, refused or given up") {
    flow::Visit before, now;
    before.state = flow::State::face_deciding;
    now.state = flow::State::face_refused;
    CHECK(flow::face_attempt(before, now) == flow::FaceAttempt::refused);
    CHECK_FALSE(flow::face_attempt(now, now));
    now.state = flow::State::terminal_challenge;
    CHECK(flow::face_attempt(before, now) == flow::FaceAttempt::matched);
    before.state = flow::State::face_capture;
    now.state = flow::State::choose_identity;
    CHECK_FALSE(flow::face_attempt(before, now));
    now.state = flow::State::face_refused;
    CHECK(flow::face_attempt(before, now) == flow::FaceAttempt::refused);
}

TEST_CASE("the metrics are what the collector reads: each with help, type and one number; totals outlast the day") {
    Counters counters;
    Journal journal;
    FaceDay day(counters, kFifth);
    REQUIRE(day.turn(kToday, &journal));
    REQUIRE(day.count(flow::FaceAttempt::refused));
    REQUIRE(day.count(flow::FaceAttempt::matched));
    told_at(counters, "rraaaaaaaa");
    const auto text = app::face_metrics(*day.counts());
    const auto metrics = parsed(text);
    CHECK(metrics.size() == 10);
    CHECK(metrics.at("uketsuke_face_day_attempts") == "2");
    CHECK(metrics.at("uketsuke_face_day_refusals") == "1");
    CHECK(metrics.at("uketsuke_face_day_accepted_people") == "8");
    CHECK(metrics.at("uketsuke_face_day_false_rejects") == "2");
    CHECK(metrics.at("uketsuke_face_day_false_reject_share_at_least") == "0.0368");
    CHECK(metrics.at("uketsuke_face_day_false_reject_share_at_most") == "0.5069");
    REQUIRE(day.turn(kTomorrow, &journal));
    const auto next = parsed(app::face_metrics(*day.counts()));
    CHECK(next.at("uketsuke_face_day_false_rejects") == "0");
    CHECK(next.at("uketsuke_face_day_false_reject_share_at_most") == "1.0000");  // of nobody nothing is known
    CHECK(next.at("uketsuke_face_false_rejects_total") == "2");
    CHECK(next.at("uketsuke_face_attempts_total") == "2");
}

TEST_CASE("a kiosk puts its metrics out at the start and when they change, and what failed again") {
    Counters counters;
    FaceDay day(counters, kFifth);
    test::KioskOnFakes played({}, {}, &day);
    auto& put = played.world.metrics;
    played.run(std::chrono::seconds{3});
    REQUIRE(put.size() == 1);
    CHECK(parsed(put[0]).at("uketsuke_face_day_attempts") == "0");
    played.world.metrics_full = true;
    played.world.matches = false;
    played.to_choice();
    played.tap(flow::Action::choose_face);
    REQUIRE(played.reach(flow::State::face_refused));
    played.run(std::chrono::seconds{2});
    REQUIRE(put.size() == 1);
    played.world.metrics_full = false;
    played.run(std::chrono::seconds{2});
    REQUIRE(put.size() == 2);
    CHECK(parsed(put[1]).at("uketsuke_face_day_refusals") == "1");
}

TEST_CASE("a kiosk counts its patients, tells the desk once and writes the day down after midnight") {
    Counters counters;
    FaceDay day(counters, kFifth);
    test::KioskOnFakes played({}, {}, &day);
    for (int i = 0; i < 3; ++i) {
        played.world.matches = false;
        played.to_choice();
        played.tap(flow::Action::choose_face);
        REQUIRE(played.reach(flow::State::face_refused));
        played.tap(flow::Action::choose_pin);
        played.type(played.world.right_pin);
        played.tap(flow::Action::confirm);
        REQUIRE(played.reach(flow::State::consent));
        played.remove();
        REQUIRE(played.reach(flow::State::idle));
        played.world.card_id = "card " + std::to_string(i);
    }
    CHECK(counters.values["face_rejected"] == 3);
    CHECK(played.world.alerts == 1);
    played.time.set_wall(played.time.wall() + std::chrono::days{1});
    played.run(std::chrono::seconds{5});
    const auto& records = played.world.records;
    CHECK(std::count_if(records.begin(), records.end(),
                        [](const domain::AuditRecord& record) { return record.event == "face_day"; }) == 1);
    CHECK(counters.values["face_rejected"] == 0);
}
