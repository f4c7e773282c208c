// SPDX-License-Identifier: Apache-2.0
// Days, random walks and the fault matrix on the virtual rig: the same for the same seed, and nothing that must not be.
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <ctime>
#include <filesystem>

#include "firmware/base/log.hpp"
#include "sim/crowd/day.hpp"
#include "sim/fuzz/fuzz.hpp"
#include "sim/matrix/matrix.hpp"
#include "sim/rig/virtual_rig.hpp"

using namespace uketsuke;

namespace {

const sim::People& people() {
    static const auto all = sim::Cast::load({}).value();
    return all;
}

/// Thousands of kiosks would say what is wrong with them.
struct Quiet {
    Quiet() { base::set_log_level(base::LogLevel::quiet); }
    ~Quiet() { base::set_log_level(base::LogLevel::warning); }
};

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// A kiosk that stays, and whoever stands beside it.
struct Clinic {
    Clinic() {
        auto made = sim::VirtualRig::create({.start = base::parse_iso8601("2026-11-24T09:00:00+09:00").value(),
                                             .paths = {},
                                             .folder = folder.path(),
                                             .cast = people()});
        REQUIRE(made);
        rig = std::move(*made);
        player.emplace(*rig, sim::Player::Options{.people = {sim::Paths{}.people}});
        overseer.emplace(*rig);
    }
    void spend(int patients, std::uint32_t seed) {
        const auto problems = sim::spend_day(*rig, *player, *overseer, sim::card_holders(people()->people),
                                             {patients, seed, std::chrono::seconds{100}});
        for (const auto& problem : problems) UNSCOPED_INFO(problem);
        CHECK(problems.empty());
        CHECK(overseer->complaints() == std::set<std::string>{});
    }
    const sim::TemporaryFolder folder{sim::TemporaryFolder::Where::memory};
    std::unique_ptr<sim::VirtualRig> rig;
    std::optional<sim::Player> player;
    std::optional<sim::Overseer> overseer;
};

long resident_kb() {
    long pages = 0, resident = 0;
    auto* file = std::fopen("/proc/self/statm", "re");
    REQUIRE(file != nullptr);
    const int read = std::fscanf(file, "%ld %ld", &pages, &resident);
    std::fclose(file);
    REQUIRE(read == 2);
    return resident * 4;
}

std::ptrdiff_t descriptors() { return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {}); }

std::ptrdiff_t files_in(const std::filesystem::path& folder) {
    return std::distance(std::filesystem::recursive_directory_iterator(folder), {});
}

}  // namespace

TEST_CASE("the same seed gives the same trace, byte for byte") {
    const Quiet quiet;
    std::size_t bytes = 0;
    std::set<std::string> different;
    for (std::uint32_t seed = 1; seed <= 100; ++seed) {
        sim::Trace first, again;
        REQUIRE(sim::walk(seed, 25, people(), &first));
        REQUIRE(sim::walk(seed, 25, people(), &again));
        INFO("seed " << seed);
        REQUIRE(first.text() == again.text());
        bytes += first.text().size();
        different.insert(first.text());
    }
    std::printf("determinism: 100 seeds twice, %zu bytes of trace, %zu different\n", bytes, different.size());
    CHECK(different.size() == 100);
}

TEST_CASE("random people, fingers, faults and clocks break nothing") {
    const Quiet quiet;
    int steps = 0, fired = 0;
    for (std::uint32_t seed = 5000; seed < 5100; ++seed) {
        const auto walked = sim::walk(seed, 60, people());
        REQUIRE(walked);
        INFO("uketsuke-sim fuzz --seed " << seed << " --lines 60");
        CHECK(walked->complaints == std::set<std::string>{});
        steps += walked->steps;
        fired += walked->fired;
    }
    std::printf("fuzz: 100 kiosks, %d steps of the flow, %d faults met and mended\n", steps, fired);
    CHECK(fired > 50);
}

TEST_CASE("what breaks is shrunk to what it takes") {
    const Quiet quiet;
    // Nothing mends the reader: it is not ready at the end.
    const sim::Lines lines{"version 2", "rig virtual",      "card hanako", "look hanako", "insert",
                           "wait 1s",   "fault reader off", "wait 5s",     "remove",      "wait 600s"};
    const auto walked = sim::replay(lines, people());
    REQUIRE(walked);
    REQUIRE(walked->complaints.size() == 1);
    const auto small = sim::shrunk(lines, *walked->complaints.begin(), 100, people());
    CHECK(small == sim::Lines{"version 2", "rig virtual", "fault reader off", "remove", "wait 600s"});
}

TEST_CASE("a clinic's day of 300 patients") {
    const Quiet quiet;
    Clinic clinic;
    const auto began = processor_seconds();
    clinic.spend(300, 1);
    const auto took = processor_seconds() - began;
    std::printf(
        "day: 300 patients, %d visits, %d results, %d steps, %.1f s of one core, %.0f sessions a minute of it\n",
        clinic.overseer->visits(), clinic.overseer->results(), clinic.overseer->steps(), took,
        clinic.overseer->visits() / took * 60);
    CHECK(clinic.overseer->visits() > 270);  // some cards are refused before they are read
    CHECK(clinic.overseer->results() > 100);
}

TEST_CASE("a month of a clinic of 300 patients a day: memory, descriptors and files stay flat", "[.long]") {
    const Quiet quiet;
    Clinic clinic;
    long settled = 0;
    std::ptrdiff_t open = 0, files = 0;
    for (int day = 1; day <= 25; ++day) {
        clinic.spend(300, static_cast<std::uint32_t>(day));
        for (const auto& result : std::filesystem::directory_iterator(clinic.rig->results()))
            std::filesystem::remove(result);  // the clinic's program fetches them
        if (day == 3) settled = resident_kb(), open = descriptors(), files = files_in(clinic.folder.path());
    }
    std::printf(
        "month: %d visits, %d results; memory %ld KB after 3 days and %ld KB after 25, descriptors %td and %td, "
        "files %td and %td\n",
        clinic.overseer->visits(), clinic.overseer->results(), settled, resident_kb(), open, descriptors(), files,
        files_in(clinic.folder.path()));
    CHECK(resident_kb() < settled + settled / 10);
    CHECK(descriptors() <= open);  // fewer, once fonts that nobody shows any more are closed
    CHECK(files_in(clinic.folder.path()) <= files + 1);
}

namespace {

void play_matrix(int every, int first) {
    const Quiet quiet;
    const auto cells = sim::play_matrix({.scenarios = SCENARIOS, .jobs = 2, .every = every, .first = first});
    REQUIRE(cells);
    std::printf("%s", sim::matrix_text(*cells).c_str());
    CHECK(sim::broken_cells(*cells) == 0);
}

}  // namespace

TEST_CASE("a part of the fault matrix: every state, and every fault in some of them") { play_matrix(7, 0); }

TEST_CASE("the whole fault matrix", "[.long]") { play_matrix(1, 0); }
