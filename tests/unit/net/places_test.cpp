// SPDX-License-Identifier: Apache-2.0
// Folders that are not what they were, shares that cannot sync, things that others set in the way.
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <functional>
#include <thread>

#include "drivers/store/file_counter_store.hpp"
#include "files_support.hpp"
#include "firmware/base/folder.hpp"
#include "firmware/config/guidance.hpp"
#include "firmware/reception/oqs_folder.hpp"
#include "tests/support/patience.hpp"

using namespace uketsuke;
using namespace uketsuke::test;
using base::ErrorCode;

namespace {

int folder_sync_error = 0;  ///< what fsync of any folder says
std::function<void()> before_unlink;

}  // namespace

/// In the place of the C library's.
extern "C" int fsync(int descriptor) {
    struct stat status {};
    if (folder_sync_error != 0 && ::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
        errno = folder_sync_error;
        return -1;
    }
    return static_cast<int>(::syscall(SYS_fsync, descriptor));
}

/// Likewise.
extern "C" int unlinkat(int folder, const char* name, int flags) {
    if (before_unlink) std::exchange(before_unlink, nullptr)();
    return static_cast<int>(::syscall(SYS_unlinkat, folder, name, flags));
}

namespace {

struct FolderSync {
    explicit FolderSync(int error) { folder_sync_error = error; }
    ~FolderSync() { folder_sync_error = 0; }
};

class SetClock : public ports::Clock {
public:
    [[nodiscard]] base::MonoTime mono() const override { return {}; }
    [[nodiscard]] base::WallTime wall() const override { return wall_; }
    void set(const char* wall) { wall_ = base::parse_iso8601(wall).value(); }

private:
    base::WallTime wall_ = base::parse_iso8601("2026-01-05T09:15:00+09:00").value();
};

struct Desk {
    Scratch scratch;
    fs::path results = scratch.path / "face", calls = scratch.path / "staff_calls.log";
    SetClock clock;
    std::unique_ptr<drivers::store::FileCounterStore> counters =
        drivers::store::FileCounterStore::create(scratch.path / "counters").value();
    Desk() { fs::create_directory(results); }

    base::Result<std::unique_ptr<reception::OqsFolder>> open(const std::string& marker = "") {
        return reception::OqsFolder::create(
            {results, marker, calls, "1319999999", config::load_guidance(SOURCE_DIR "/packaging/guidance.toml").value(),
             std::chrono::minutes{60}, std::chrono::hours{48}},
            *counters, clock);
    }
    /// The share was unmounted: its name leads to what lay under the mount point.
    void unmount() const {
        fs::rename(results, scratch.path / "share");
        fs::create_directory(results);
    }
    void mount() const {
        fs::remove_all(results);
        fs::rename(scratch.path / "share", results);
    }
};

const domain::Eligibility kResult{{domain::Validity::valid, {}}, "<XmlMsg>架空</XmlMsg>\n"};
bool wanted() { return true; }

const domain::DeskNote kCall{domain::DeskNote::Kind::call, "idle", {}, {}, {}};

}  // namespace

TEST_CASE("a result whose share was unmounted lands nowhere, and comes back with the share") {
    Desk desk;
    const auto folder = desk.open().value();
    REQUIRE(folder->deliver(kResult, wanted).has_value());
    desk.unmount();
    const auto delivered = folder->deliver(kResult, wanted);
    REQUIRE_FALSE(delivered.has_value());
    CHECK(delivered.error().code == ErrorCode::result_undeliverable);
    CHECK(delivered.error().detail.find("is not the folder that it was") != std::string::npos);
    CHECK(files_in(desk.results) == 0);
    desk.mount();
    CHECK(folder->deliver(kResult, wanted).has_value());
    CHECK(files_in(desk.results) == 2);
}

TEST_CASE("a share that goes away while the result is being written is noticed before the name appears") {
    Desk desk;
    const auto folder = desk.open().value();
    base::Folder held = base::Folder::open(desk.results).value();
    CHECK_FALSE(held.put("x", "y",
                         [&] {
                             desk.unmount();
                             return held.in_place();
                         })
                    .has_value());
    CHECK(files_in(desk.results) == 0);
    CHECK(files_in(desk.scratch.path / "share") == 0);
}

TEST_CASE("with a marker the right folder is known at the start too, and taken up when it was mounted anew") {
    Desk desk;
    CHECK(desk.open("KIOSK").error().code == ErrorCode::result_undeliverable);
    write(desk.results / "KIOSK", "");
    const auto folder = desk.open("KIOSK").value();
    desk.unmount();
    CHECK_FALSE(folder->deliver(kResult, wanted).has_value());
    write(desk.results / "KIOSK", "");  // another folder, with the marker
    REQUIRE(folder->deliver(kResult, wanted).has_value());
    CHECK(files_in(desk.results) == 2);
    CHECK(files_in(desk.scratch.path / "share") == 1);
}

TEST_CASE("a share that cannot sync its folders gets its results, and a file that arrived is never taken back") {
    Desk desk;
    const auto folder = desk.open().value();
    const auto error = GENERATE(EINVAL, ENOTSUP, EIO);
    const FolderSync fails(error);
    CHECK(base::Folder::open(desk.results)->sync().has_value() == (error != EIO));
    if (error == EIO) {  // the counter's own folder counts: nothing is delivered under a number that may come again
        CHECK_FALSE(folder->deliver(kResult, wanted).has_value());
        return;
    }
    REQUIRE(folder->deliver(kResult, wanted).has_value());
    CHECK(files_in(desk.results) == 1);
}

TEST_CASE("a results folder whose sync fails after the file arrived has delivered it") {
    Desk desk;
    const auto folder = desk.open().value();
    REQUIRE(folder
                ->deliver(kResult,
                          [] {
                              folder_sync_error = EIO;
                              return true;
                          })
                .has_value());
    folder_sync_error = 0;
    CHECK(files_in(desk.results) == 1);
}

TEST_CASE("a folder that somebody set under the name of the part does not stop the results") {
    Desk desk, twin;  // whose first result has the same name
    REQUIRE(twin.open().value()->deliver(kResult, wanted).has_value());
    const auto name = fs::directory_iterator(twin.results)->path().filename().string();
    fs::create_directories(desk.results / base::part_of(name) / "full");
    const auto folder = desk.open().value();
    REQUIRE(folder->deliver(kResult, wanted).has_value());
    CHECK(fs::exists(desk.results / name));
    CHECK(files_in(desk.results) == 2);  // the result and what was there
}

TEST_CASE("a result that is no longer wanted leaves nothing") {
    Desk desk;
    const auto folder = desk.open().value();
    CHECK_FALSE(folder->deliver(kResult, [] { return false; }).has_value());
    CHECK(files_in(desk.results) == 0);
}

TEST_CASE("results that nobody fetches are told once, then removed and told") {
    Desk desk;
    const auto folder = desk.open().value();
    REQUIRE(folder->deliver(kResult, wanted).has_value());
    write(desk.results / "OQSsiquc01res_face_other.xml", "another program's");
    write(desk.results / "OQSsiquc01res_face_999999999900100000000000000001_20200105091500.xml", "another facility's");
    const auto told = [&] { return folder->look_after().value().size(); };
    desk.clock.set("2026-01-05T10:14:59+09:00");
    CHECK(told() == 0);
    desk.clock.set("2026-01-05T10:15:00+09:00");
    const auto news = folder->look_after().value();
    REQUIRE(news.size() == 1);
    CHECK(news[0].error == ErrorCode::results_unfetched);
    REQUIRE(folder->tell_desk(news[0]).has_value());
    CHECK(read(desk.calls).find("alert results 【067】 資格確認の結果が受け取られていません") != std::string::npos);
    CHECK(told() == 0);
    CHECK(files_in(desk.results) == 3);
    desk.clock.set("2026-01-07T09:15:00+09:00");
    CHECK(told() == 1);
    CHECK(files_in(desk.results) == 2);
    CHECK(told() == 0);
    desk.clock.set("1970-01-01T00:00:00+09:00");  // a clock that lies removes nothing
    REQUIRE(folder->deliver(kResult, wanted).has_value());
    CHECK(told() == 0);
    CHECK(files_in(desk.results) == 3);
}

TEST_CASE("a result that somebody moved into a trash folder was fetched: it is neither counted nor told of") {
    Desk desk;
    const auto folder = desk.open().value();
    const auto trash = desk.results / "trash";
    fs::create_directory(trash);
    const auto deliver = [&] {
        REQUIRE(folder->deliver(kResult, wanted).has_value());
        for (const auto& entry : fs::directory_iterator(desk.results))
            if (entry.is_regular_file()) return entry.path();
        return fs::path();
    };
    const auto moved = deliver();
    fs::rename(moved, trash / moved.filename());
    desk.clock.set("2026-01-05T11:00:00+09:00");
    CHECK(folder->look_after().value().empty());
    desk.clock.set("2026-01-30T11:00:00+09:00");
    CHECK(folder->look_after().value().empty());
    CHECK(files_in(trash) == 1);  // whoever moved it there looks after it

    // At the last moment, when the kiosk is about to remove it.
    const auto other = deliver();
    desk.clock.set("2026-03-01T11:00:00+09:00");
    before_unlink = [&] { fs::rename(other, trash / other.filename()); };
    CHECK(folder->look_after().value().empty());
    CHECK_FALSE(before_unlink);
    CHECK(files_in(trash) == 2);
}

TEST_CASE("a result is touched once, and one that has gone is no failure") {
    Desk desk;
    const auto folder = desk.open().value();  // with the touch of the settings' default
    REQUIRE(folder->deliver(kResult, wanted).has_value());
    REQUIRE(folder->deliver(kResult, wanted).has_value());
    std::vector<fs::path> files(fs::directory_iterator(desk.results), {});
    REQUIRE(files.size() == 2);
    const auto past = fs::file_time_type::clock::now() - std::chrono::hours(24);
    fs::last_write_time(files[0], past);
    fs::remove(files[1]);
    SECTION("when its time has come") {
        const auto limit = std::chrono::steady_clock::now() + kPatience;
        while (fs::last_write_time(files[0]) == past && std::chrono::steady_clock::now() < limit)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        CHECK(fs::last_write_time(files[0]) > past);
    }
    CHECK(files_in(desk.results) == 1);
}

TEST_CASE("the log of calls is a regular file of its own, or nothing is written") {
    Desk desk;
    const auto folder = desk.open().value();
    const auto victim = desk.scratch.path / "counters";
    const auto before = read(victim);
    SECTION("a link to the counters") { fs::create_symlink(victim, desk.calls); }
    SECTION("a second name of the counters") { fs::create_hard_link(victim, desk.calls); }
    SECTION("a pipe that nobody reads") { REQUIRE(::mkfifo(desk.calls.c_str(), 0666) == 0); }
    SECTION("a folder") { fs::create_directory(desk.calls); }
    CHECK(folder->tell_desk(kCall).error().code == ErrorCode::result_undeliverable);
    CHECK(read(victim) == before);
    fs::remove(desk.calls);
    CHECK(folder->tell_desk(kCall).has_value());
}

TEST_CASE("a counter whose folder cannot be synced is a failure, and is kept") {
    const Scratch scratch;
    const auto file = scratch.path / "counters";
    const auto store = drivers::store::FileCounterStore::create(file).value();
    REQUIRE(store->write("a", 5).has_value());
    {
        const FolderSync fails(EIO);
        CHECK_FALSE(store->write("a", 6).has_value());
        CHECK(fs::exists(file));
    }
    REQUIRE(store->write("b", 1).has_value());
    CHECK(drivers::store::FileCounterStore::create(file).value()->read("a").value() == 6);
}

TEST_CASE("counters begin once, and a missing file afterwards is damage") {
    using Store = drivers::store::FileCounterStore;
    const Scratch scratch;
    const auto file = scratch.path / "counters";
    CHECK(Store::create(file, Store::Missing::fault).error().code == ErrorCode::file_unreadable);
    CHECK_FALSE(fs::exists(file));
    REQUIRE(Store::create(file, Store::Missing::begin).has_value());
    CHECK(fs::exists(file));
    CHECK(Store::create(file, Store::Missing::fault).has_value());
}
