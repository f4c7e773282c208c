// SPDX-License-Identifier: Apache-2.0
// How a report is told: what is wrong decides, each part that is not ready says what to do, paper and JSON say the
// same.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "firmware/base/enumeration.hpp"
#include "firmware/readiness/checklist.hpp"
#include "firmware/readiness/lines.hpp"
#include "firmware/readiness/packed.hpp"

using namespace uketsuke;
using namespace uketsuke::readiness;

namespace {

constexpr base::WallTime kMorning{std::chrono::seconds{1796077800}};  // 2026-12-01 07:30 in Japan

Checklist list_with(Level reader) {
    Checklist list;
    list.on(Part::disk, [] { return Look{Level::soon, "空き 300 MB"}; });
    list.on(Part::reader, [reader] { return Look{reader, "見つかりません"}; });
    list.on(Part::clock, [] { return Look{Level::ready, {}}; });
    return list;
}

}  // namespace

TEST_CASE("only what is wrong makes a kiosk not ready") {
    for (const auto level : base::kValuesOf<Level>)
        CHECK(list_with(level).look(kMorning).ready() == (level != Level::wrong));
    CHECK(Checklist{}.look(kMorning).ready());
}

TEST_CASE("a report has a row for each part, in their order, whoever looked") {
    const auto report = list_with(Level::ready).look(kMorning);
    REQUIRE(report.rows.size() == base::kCountOf<Part>);
    for (std::size_t i = 0; i < report.rows.size(); ++i) CHECK(base::index_of(report.rows[i].part) == i);
    CHECK(report.rows[base::index_of(Part::printer)].look == Look{});
}

TEST_CASE("on paper stands the day, each part that is here, and what to do below those that are not ready") {
    const auto lines = lines_of(list_with(Level::wrong).look(kMorning));
    CHECK(lines ==
          std::vector<std::string>{"点検 2026-12-01 07:30：直すところがあります", "× カードリーダー：見つかりません",
                                   "　→ " + std::string(remedy_of(Part::reader)), "△ ディスクの空き：空き 300 MB",
                                   "　→ " + std::string(remedy_of(Part::disk)), "○ 時計"});
    CHECK(headline_of(list_with(Level::ready).look(kMorning)) == "点検 2026-12-01 07:30：使えます");
}

TEST_CASE("JSON says the same, with a remedy only where something is to be done") {
    const auto json = nlohmann::json::parse(as_json(list_with(Level::wrong).look(kMorning)));
    CHECK(json["at"] == "2026-12-01T07:30:00+09:00");
    CHECK(json["ready"] == false);
    REQUIRE(json["rows"].size() == base::kCountOf<Part>);
    for (const auto& row : json["rows"]) {
        const auto part = base::value_named<Part>(row["part"].get<std::string>());
        REQUIRE(part);
        CHECK(row["name"] == name_of(*part));
        CHECK(row.contains("remedy") == (row["level"] == "soon" || row["level"] == "wrong"));
    }
}

TEST_CASE("what is no UTF-8 does not stop the JSON") {
    Checklist list;
    list.on(Part::disk, [] { return Look{Level::wrong, "\xff"}; });
    CHECK(nlohmann::json::accept(as_json(list.look(kMorning))));
}

TEST_CASE("each part has a name and something to do, and no two are alike") {
    for (const auto one : base::kValuesOf<Part>) {
        CHECK_FALSE(name_of(one).empty());
        CHECK_FALSE(remedy_of(one).empty());
        for (const auto other : base::kValuesOf<Part>)
            if (one != other) CHECK(name_of(one) != name_of(other));
    }
}

TEST_CASE(
    "a report that goes to the desk comes back as it was; what is longer than a line holds is cut between letters") {
    const auto report = list_with(Level::wrong).look(kMorning);
    const auto back = unpack(pack(report), kMorning);
    CHECK(back.at == kMorning);
    CHECK(back.rows == report.rows);
    Report full{kMorning, {}};
    std::string longest;
    for (int i = 0; i < 200; ++i) longest += i == 3 ? "\n" : "あ";
    for (const auto part : base::kValuesOf<Part>) full.put(part, {Level::wrong, longest});
    const auto packed = pack(full);
    CHECK(packed.size() < 5000);  // of 8192 bytes of a line, in which a line's end takes two
    const auto cut = unpack(packed, kMorning);
    REQUIRE(cut.rows.size() == base::kCountOf<Part>);
    for (const auto& row : cut.rows) CHECK(row.look.found.size() > kLongestFound - 3);
    CHECK(cut.rows.front().look.found.starts_with("あああ あ"));
}

TEST_CASE("what is no row of a report is left out") {
    CHECK(unpack("", kMorning).rows.empty());
    CHECK(unpack("no_part ready \nreader no_level x\nreader\n\n", kMorning).rows.empty());
    const auto odd = unpack("disk soon \nreader wrong a b  c", kMorning);
    REQUIRE(odd.rows.size() == 2);
    CHECK(odd.rows.front() == Row{Part::reader, {Level::wrong, "a b  c"}});
}
