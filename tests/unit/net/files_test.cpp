// SPDX-License-Identifier: Apache-2.0
// Journal, result folder and counters, on a disk that fails.
#include <fcntl.h>
#include <fmt/format.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <future>
#include <random>
#include <regex>

#include "drivers/store/file_counter_store.hpp"
#include "files_support.hpp"
#include "firmware/audit/journal.hpp"
#include "firmware/audit/verify_journal.hpp"
#include "firmware/base/file.hpp"
#include "firmware/base/folder.hpp"
#include "firmware/config/guidance.hpp"
#include "firmware/reception/oqs_folder.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using base::ErrorCode;

namespace {

std::unique_ptr<audit::FileJournal> open(const fs::path& file) {
    auto journal = audit::FileJournal::create(file, kClock);
    INFO((journal ? "" : journal.error().detail));
    REQUIRE(journal.has_value());
    return std::move(*journal);
}

void fill(audit::FileJournal& journal, int records, std::uint32_t visit = 1) {
    for (int i = 0; i < records; ++i)
        REQUIRE(journal.append({"pin_wrong", visit, {{"left", std::to_string(i % 3)}, {"code", "020"}}}).has_value());
}

audit::JournalCheck verify(const fs::path& file) { return audit::verify_journal(file).value(); }

}  // namespace

TEST_CASE("a journal verifies and goes on after it was closed") {
    const Scratch scratch;
    const auto file = scratch.path / "audit.jsonl";
    CHECK_FALSE(open(file)->last_time());
    fill(*open(file), 3, 7);
    {
        const auto journal = open(file);
        CHECK(journal->last_time() == kClock.wall());
        CHECK(journal->last_visit() == 7);
        CHECK(journal->check().has_value());
        fill(*journal, 2, 8);
    }
    CHECK(verify(file).records == 5);
    CHECK_FALSE(verify(file).first_bad_line);
    CHECK(lines_of(read(file))[0].starts_with(
        R"({"n":1,"time":"2026-01-05T09:15:00+09:00","session":7,"event":"pin_wrong","fields":{"left":"0","code":"020"},"prev":"0000)"));
}

TEST_CASE("a changed byte anywhere in a journal is found in its line") {
    const Scratch scratch;
    const auto file = scratch.path / "audit.jsonl";
    fill(*open(file), 40);
    const auto text = read(file);
    std::mt19937 random(7);
    for (int i = 0; i < 2000; ++i) {
        auto spoilt = text;
        const auto at = random() % text.size();
        const auto byte = static_cast<char>(random() % 256);
        if (byte == text[at]) continue;
        spoilt[at] = byte;
        write(file, spoilt);
        const auto line =
            1 + static_cast<std::uint64_t>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
        REQUIRE(verify(file).first_bad_line == line);
    }
}

TEST_CASE("removed, doubled, swapped and inserted lines of a journal are found") {
    const Scratch scratch;
    const auto file = scratch.path / "audit.jsonl";
    fill(*open(file), 30);
    const auto lines = lines_of(read(file));
    std::mt19937 random(8);
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        auto removed = lines;
        removed.erase(removed.begin() + static_cast<long>(i));
        write(file, joined(removed));
        REQUIRE(verify(file).first_bad_line == i + 1);
        auto doubled = lines;
        doubled.insert(doubled.begin() + static_cast<long>(i), lines[i]);
        write(file, joined(doubled));
        REQUIRE(verify(file).first_bad_line == i + 2);
        auto swapped = lines;
        const auto other = i + 1 + random() % (lines.size() - i - 1);
        std::swap(swapped[i], swapped[other]);
        write(file, joined(swapped));
        REQUIRE(verify(file).first_bad_line == i + 1);
        auto inserted = lines;
        inserted.insert(inserted.begin() + static_cast<long>(i), "");
        write(file, joined(inserted));
        REQUIRE(verify(file).first_bad_line == i + 1);
    }
}

TEST_CASE("a journal cut at its end differs from a noted head") {
    const Scratch scratch;
    const auto file = scratch.path / "audit.jsonl";
    fill(*open(file), 5);
    const auto noted = verify(file);
    auto lines = lines_of(read(file));
    lines.pop_back();
    write(file, joined(lines));
    CHECK_FALSE(verify(file).first_bad_line);  // nothing in the file tells
    CHECK(verify(file).head != noted.head);
}

TEST_CASE("a line torn at any byte by a power cut is cut off and recorded") {
    const Scratch scratch;
    const auto file = scratch.path / "audit.jsonl";
    fill(*open(file), 2, 4);
    const auto text = read(file);
    const auto second = text.find('\n') + 1;
    for (auto end = second + 1; end < text.size(); end += 17) {
        write(file, text.substr(0, end));
        CHECK(verify(file).first_bad_line == 2);
        const auto journal = open(file);
        CHECK(journal->last_visit() == 4);
        const auto lines = lines_of(read(file));
        REQUIRE(lines.size() == 2);
        CHECK(lines[1].find(R"("event":"journal_torn","fields":{"bytes":")" + std::to_string(end - second) + "\"") !=
              std::string::npos);
        CHECK(verify(file).records == 2);
    }
    write(file, text.substr(0, 10));  // the very first line
    CHECK(open(file)->last_visit() == 0);
    CHECK(verify(file).records == 1);
}

TEST_CASE("a journal that is in use, no file, or something else is not opened") {
    const Scratch scratch;
    const auto file = scratch.path / "audit.jsonl";
    const auto refused = [](const fs::path& path) {
        const auto journal = audit::FileJournal::create(path, kClock);
        return !journal && journal.error().code == ErrorCode::audit_unwritable;
    };
    {
        const auto journal = open(file);
        fill(*journal, 2);
        CHECK(refused(file));
    }
    write(file, std::string(20000, 'x'));
    CHECK(refused(file));
    CHECK(refused("/dev/full"));
    CHECK(refused(scratch.path));
    CHECK(refused(scratch.path / "nowhere" / "audit.jsonl"));
}

TEST_CASE("an append on a full disk fails and leaves the journal whole") {
    const Scratch scratch;
    const auto file = scratch.path / "audit.jsonl";
    const auto journal = open(file);
    fill(*journal, 3);
    {
        const FullDisk full(fs::file_size(file) + 40);  // room for a part of a line
        const auto appended = journal->append({"pin_wrong", 1, {}});
        REQUIRE_FALSE(appended.has_value());
        CHECK(appended.error().code == ErrorCode::audit_unwritable);
        CHECK(verify(file).records == 3);
        CHECK_FALSE(verify(file).first_bad_line);
    }
    fill(*journal, 1);
    CHECK(verify(file).records == 4);
}

TEST_CASE("a journal that was cut while in use takes no more records until it is moved away") {
    const Scratch scratch;
    const auto file = scratch.path / "audit.jsonl";
    const auto journal = open(file);
    fill(*journal, 3);
    fs::resize_file(file, 10);
    CHECK(journal->check().error().code == ErrorCode::audit_unwritable);
    CHECK(journal->append({"pin_wrong", 1, {}}).error().code == ErrorCode::audit_unwritable);
    fs::rename(file, scratch.path / "cut.jsonl");
    CHECK(journal->check().has_value());
    fill(*journal, 1);
    CHECK(verify(file).records == 2);
}

TEST_CASE("a journal that was moved away or removed while in use is begun again and goes on with the chain") {
    const Scratch scratch;
    const auto file = scratch.path / "audit.jsonl";
    auto journal = open(file);
    fill(*journal, 3, 7);
    const auto old_text = read(file);
    const auto old = verify(file);
    SECTION("moved away") { fs::rename(file, scratch.path / "old.jsonl"); }
    SECTION("removed") { fs::remove(file); }
    SECTION("an empty file set in its place") {
        fs::remove(file);
        write(file, "");
    }
    SECTION("seen first by a check, which writes no line") {
        fs::remove(file);
        CHECK(journal->check().has_value());
        CHECK(read(file).empty());
    }
    fill(*journal, 2, 8);
    CHECK(lines_of(read(file))[0].starts_with(
        R"({"n":4,"time":"2026-01-05T09:15:00+09:00","session":7,"event":"journal_reopened","fields":{},"prev":")" +
        old.head));
    CHECK(verify(file).records == 3);
    CHECK_FALSE(verify(file).first_bad_line);
    CHECK(verify(file).follows == old.head);
    CHECK(old.follows.empty());

    journal.reset();
    fill(*open(file), 1, 9);
    CHECK(verify(file).records == 4);
    write(scratch.path / "joined.jsonl", old_text + read(file));
    CHECK(verify(scratch.path / "joined.jsonl").records == 7);
    CHECK_FALSE(verify(scratch.path / "joined.jsonl").first_bad_line);
}

TEST_CASE("a journal comes back by itself with the folder it lay in") {
    const Scratch scratch;
    fs::create_directory(scratch.path / "log");
    const auto file = scratch.path / "log" / "audit.jsonl";
    const auto journal = open(file);
    fill(*journal, 3);
    fs::remove_all(scratch.path / "log");
    CHECK(journal->check().error().code == ErrorCode::audit_unwritable);
    CHECK(journal->append({"pin_wrong", 1, {}}).error().code == ErrorCode::audit_unwritable);
    fs::create_directory(scratch.path / "log");
    {
        const FullDisk full(40);  // room for a part of the first line
        CHECK(journal->append({"pin_wrong", 1, {}}).error().code == ErrorCode::audit_unwritable);
    }
    fill(*journal, 1);
    CHECK(verify(file).records == 2);
    CHECK_FALSE(verify(file).first_bad_line);
}

TEST_CASE("another file in the place of a journal in use is not written to") {
    const Scratch scratch;
    const auto file = scratch.path / "audit.jsonl";
    const auto journal = open(file);
    fill(*journal, 3);
    const auto text = lines_of(read(file))[0] + "\n";
    fs::remove(file);
    SECTION("an older state of it") {
        write(file, text);
        CHECK(journal->append({"pin_wrong", 1, {}}).error().code == ErrorCode::audit_unwritable);
        CHECK(read(file) == text);
    }
    SECTION("a link to another file") {
        write(scratch.path / "victim", "");
        fs::create_symlink(scratch.path / "victim", file);
        CHECK(journal->append({"pin_wrong", 1, {}}).error().code == ErrorCode::audit_unwritable);
        CHECK(read(scratch.path / "victim").empty());
    }
    SECTION("another kiosk's") {
        const auto other = open(file);
        CHECK(journal->append({"pin_wrong", 1, {}}).error().code == ErrorCode::audit_unwritable);
    }
}

TEST_CASE("only the first line of a journal that was begun again may follow another one") {
    const Scratch scratch;
    const auto file = scratch.path / "audit.jsonl";
    const auto journal = open(file);
    fill(*journal, 2);
    fs::remove(file);
    fill(*journal, 2);
    auto lines = lines_of(read(file));
    lines.erase(lines.begin());
    write(file, joined(lines));
    CHECK(verify(file).first_bad_line == 1);
}

TEST_CASE("a record tells when it happened, also when it could be written only later") {
    const Scratch scratch;
    const auto file = scratch.path / "audit.jsonl";
    const auto journal = open(file);
    const auto at = [](const char* text) { return base::parse_iso8601(text).value(); };
    REQUIRE(journal->append({"pin_wrong", 1, {}, at("2026-01-05T09:10:00+09:00")}).has_value());
    REQUIRE(journal->append({"session_ended", 1, {}, at("2026-01-05T09:11:30+09:00")}).has_value());
    REQUIRE(journal->append({"in_service", 1, {}}).has_value());
    const auto lines = lines_of(read(file));
    CHECK(lines.at(0).starts_with(R"({"n":1,"time":"2026-01-05T09:10:00+09:00")"));
    CHECK(lines.at(1).starts_with(R"({"n":2,"time":"2026-01-05T09:11:30+09:00")"));
    CHECK(lines.at(2).starts_with(R"({"n":3,"time":"2026-01-05T09:15:00+09:00")"));  // the clock's
    CHECK_FALSE(verify(file).first_bad_line);
}

TEST_CASE("a journal takes only listed fields and plain words") {
    const Scratch scratch;
    const auto journal = open(scratch.path / "audit.jsonl");
    const auto refused = [&](const domain::AuditRecord& record) { return !journal->append(record).has_value(); };
    CHECK(refused({"pin_wrong", 1, {{"name", "x"}}}));
    CHECK(refused({"pin_wrong", 1, {{"code", "架空　花子"}}}));
    CHECK(refused({"pin_wrong", 1, {{"code", "a b"}}}));
    CHECK(refused({"pin_wrong", 1, {{"code", std::string(81, 'a')}}}));
    CHECK(refused({"", 1, {}}));
    CHECK(refused({"pin wrong", 1, {}}));
    CHECK_FALSE(refused({"consent", 1, {{"items", "TKK,YZK,SRJ,SHJ"}}}));
    CHECK(verify(scratch.path / "audit.jsonl").records == 1);
}

TEST_CASE("counters come back after a restart") {
    const Scratch scratch;
    const auto file = scratch.path / "counters";
    {
        const auto store = drivers::store::FileCounterStore::create(file).value();
        CHECK(store->read("a").value() == 0);
        REQUIRE(store->write("a", 1).has_value());
        REQUIRE(store->write("b", 18446744073709551615U).has_value());
        REQUIRE(store->write("a", 2).has_value());
        CHECK_FALSE(store->write("A b", 2).has_value());
    }
    const auto store = drivers::store::FileCounterStore::create(file).value();
    CHECK(store->read("a").value() == 2);
    CHECK(store->read("b").value() == 18446744073709551615U);
    CHECK(files_in(scratch.path) == 1);
}

TEST_CASE("a damaged counter file is refused, wherever the damage is") {
    const Scratch scratch;
    const auto file = scratch.path / "counters";
    REQUIRE(drivers::store::FileCounterStore::create(file).value()->write("results", 41).has_value());
    const auto text = read(file);
    const auto refused = [&](const std::string& content) {
        write(file, content);
        const auto store = drivers::store::FileCounterStore::create(file);
        return !store && store.error().code == ErrorCode::file_unreadable;
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto spoilt = text;
        spoilt[at] = static_cast<char>(spoilt[at] ^ 1);
        CHECK(refused(spoilt));
        CHECK(refused(text.substr(0, at)));
    }
    CHECK(refused(text + text));
    CHECK(refused(std::string(100, '\0')));
    CHECK_FALSE(refused(text));
    CHECK(drivers::store::FileCounterStore::create(scratch.path).error().code == ErrorCode::file_unreadable);
}

TEST_CASE("a counter that cannot be written keeps its old value") {
    const Scratch scratch;
    const auto file = scratch.path / "counters";
    const auto store = drivers::store::FileCounterStore::create(file).value();
    REQUIRE(store->write("a", 5).has_value());
    {
        const FullDisk full(10);
        CHECK_FALSE(store->write("a", 6).has_value());
    }
    CHECK(store->read("a").value() == 5);
    CHECK(drivers::store::FileCounterStore::create(file).value()->read("a").value() == 5);
    CHECK(files_in(scratch.path) == 1);
}

namespace {

struct Reception {
    Scratch scratch;
    fs::path results = scratch.path / "face";
    std::unique_ptr<drivers::store::FileCounterStore> counters =
        drivers::store::FileCounterStore::create(scratch.path / "counters").value();
    Reception() { fs::create_directory(results); }

    base::Result<std::unique_ptr<reception::OqsFolder>> open(const fs::path& folder) {
        return reception::OqsFolder::create({folder, "", scratch.path / "staff_calls.log", "1319999999",
                                             config::load_guidance(SOURCE_DIR "/packaging/guidance.toml").value()},
                                            *counters, kClock);
    }
};

const ports::ReceptionLink::Begin kWanted = [] { return true; };
const domain::Eligibility kResult{{domain::Validity::valid, {}}, "<XmlMsg>架空</XmlMsg>\n"};

}  // namespace

TEST_CASE("results appear whole under names that are never used twice") {
    Reception desk;
    for (int run = 0; run < 3; ++run) REQUIRE(desk.open(desk.results).value()->deliver(kResult, kWanted).has_value());
    const auto first = desk.results / "OQSsiquc01res_face_131999999900100000000000000001_20260105091500.xml";
    CHECK(read(first) == std::string_view(kResult.document));
    CHECK(files_in(desk.results) == 3);
    const std::regex watched("OQSsiquc01res_face_.+_\\d{14}\\.xml");
    for (const auto& entry : fs::directory_iterator(desk.results))
        CHECK(std::regex_match(entry.path().filename().string(), watched));
}

TEST_CASE("a result is written over nothing that stands there already") {
    Reception desk;
    const auto link = desk.open(desk.results).value();
    const auto name = [&](int number) {
        return fmt::format("OQSsiquc01res_face_1319999999001{:017}_20260105091500.xml", number);
    };
    for (const int number : {1, 2}) std::ofstream(desk.results / name(number)) << "another kiosk's";
    CHECK(link->deliver(kResult, kWanted).value() == name(3));
    // One that comes while ours is being written.
    const auto comes = [&] {
        std::ofstream(desk.results / name(4)) << "another kiosk's";
        return true;
    };
    CHECK(link->deliver(kResult, comes).error().code == ErrorCode::result_undeliverable);
    for (const int number : {1, 2, 4}) CHECK(read(desk.results / name(number)) == "another kiosk's");
    CHECK(files_in(desk.results) == 4);
    CHECK(link->deliver(kResult, kWanted).value() == name(5));
}

namespace {

/// For this process from now on, RENAME_NOREPLACE is as on a share that does not know it.
bool without_noreplace() {
    sock_filter steps[] = {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
                           BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_renameat2, 0, 3),
                           BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args[4])),
                           BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 0),
                           BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EINVAL),
                           BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    const sock_fprog program{std::size(steps), steps};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0 &&
           ::renameat2(AT_FDCWD, "no such", AT_FDCWD, "file", RENAME_NOREPLACE) != 0 && errno == EINVAL;
}

}  // namespace

TEST_CASE("a share that knows no rename which keeps what is there gets results, and none over what stood there") {
    const Scratch scratch;
    std::ofstream(scratch.path / "there") << "another kiosk's";
    const auto folder = base::Folder::open(scratch.path).value();
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        if (!without_noreplace()) ::_exit(2);
        const bool refused = !folder.put_new("there", "ours", kWanted);
        ::_exit(refused && folder.put_new("new", "ours", kWanted) ? 0 : 1);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(status == 0);
    CHECK(read(scratch.path / "there") == "another kiosk's");
    CHECK(read(scratch.path / "new") == "ours");
    CHECK(files_in(scratch.path) == 2);
}

TEST_CASE("a result that does not fit on the disk leaves nothing behind") {
    Reception desk;
    const auto folder = desk.open(desk.results).value();
    {
        const FullDisk full(100);  // the counters fit, this document does not
        const auto delivered = folder->deliver({{domain::Validity::valid, {}}, base::WipedText(200, 'x')}, kWanted);
        REQUIRE_FALSE(delivered.has_value());
        CHECK(delivered.error().code == ErrorCode::result_undeliverable);
        CHECK(delivered.error().detail.find("File too large") != std::string::npos);
    }
    CHECK(files_in(desk.results) == 0);
    REQUIRE(folder->deliver(kResult, kWanted).has_value());
    CHECK(fs::exists(desk.results / "OQSsiquc01res_face_131999999900100000000000000002_20260105091500.xml"));
}

TEST_CASE("a result folder that is no folder, has gone or takes no files is told") {
    Reception desk;
    write(desk.scratch.path / "file", "");
    CHECK(desk.open(desk.scratch.path / "file").error().code == ErrorCode::result_undeliverable);
    const auto folder = desk.open(desk.results).value();
    fs::remove(desk.results);
    CHECK(folder->deliver(kResult, kWanted).error().code == ErrorCode::result_undeliverable);
    write(desk.results, "");
    CHECK(folder->deliver(kResult, kWanted).error().code == ErrorCode::result_undeliverable);
    // Nobody may make files in /proc, root neither.
    const auto read_only = desk.open("/proc").value();
    CHECK(read_only->deliver(kResult, kWanted).error().code == ErrorCode::result_undeliverable);
}

TEST_CASE("a counter that cannot be kept stops the delivery") {
    Reception desk;
    const auto folder = desk.open(desk.results).value();
    fs::create_directory(desk.scratch.path / "away");
    const FullDisk full(5);
    CHECK(folder->deliver(kResult, kWanted).error().code == ErrorCode::result_undeliverable);
    CHECK(files_in(desk.results) == 0);
}

TEST_CASE("two threads that write different files into one folder do not meet") {
    const Reception desk;
    const auto write_often = [&](const std::string& name) {
        for (int i = 0; i < 300; ++i)
            if (!base::replace_file(desk.results / name, name) || read(desk.results / name) != name) return false;
        return true;
    };
    auto other = std::async(std::launch::async, [&] { return write_often("counters"); });
    CHECK(write_often("devices.toml"));
    CHECK(other.get());
    CHECK(files_in(desk.results) == 2);
}

TEST_CASE("what a crash left half-written is removed at the start") {
    Reception desk;
    write(desk.results / base::part_of("OQSmuimm01req.xml"), "<XmlMsg>架");
    write(desk.results / ".uketsuke.part", "as it was called once");
    const auto folder = desk.open(desk.results).value();
    CHECK(files_in(desk.results) == 0);
    write(desk.scratch.path / "victim", "mine");
    Reception twin;  // whose first result has the same name
    REQUIRE(twin.open(twin.results).value()->deliver(kResult, kWanted).has_value());
    const auto name = fs::directory_iterator(twin.results)->path().filename().string();
    fs::create_symlink(desk.scratch.path / "victim", desk.results / base::part_of(name));  // set by another hand
    REQUIRE(folder->deliver(kResult, kWanted).has_value());
    CHECK(read(desk.scratch.path / "victim") == "mine");
    CHECK(files_in(desk.results) == 1);
    CHECK(fs::exists(desk.results / name));
}

TEST_CASE("the desk gets one line a note: kind, place, code, and what to do") {
    Reception desk;
    const auto folder = desk.open(desk.results).value();
    using Kind = domain::DeskNote::Kind;
    REQUIRE(folder->tell_desk({Kind::call, "pin_locked", ErrorCode::pin_locked, {}, {}}).has_value());
    REQUIRE(folder->tell_desk({Kind::alert, "card_left", {}, {}, {}}).has_value());
    const auto down = domain::Situation::service_down;
    REQUIRE(folder->tell_desk({Kind::advice, "service_failed", ErrorCode::service_timeout, down, {2025, 12, 1}}));
    REQUIRE(folder->tell_desk({Kind::advice, "service_failed", ErrorCode::service_timeout, down, {2025, 12, 2}}));
    const auto lines = lines_of(read(desk.scratch.path / "staff_calls.log"));
    REQUIRE(lines.size() == 4);
    const std::string now = "2026-01-05T09:15:00+09:00 ";
    CHECK(lines[0] == now + "call pin_locked 【021】 患者さんが係員を呼んでいます。");
    CHECK(lines[1] == now +
                          "alert card_left カードがリーダーに残っています。患者さんに声をかけ、ご本人に取っていただいて"
                          "ください。");
    CHECK(lines[2].starts_with(now + "advice service_failed 【051】 資格確認のサービスにつながりません。"));
    CHECK(lines[2].find(
              "従来の健康保険証（券面の有効期限内のもの） → 資格確認書 → マイナンバーカードと資格情報のお知らせ") !=
          std::string::npos);
    CHECK(lines[3].find("従来の健康保険証") == std::string::npos);
    CHECK(lines[3].find("：資格確認書 → ") != std::string::npos);
    REQUIRE(folder->tell_desk({.kind = Kind::upkeep, .where = "service.certificate", .days_left = 30}));
    REQUIRE(folder->tell_desk(
        {.kind = Kind::upkeep, .where = "service.certificate", .error = ErrorCode::kiosk_certificate_ended}));
    REQUIRE(folder->tell_desk(
        {.kind = Kind::upkeep, .where = "infrared_camera.device", .error = ErrorCode::camera_missing}));
    const auto all = lines_of(read(desk.scratch.path / "staff_calls.log"));
    REQUIRE(all.size() == 7);
    CHECK(all[6].find("upkeep infrared_camera.device 【040】 赤外線カメラが見つかりません。") != std::string::npos);
    CHECK(all[4].find("upkeep service.certificate リーダーの証明書などの期限まであと30日です。") != std::string::npos);
    CHECK(all[5].find("upkeep service.certificate 【084】 リーダーの証明書などの期限が切れました。") !=
          std::string::npos);
}

TEST_CASE("what people try at the reader has words of its own: many calls, a code, one card's faces, guessed codes") {
    Reception desk;
    const auto folder = desk.open(desk.results).value();
    using Kind = domain::DeskNote::Kind;
    REQUIRE(folder->tell_desk({.kind = Kind::call, .where = "idle", .calls = 12}));
    REQUIRE(folder->tell_desk({.kind = Kind::staff_check, .where = "staff_confirm", .by = "desk-1"}));
    REQUIRE(folder->tell_desk({.kind = Kind::alert,
                               .where = "face_refused",
                               .error = ErrorCode::face_refused_often,
                               .situation = domain::Situation::identity_failed}));
    REQUIRE(
        folder->tell_desk({.kind = Kind::alert, .where = "staff_refused", .error = ErrorCode::staff_password_locked}));
    const auto lines = lines_of(read(desk.scratch.path / "staff_calls.log"));
    REQUIRE(lines.size() == 4);
    const std::string now = "2026-01-05T09:15:00+09:00 ";
    CHECK(lines[0] == now + "call idle ×12 患者さんが係員を呼んでいます。");
    CHECK(lines[1].starts_with(now + "staff_check staff_confirm desk-1 リーダーで職員の確認用番号が使われました。"));
    CHECK(lines[2].starts_with(now + "alert face_refused 【026】 同じカードで顔認証が3回以上合いませんでした。"));
    CHECK(lines[3].starts_with(now + "alert staff_refused 【024】 リーダーで職員の確認用番号が続けてまちがえられ"));
    REQUIRE(folder->tell_desk({.kind = Kind::advice, .where = "subsidy", .letters = "U+9089 U+E0110, U+3134A"}));
    CHECK(read(desk.scratch.path / "staff_calls.log").find("advice subsidy 画面に正しく出せない文字が") !=
          std::string::npos);
    CHECK(read(desk.scratch.path / "staff_calls.log").find("（U+9089 U+E0110, U+3134A）\n") != std::string::npos);
}

TEST_CASE("a note tells whose turn it is, and where the result differs from the clinic's data, without a value") {
    Reception desk;
    const auto folder = desk.open(desk.results).value();
    using Kind = domain::DeskNote::Kind;
    domain::WritingRules forms;
    forms.add(domain::WritingRule::letter_forms);
    REQUIRE(folder->tell_desk({.kind = Kind::advice,
                               .where = "differences",
                               .number = "A-012",
                               .differences = {{domain::PersonField::name, domain::Match::written_otherwise, forms},
                                               {domain::PersonField::address, domain::Match::different, {}}}}));
    REQUIRE(
        folder->tell_desk({.kind = Kind::alert, .where = "clinic_data", .error = ErrorCode::clinic_data_unreadable}));
    const auto lines = lines_of(read(desk.scratch.path / "staff_calls.log"));
    REQUIRE(lines.size() == 2);
    CHECK(
        lines[0].ends_with(" advice differences 受付番号A-012 登録内容との違い "
                           "氏名：書き方だけが違います（髙と高のような字体）。住所：違います。確かめてください"));
    CHECK(lines[1].find("alert clinic_data 【077】 照合用の患者データを読めません。") != std::string::npos);
}

TEST_CASE("a note that cannot be written is an error, and so is a wrong facility code") {
    Reception desk;
    const auto wrong = reception::OqsFolder::create({desk.results, "", "x", "123", {}}, *desk.counters, kClock);
    CHECK(wrong.error().code == ErrorCode::config_invalid);
    const auto lost =
        reception::OqsFolder::create({desk.results, "", "/dev/full", "1319999999", {}}, *desk.counters, kClock).value();
    CHECK(lost->tell_desk({domain::DeskNote::Kind::call, "idle", {}, {}, {}}).error().code ==
          ErrorCode::result_undeliverable);
}
