// SPDX-License-Identifier: Apache-2.0
// Every guard of the rows against its truth table, whole, and each of its conditions alone.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <map>
#include <set>

#include "tests/flow/guard_tables.hpp"

using namespace uketsuke;
using namespace uketsuke::flow;

namespace {

/// The guards as the rows have them, by name; the one without a name always holds.
const std::map<std::string_view, Guard>& guards_of_rows() {
    static const auto all = [] {
        std::map<std::string_view, Guard> guards;
        for (const auto& row : transitions())
            if (row.guard.holds != nullptr) guards.emplace(row.guard.name, row.guard);
        return guards;
    }();
    return all;
}

Moment turned(const GuardTable& table, Turned which) {
    auto moment = table.at;
    for (std::size_t i = 0; i < table.conditions.size(); ++i)
        if ((which >> i & 1U) != 0) table.conditions[i].turn(moment);
    return moment;
}

/// The truth table: what the guard says to each set of turned conditions.
std::vector<bool> outcomes(const GuardTable& table, bool (*holds)(const Visit&, const Event&)) {
    std::vector<bool> all;
    for (Turned which = 0; which < 1U << table.conditions.size(); ++which) {
        const auto moment = turned(table, which);
        all.push_back(holds(moment.visit, moment.event));
    }
    return all;
}

/// Somewhere in the table turning this condition, and nothing else, changes the outcome.
bool decides(const std::vector<bool>& outcomes, std::size_t condition) {
    const auto bit = std::size_t{1} << condition;
    for (std::size_t which = 0; which < outcomes.size(); ++which)
        if ((which & bit) == 0 && outcomes[which] != outcomes[which | bit]) return true;
    return false;
}

/// What differs between a guard and its table, a sentence each.
std::vector<std::string> complaints(const GuardTable& table, bool (*holds)(const Visit&, const Event&)) {
    std::vector<std::string> all;
    const auto said = outcomes(table, holds);
    for (Turned which = 0; which < said.size(); ++which) {
        if (said[which] == table.holds(which)) continue;
        auto complaint = fmt::format("guard \"{}\" says {} with these turned:", table.guard, said[which]);
        for (std::size_t i = 0; i < table.conditions.size(); ++i)
            if ((which >> i & 1U) != 0) complaint += fmt::format(" [{}]", table.conditions[i].what);
        all.push_back(complaint);
    }
    for (std::size_t i = 0; i < table.conditions.size(); ++i)
        if (!decides(said, i))
            all.push_back(
                fmt::format("guard \"{}\": [{}] alone changes nothing", table.guard, table.conditions[i].what));
    return all;
}

}  // namespace

TEST_CASE("every guard of the rows has its truth table") {
    std::set<std::string_view> tabled;
    for (const auto& table : guard_tables()) tabled.insert(table.guard);
    for (const auto& [name, guard] : guards_of_rows())
        if (tabled.count(name) == 0)
            FAIL_CHECK(guard.place.file << ":" << guard.place.line << ": the guard \"" << name
                                        << "\" has no truth table: write one in tests/flow/guard_tables.cpp");
    for (const auto& name : tabled) {
        INFO("a table without a guard: " << name);
        CHECK(guards_of_rows().count(name) == 1);
    }
}

TEST_CASE("two guards never share a name") {
    for (const auto& row : transitions()) {
        if (row.guard.holds == nullptr) continue;
        INFO(row.guard.name);
        CHECK(!row.guard.name.empty());
        CHECK(guards_of_rows().at(row.guard.name).holds == row.guard.holds);
    }
}

TEST_CASE("each condition of each guard alone changes the outcome, and the whole truth table is as written") {
    std::size_t conditions = 0, entries = 0;
    const auto tables = guard_tables();
    for (const auto& table : tables) {
        const auto guard = guards_of_rows().find(table.guard);
        if (guard == guards_of_rows().end()) continue;
        for (const auto& complaint : complaints(table, guard->second.holds)) FAIL_CHECK(complaint);
        conditions += table.conditions.size();
        entries += std::size_t{1} << table.conditions.size();
    }
    std::printf("guards: %zu, tables: %zu, conditions that decide alone: %zu, lines of the tables: %zu\n",
                guards_of_rows().size(), tables.size(), conditions, entries);
    CHECK(entries > 500);
}

TEST_CASE("a condition that a guard lost, or that decides nothing, is found out") {
    GuardTable table{"made up",
                     {Visit{}, Tap{Action::confirm}},
                     {{"three digits", [](Moment& m) { m.visit.pin_digits = 3; }},
                      {"accompanied", [](Moment& m) { m.visit.accompanied = true; }}},
                     [](Turned turned) { return turned == 0; }};
    table.at.visit.pin_digits = 4;
    CHECK(complaints(table, [](const Visit& s, const Event&) { return s.pin_digits == 4 && !s.accompanied; }).empty());
    CHECK(complaints(table, [](const Visit& s, const Event&) { return s.pin_digits == 4; }).size() == 2);
    CHECK(complaints(table, [](const Visit& s, const Event&) { return s.pin_digits == 4 || !s.accompanied; }).size() ==
          2);
}
