// SPDX-License-Identifier: Apache-2.0
// The journal's end held against the counters, its signatures, and what a power cut leaves behind it.
#include <sys/stat.h>

#include "drivers/store/file_counter_store.hpp"
#include "files_support.hpp"
#include "firmware/audit/journal.hpp"
#include "firmware/audit/journal_anchor.hpp"
#include "firmware/audit/verify_journal.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using base::ErrorCode;

namespace {

using Store = drivers::store::FileCounterStore;

/// A kiosk's state folder and journal, over several starts.
struct Kiosk {
    Scratch scratch;
    fs::path file = scratch.path / "audit.jsonl", counters = scratch.path / "counters";
    fs::path private_key = scratch.path / "journal.key", public_key = scratch.path / "journal.pub";

    struct Run {
        std::unique_ptr<Store> store;
        audit::JournalKey key;
        std::unique_ptr<audit::FileJournal> journal;
        void record(int records, std::uint32_t visit = 1) const {
            for (int i = 0; i < records; ++i) REQUIRE(journal->append({"pin_wrong", visit, {}}).has_value());
        }
    };
    [[nodiscard]] std::unique_ptr<Run> start() const {
        auto key = audit::JournalKey::take_up(private_key, public_key);
        REQUIRE(key.has_value());
        std::unique_ptr<Run> run(new Run{Store::create(counters).value(), std::move(*key), nullptr});
        auto journal = audit::FileJournal::create(file, kClock, {run->store.get(), &run->key});
        INFO((journal ? "" : journal.error().detail));
        REQUIRE(journal.has_value());
        run->journal = std::move(*journal);
        return run;
    }
    [[nodiscard]] audit::JournalCheck verify() const {
        const auto key = audit::PublicKey::load(public_key);
        REQUIRE(key.has_value());
        return audit::verify_journal(file, &*key).value();
    }
    [[nodiscard]] std::vector<std::string> lines() const { return lines_of(read(file)); }
};

bool has(const std::string& line, std::string_view words) { return line.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("each record is signed, and whoever can write the file cannot forge one") {
    const Kiosk kiosk;
    kiosk.start()->record(3);
    const auto right = kiosk.verify();
    CHECK(right.records == 3);
    CHECK(right.signed_records == 3);
    CHECK_FALSE(right.first_bad_line);
    struct stat status {};
    REQUIRE(::stat(kiosk.private_key.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);

    SECTION("written anew without signatures") {
        fs::remove(kiosk.file);
        const auto forged = audit::FileJournal::create(kiosk.file, kClock).value();
        REQUIRE(forged->append({"pin_wrong", 1, {}}).has_value());
        CHECK(kiosk.verify().signed_records == 0);
    }
    SECTION("written anew with another key") {
        fs::remove(kiosk.file);
        const auto other =
            audit::JournalKey::take_up(kiosk.scratch.path / "other.key", kiosk.scratch.path / "other.pub").value();
        const auto forged = audit::FileJournal::create(kiosk.file, kClock, {nullptr, &other}).value();
        REQUIRE(forged->append({"pin_wrong", 1, {}}).has_value());
        CHECK(kiosk.verify().first_bad_line == 1);
    }
    SECTION("gone on with unsigned") {
        const auto forged = audit::FileJournal::create(kiosk.file, kClock).value();
        REQUIRE(forged->append({"pin_wrong", 1, {}}).has_value());
        CHECK(kiosk.verify().first_bad_line == 4);
    }
    SECTION("any digit of a signature changed") {
        auto text = read(kiosk.file);
        const auto at = text.rfind("\"sig\":\"") + 7;
        text[at + 50] = text[at + 50] == '0' ? '1' : '0';
        write(kiosk.file, text);
        CHECK(kiosk.verify().first_bad_line == 3);
    }
}

TEST_CASE("a journal that was moved away while the kiosk was off goes on with the chain, and somebody is told") {
    const Kiosk kiosk;
    kiosk.start()->record(3, 7);
    const auto before = kiosk.verify();
    fs::rename(kiosk.file, kiosk.scratch.path / "away.jsonl");
    {
        const auto run = kiosk.start();
        CHECK(run->journal->disagrees());
        CHECK(run->journal->last_visit() == 7);
        run->record(1, 8);
    }
    const auto lines = kiosk.lines();
    REQUIRE(lines.size() == 3);
    CHECK(has(lines[0], R"("n":4,)"));
    CHECK(has(lines[0], R"("event":"journal_reopened")"));
    CHECK(has(lines[1], R"("event":"journal_disagrees","fields":{"how":"missing"})"));
    CHECK(kiosk.verify().follows == before.head);
    CHECK_FALSE(kiosk.verify().first_bad_line);
    CHECK_FALSE(kiosk.start()->journal->disagrees());  // told once
}

TEST_CASE("a journal that is not the one that the counters know is gone on with, recorded and told") {
    const Kiosk kiosk;
    kiosk.start()->record(5);
    const auto text = read(kiosk.file);
    std::string how;
    SECTION("cut") {
        auto lines = kiosk.lines();
        lines.resize(2);
        write(kiosk.file, joined(lines));
        how = "shorter";
    }
    SECTION("older counters") {
        const auto old = read(kiosk.counters);
        kiosk.start()->record(4);
        write(kiosk.counters, old);
        how = "longer";
    }
    SECTION("another end of the same length") {
        auto lines = kiosk.lines();
        lines.pop_back();
        const auto counters = read(kiosk.counters);
        write(kiosk.file, joined(lines));
        {
            const auto store = Store::create(kiosk.counters).value();
            const auto last = audit::end_of_journal(kiosk.file)->last.value();
            REQUIRE(audit::write_anchor(*store, {last.number, last.session, last.hash}).has_value());
        }
        kiosk.start()->record(1, 9);
        write(kiosk.counters, counters);
        how = "other";
    }
    SECTION("written anew by somebody without the key") {
        fs::remove(kiosk.file);
        const auto forged = audit::FileJournal::create(kiosk.file, kClock).value();
        for (int i = 0; i < 5; ++i) REQUIRE(forged->append({"pin_wrong", 1, {}}).has_value());
        how = "signature";
    }
    {
        const auto run = kiosk.start();
        CHECK(run->journal->disagrees());
        run->record(1);
    }
    CHECK(has(kiosk.lines().at(kiosk.lines().size() - 2), R"("event":"journal_disagrees","fields":{"how":")" + how));
    CHECK_FALSE(kiosk.start()->journal->disagrees());
}

TEST_CASE("a power cut between a line and its note is no disagreement") {
    const Kiosk kiosk;
    kiosk.start()->record(2);
    const auto before = read(kiosk.counters);
    kiosk.start()->record(1);
    write(kiosk.counters, before);
    CHECK_FALSE(kiosk.start()->journal->disagrees());
}

TEST_CASE("a journal of before there were signatures is taken up once and kept as a copy") {
    const Kiosk kiosk;
    {
        const auto old = audit::FileJournal::create(kiosk.file, kClock).value();
        for (int i = 0; i < 3; ++i) REQUIRE(old->append({"pin_wrong", 4, {}}).has_value());
    }
    const auto text = read(kiosk.file);
    {
        const auto run = kiosk.start();
        CHECK_FALSE(run->journal->disagrees());
        CHECK(run->journal->last_visit() == 4);
        run->record(1, 5);
    }
    kiosk.start()->record(1, 6);
    CHECK(read(kiosk.file.string() + ".unsigned") == text);
    CHECK(read(kiosk.file).starts_with(text));
    CHECK(has(kiosk.lines().at(3), R"("event":"journal_taken_up")"));
    const auto check = kiosk.verify();
    CHECK(check.records == 6);
    CHECK(check.signed_records == 3);
    CHECK_FALSE(check.first_bad_line);
}

TEST_CASE("what a power cut leaves behind the last line is cut off, kept aside and recorded, whatever it is") {
    const Kiosk kiosk;
    kiosk.start()->record(2, 4);
    const auto text = read(kiosk.file);
    const auto torn = GENERATE(std::string(20000, '\0'), std::string(20000, '\0') + "\n", std::string(1, '\0'),
                               std::string("\n"), std::string("\n\n\0\n", 4), std::string(200000, '\n'),
                               std::string(R"({"n":3,"time":"2026)"), std::string(R"({"n":3,"time":"2026)") + "\n",
                               std::string(70000, 'x') + "\n" + std::string(70000, '\0'));
    write(kiosk.file, text + torn);
    const auto run = kiosk.start();
    CHECK_FALSE(run->journal->disagrees());
    CHECK(run->journal->last_visit() == 4);
    CHECK(run->journal->check().has_value());
    run->record(1, 5);
    CHECK(kiosk.verify().records == 4);
    CHECK_FALSE(kiosk.verify().first_bad_line);
    CHECK(
        has(kiosk.lines().at(2), R"("event":"journal_torn","fields":{"bytes":")" + std::to_string(torn.size()) + "\""));
    CHECK(read(kiosk.file.string() + ".torn-3") == torn);
}

TEST_CASE("a journal whose end was lost to a power cut too goes on, and the loss is told") {
    const Kiosk kiosk;
    kiosk.start()->record(3);
    const auto size = fs::file_size(kiosk.file);
    SECTION("its last line") {
        auto text = read(kiosk.file);
        for (auto at = text.rfind('\n', size - 2) + 1; at < size; ++at) text[at] = '\0';
        write(kiosk.file, text);
    }
    SECTION("all of it") { write(kiosk.file, std::string(size, '\0')); }
    const auto run = kiosk.start();
    CHECK(run->journal->disagrees());
    run->record(1);
    CHECK_FALSE(kiosk.verify().first_bad_line);
    CHECK(has(read(kiosk.file), "journal_torn"));
}

TEST_CASE("on a full disk a torn journal is opened, says so, and loses nothing") {
    const Kiosk kiosk;
    kiosk.start()->record(2);
    const auto torn = std::string(20000, '\0');
    write(kiosk.file, read(kiosk.file) + torn);
    std::unique_ptr<Kiosk::Run> run;
    {
        const FullDisk full(15000);
        run = kiosk.start();
        CHECK_FALSE(run->journal->append({"pin_wrong", 1, {}}).has_value());
        CHECK(fs::file_size(kiosk.file) > torn.size());
    }
    run->record(1);
    CHECK(kiosk.verify().records == 4);
    CHECK(read(kiosk.file.string() + ".torn-3") == torn);
}

TEST_CASE("a line whose end cannot be noted stops the journal until it can") {
    const Kiosk kiosk;
    const auto run = kiosk.start();
    run->record(1);
    const auto aside = kiosk.scratch.path / "aside";
    fs::rename(kiosk.counters, aside);
    fs::create_directory(kiosk.counters);  // nothing can be set in its place
    CHECK(run->journal->append({"pin_wrong", 1, {}}).has_value());
    CHECK_FALSE(run->journal->check().has_value());
    CHECK_FALSE(run->journal->append({"pin_wrong", 1, {}}).has_value());
    fs::remove(kiosk.counters);
    fs::rename(aside, kiosk.counters);
    CHECK(run->journal->check().has_value());
    run->record(1);
    CHECK(kiosk.verify().records == 3);
    CHECK(audit::read_anchor(*Store::create(kiosk.counters).value())->number == 3);
}
