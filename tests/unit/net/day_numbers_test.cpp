// SPDX-License-Identifier: Apache-2.0
#include "firmware/reception/day_numbers.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "drivers/store/file_counter_store.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using reception::DayNumbers;

namespace {

struct Time : ports::Clock {
    base::WallTime now{};
    [[nodiscard]] base::MonoTime mono() const override { return {}; }
    [[nodiscard]] base::WallTime wall() const override { return now; }
    void set(const std::string& day) { now = base::parse_iso8601(day + "T09:15:00+09:00").value(); }
};

/// A disk that outlives the program, and may be full.
struct Disk : ports::CounterStore {
    explicit Disk(const std::filesystem::path& file) : store(drivers::store::FileCounterStore::create(file).value()) {}
    base::Result<std::uint64_t> read(std::string_view name) override { return store->read(name); }
    base::Result<void> write(std::string_view name, std::uint64_t value) override { return store->write(name, value); }
    base::Result<void> write_all(std::span<const Count> counts) override {
        if (full) return base::fail(base::ErrorCode::file_unreadable, "full");
        return store->write_all(counts);
    }
    std::unique_ptr<drivers::store::FileCounterStore> store;
    bool full = false;
};

struct Desk {
    test::Scratch scratch;
    Time clock;
    std::unique_ptr<Disk> disk;
    std::unique_ptr<DayNumbers> numbers;
    int people = 0;

    explicit Desk(const char* first = "{1}") {
        clock.set("2026-11-24");
        start(first);
    }
    /// Also anew, after a power cut.
    void start(const char* first) {
        numbers.reset();
        disk = std::make_unique<Disk>(scratch.path / "counters");
        numbers = DayNumbers::create(
                      first, [](std::string_view person) { return std::string(person); }, *disk, clock)
                      .value();
    }
    std::string next() { return numbers->number_for("person " + std::to_string(++people)).value(); }
};

}  // namespace

TEST_CASE("numbers count up, and begin anew each day in Japan") {
    Desk desk;
    CHECK(desk.next() == "1");
    CHECK(desk.next() == "2");
    desk.clock.now = base::parse_iso8601("2026-11-24T23:59:59+09:00").value();
    CHECK(desk.next() == "3");
    desk.clock.now += std::chrono::seconds(1);
    CHECK(desk.next() == "1");
}

TEST_CASE("a number looks as the settings say, and grows when it must") {
    Desk desk("A-{098}");
    CHECK(desk.next() == "A-098");
    CHECK(desk.next() == "A-099");
    CHECK(desk.next() == "A-100");
    desk.start("{9}");
    CHECK(desk.next() == "12");
    desk.start("");
    CHECK(desk.next().empty());
    for (const char* none : {"A", "A{}", "A{x1}", "{1}A", "{1"})
        CHECK(DayNumbers::create(none, {}, *desk.disk, desk.clock).error().code == base::ErrorCode::config_invalid);
}

TEST_CASE("the same person keeps the number on the day, and none of the next day") {
    Desk desk;
    CHECK(desk.numbers->number_for("somebody").value() == "1");
    CHECK(desk.next() == "2");
    CHECK(desk.numbers->number_for("somebody").value() == "1");
    desk.clock.set("2026-11-25");
    CHECK(desk.next() == "1");
    CHECK(desk.numbers->number_for("somebody").value() == "2");
}

TEST_CASE("a restart gives no number twice") {
    Desk desk;
    CHECK(desk.next() == "1");
    desk.start("{1}");
    CHECK(desk.next() == "2");
}

TEST_CASE("a number that cannot be kept is not given, and not skipped afterwards") {
    Desk desk;
    desk.disk->full = true;
    CHECK(desk.numbers->number_for("somebody").error().code == base::ErrorCode::file_unreadable);
    desk.disk->full = false;
    CHECK(desk.numbers->number_for("somebody").value() == "1");
}

TEST_CASE("whatever the clock says, no day gets a number twice") {
    Desk desk;
    std::map<std::string, std::set<std::string>> given;
    const auto give = [&](const std::string& day, int times) {
        desk.clock.set(day);
        for (int i = 0; i < times; ++i) {
            const auto number = desk.next();
            INFO(day << " " << number);
            CHECK(given[day].insert(number).second);
        }
    };
    give("2026-11-24", 5);
    give("2027-01-01", 2);  // somebody set it
    give("2026-11-24", 3);  // and back
    desk.start("{1}");
    give("2026-11-25", 1);
    give("2026-11-24", 1);
    give("2027-01-01", 4);
    give("2026-11-25", 2);
    give("2027-01-02", 1);
    CHECK(given["2027-01-02"].contains("1"));
}
