// SPDX-License-Identifier: Apache-2.0
// The codes of a staff check, whom they make wait, and what survives a restart.
#include <catch2/catch.hpp>
#include <map>

#include "firmware/reception/counted_staff_gate.hpp"

using namespace uketsuke;
using base::ErrorCode;
using reception::CountedStaffGate;
using reception::PasswordHash;
using namespace std::chrono_literals;

namespace {

/// Cheap, for tests: the strength of the hash is not what they are about.
constexpr int kWeak = 10;
std::string hash_of(const char* code) { return PasswordHash::of(base::Secret(code), kWeak).value().print(); }
const std::string kHash = hash_of("246813");
constexpr domain::CardKey kCard{{1}}, kOther{{2}};

class TwoClocks : public ports::Clock {
public:
    [[nodiscard]] base::MonoTime mono() const override { return mono_; }
    [[nodiscard]] base::WallTime wall() const override { return wall_; }
    void pass(std::chrono::seconds by) {
        mono_ += by;
        wall_ += by;
    }
    void set(const char* wall) { wall_ = base::parse_iso8601(wall).value(); }

private:
    base::MonoTime mono_{};
    base::WallTime wall_ = base::parse_iso8601("2026-11-24T09:00:00+09:00").value();
};

/// Survives its gates, as a disk does; may refuse to write, or lose the power after so many writes.
class Disk : public ports::CounterStore {
public:
    base::Result<std::uint64_t> read(std::string_view name) override { return kept[std::string(name)]; }
    base::Result<void> write(std::string_view name, std::uint64_t value) override {
        if (full) return base::fail(ErrorCode::file_unreadable, "full");
        kept[std::string(name)] = value;
        ++writes;
        return {};
    }
    base::Result<void> write_all(std::span<const Count> counts) override {
        for (const auto& [name, value] : counts)
            if (auto written = write(name, value); !written) return written;
        return {};
    }
    std::map<std::string, std::uint64_t> kept;
    bool full = false;
    int writes = 0;
};

/// Two of the staff, one who has left, and a password of before.
const std::vector<CountedStaffGate::Code>& codes() {
    static const std::vector<CountedStaffGate::Code> all{{"desk-1", kHash, base::Date{2026, 11, 25}},
                                                         {"desk-2", hash_of("135790"), base::Date{2027, 3, 31}},
                                                         {"desk-3", hash_of("864202"), base::Date{2026, 11, 23}},
                                                         {"facility", hash_of("97531086"), {}}};
    return all;
}

struct Bench {
    TwoClocks clock;
    Disk disk;
    std::unique_ptr<CountedStaffGate> gate = start();

    std::unique_ptr<CountedStaffGate> start() {
        auto made = CountedStaffGate::create({codes(), 3, 15min}, disk, clock);
        REQUIRE(made.has_value());
        return std::move(*made);
    }
    void restart() { gate = start(); }
    domain::StaffCheck type(std::string_view code, const domain::CardKey& card = kCard) {
        const auto checked = gate->check(card, base::Secret(code));
        REQUIRE(checked.has_value());
        return *checked;
    }
    void let_wait(const domain::CardKey& card = kCard) {
        for (int i = 0; i < 3; ++i) type("000000", card);
    }
};

using Check = domain::StaffCheck;

}  // namespace

TEST_CASE("a hash knows its password and no other, and is another each time") {
    const auto first = PasswordHash::of(base::Secret("123456"), kWeak).value();
    CHECK(first.matches(base::Secret("123456")));
    for (const auto* wrong : {"123457", "12345", "1234567", "", "000000"})
        CHECK_FALSE(first.matches(base::Secret(wrong)));
    CHECK(PasswordHash::of(base::Secret("123456"), kWeak).value().print() != first.print());
    CHECK(PasswordHash::parse(first.print()).value().matches(base::Secret("123456")));
    CHECK(PasswordHash::of(base::Secret("12345678")).value().print().starts_with("scrypt:15:8:1:"));
}

TEST_CASE("the hash is scrypt as RFC 7914 has it") {
    // Computed once with Python's hashlib.scrypt(b"246810", salt=bytes(range(16)), n=1024, r=8, p=1, dklen=32).
    const auto* known =
        "scrypt:10:8:1:000102030405060708090a0b0c0d0e0f:"
        "a537e6c2bee268dc4f8d7ed5ca7b137a26c0652e33881161abcb03e88ea1e688";
    CHECK(PasswordHash::parse(known).value().matches(base::Secret("246810")));
}

TEST_CASE("a password that cannot be typed, and a text that is no hash, are refused") {
    for (const auto* word : {"12345", "123456789", "12a456", "１２３４５６"})
        CHECK(PasswordHash::of(base::Secret(word), kWeak).error().code == ErrorCode::config_invalid);
    const auto good = kHash;
    for (const auto& text : {std::string(), std::string("scrypt"), good.substr(1), good + "0", good.substr(0, 60),
                             "scrypt:99" + good.substr(9), "scrypt:10:9:1" + good.substr(13), std::string("hunter2")})
        CHECK(PasswordHash::parse(text).error().code == ErrorCode::config_invalid);
}

TEST_CASE("each has a code of their own, and whose it was is told") {
    Bench bench;
    CHECK(bench.gate->available());
    CHECK(bench.type("246813") == Check{true, 3, 0, false, "desk-1"});
    CHECK(bench.type("135790").by == "desk-2");
    CHECK(bench.type("97531086").by == "facility");
    CHECK_FALSE(bench.type("9753108").accepted);
}

TEST_CASE("a code counts on its last day in Japan, and is called expired from then on") {
    Bench bench;
    CHECK(bench.type("864202") == Check{false, 2, 0, true, ""});
    bench.clock.set("2026-11-25T23:59:59+09:00");
    CHECK(bench.type("246813").accepted);
    bench.clock.set("2026-11-26T00:00:00+09:00");
    CHECK(bench.type("246813") == Check{false, 2, 0, true, ""});
    CHECK(bench.type("97531086").accepted);  // has no end
}

TEST_CASE("a code that two have had counts for the one for whom it has not ended") {
    TwoClocks clock;
    Disk disk;
    const auto twice = [&](base::Date first, base::Date second) {
        auto gate = CountedStaffGate::create({{{"a", kHash, first}, {"b", kHash, second}}, 3, 15min}, disk, clock);
        return (*gate)->check(kCard, base::Secret("246813")).value();
    };
    CHECK(twice({2026, 1, 1}, {2027, 1, 1}).by == "b");
    CHECK(twice({2027, 1, 1}, {2026, 1, 1}).by == "a");
}

TEST_CASE("the right code gives the tries back") {
    Bench bench;
    CHECK(bench.type("000000") == Check{false, 2, 0});
    CHECK(bench.type("111111") == Check{false, 1, 0});
    CHECK(bench.type("246813").accepted);
    CHECK(bench.type("000000") == Check{false, 2, 0});
}

TEST_CASE("too many wrong ones make that card wait, longer each time, also for the right one, and no other card") {
    Bench bench;
    bench.type("000000");
    bench.type("000000");
    CHECK(bench.type("000000") == Check{false, 0, 60});
    CHECK(bench.type("246813", kOther).accepted);
    bench.clock.pass(1s);
    CHECK(bench.type("246813") == Check{false, 0, 59});
    bench.clock.pass(58s);
    CHECK(bench.type("246813") == Check{false, 0, 1});
    for (const int wait : {120, 240, 480, 900, 900}) {
        bench.clock.pass(900s);
        CHECK(bench.type("000000") == Check{false, 0, wait});
    }
    bench.clock.pass(900s);
    CHECK(bench.type("246813").accepted);
    CHECK(bench.type("000000") == Check{false, 2, 0});
}

TEST_CASE("a restart gives no try back: nobody knows any more which card it was") {
    Bench bench;
    bench.type("000000");
    bench.restart();
    CHECK(bench.type("000000") == Check{false, 1, 0});
    bench.restart();
    CHECK(bench.type("000000") == Check{false, 0, 60});
    bench.restart();
    CHECK(bench.type("000000") == Check{false, 0, 120});
    bench.restart();
    CHECK(bench.type("000000", kOther).locked_for_s == 120);
    bench.restart();
    CHECK(bench.type("246813").accepted);  // one try each, and it was right
    bench.restart();
    CHECK(bench.type("000000", kOther) == Check{false, 2, 0});
}

TEST_CASE("a crash between counting and comparing costs the try") {
    Bench bench;
    // What a power cut right after the count leaves: the count, and no result of any comparison.
    bench.disk.kept[std::string(reception::kStaffTries)] = 2;
    bench.restart();
    CHECK(bench.type("000000") == Check{false, 0, 60});
}

TEST_CASE("a state of before, locked for all, locks nobody for ever") {
    Bench bench;
    bench.disk.kept[std::string(reception::kStaffTries)] = 5;
    bench.disk.kept["staff_check_locked_at"] = 1'800'000'000;
    bench.restart();
    CHECK(bench.type("246813").accepted);
}

TEST_CASE("the count stands on the disk before anything is compared") {
    Bench bench;
    const int before = bench.disk.writes;
    bench.type("000000");
    CHECK(bench.disk.writes == before + 1);
    CHECK(bench.disk.kept[std::string(reception::kStaffTries)] == 1);
    bench.disk.full = true;
    for (int i = 0; i < 20; ++i)
        CHECK(bench.gate->check(kCard, base::Secret("246813")).error().code == ErrorCode::file_unreadable);
    bench.disk.full = false;
    CHECK(bench.type("000000") == Check{false, 1, 0});  // nothing was compared, nothing was counted
}

TEST_CASE("no date that somebody sets ends a wait") {
    Bench bench;
    bench.let_wait();
    for (const auto* date : {"2016-01-01T00:00:00+09:00", "2026-11-25T00:00:00+09:00"}) {
        bench.clock.set(date);
        CHECK(bench.type("246813").locked_for_s == 60);
    }
    bench.clock.pass(60s);
    CHECK(bench.type("246813").accepted);
}

TEST_CASE("without a code there is no staff check") {
    TwoClocks clock;
    Disk disk;
    const auto gate = CountedStaffGate::create({{}, 5, 15min}, disk, clock);
    REQUIRE(gate.has_value());
    CHECK_FALSE((*gate)->available());
    CHECK((*gate)->check(kCard, base::Secret("000000")).error().code == ErrorCode::internal);
    CHECK(CountedStaffGate::create({{{"a", "0000", {}}}, 5, 15min}, disk, clock).error().code ==
          ErrorCode::config_invalid);
}
