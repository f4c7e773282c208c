// SPDX-License-Identifier: Apache-2.0
#include "firmware/reception/request_folder.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/support/scratch.hpp"

using namespace uketsuke;
namespace fs = std::filesystem;

namespace {

const std::string kOne = "OQSsiimm01req_202601050001.xml", kTwo = "OQSsiimm01req_202601050002.xml";

struct Time : ports::Clock {
    base::WallTime now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    [[nodiscard]] base::MonoTime mono() const override { return {}; }
    [[nodiscard]] base::WallTime wall() const override { return now; }
};

struct Desk {
    test::Scratch scratch;
    fs::path asked = scratch.path / "req", answered = scratch.path / "res";
    Time clock;
    std::unique_ptr<reception::RequestFolder> folder;

    Desk() {
        fs::create_directory(asked);
        fs::create_directory(answered);
        folder = reception::RequestFolder::create({asked, answered}, clock).value();
    }
    void write(const std::string& name, std::string_view text) const { std::ofstream(asked / name) << text; }
    /// The name of what is ready at this look.
    [[nodiscard]] std::string look() const {
        const auto next = folder->next();
        return next ? next->name : "";
    }
};

std::string read(const fs::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a request is taken once it stays the same, its answer has its name, and it goes") {
    Desk desk;
    desk.write(kTwo, "two");
    desk.write(kOne, "on");
    desk.write("OQSsiquc01req_1.xml", "a look-up");
    CHECK(desk.look().empty());
    desk.write(kOne, "one");
    CHECK(desk.look() == kTwo);
    const auto next = desk.folder->next();
    REQUIRE(next);
    CHECK(next->name == kOne);
    CHECK(next->text == "one");
    REQUIRE(desk.folder->answer({kOne, "one"}, "kept").has_value());
    CHECK(read(desk.answered / "OQSsiimm01res_202601050001.xml") == "kept");
    CHECK_FALSE(fs::exists(desk.asked / kOne));
    CHECK(desk.look() == kTwo);
}

TEST_CASE("a request whose answer cannot be put anywhere stays") {
    Desk desk;
    desk.write(kOne, "one");
    fs::remove(desk.answered);
    CHECK(desk.folder->answer({kOne, "one"}, "kept").error().code == base::ErrorCode::result_undeliverable);
    CHECK(fs::exists(desk.asked / kOne));
    fs::create_directory(desk.answered);
    CHECK(desk.folder->answer({kOne, "one"}, "kept").has_value());
    CHECK_FALSE(fs::exists(desk.asked / kOne));
}

TEST_CASE("what is no file of its own, too large, or in a folder that is gone, is left alone") {
    Desk desk;
    desk.write("elsewhere", "secret");
    fs::create_symlink(desk.asked / "elsewhere", desk.asked / kOne);
    REQUIRE(::mkfifo((desk.asked / kTwo).c_str(), 0600) == 0);
    desk.write("OQSsiimm01req_3.xml", std::string(reception::RequestFolder::kLargest + 1, 'x'));
    fs::create_directory(desk.asked / "OQSsiimm01req_4.xml");
    for (int i = 0; i < 3; ++i) CHECK(desk.look().empty());
    fs::rename(desk.asked, desk.scratch.path / "gone");
    CHECK(desk.look().empty());
    fs::create_directory(desk.asked);
    desk.write(kOne, "one");
    CHECK(desk.look().empty());
    CHECK(desk.look() == kOne);
}

TEST_CASE("folders that are not there are told at the start") {
    Desk desk;
    CHECK_FALSE(reception::RequestFolder::create({desk.asked, "/no/such/folder"}, desk.clock).has_value());
    CHECK_FALSE(reception::RequestFolder::create({"/no/such/folder", desk.answered}, desk.clock).has_value());
}

TEST_CASE("a request that was written anew while it was carried out is another one") {
    Desk desk;
    desk.write(kOne, "one");
    CHECK(desk.look().empty());
    const auto taken = desk.folder->next();
    REQUIRE(taken);
    desk.write(kOne, "another");
    CHECK(desk.folder->answer(*taken, "kept").has_value());
    CHECK(read(desk.asked / kOne) == "another");
    CHECK(desk.look().empty());
    CHECK(desk.look() == kOne);
}

TEST_CASE("a request that cannot be taken away is asked no second time, before it changes") {
    if (::geteuid() == 0) REQUIRE(::seteuid(65534) == 0);  // root may remove everything
    Desk desk;
    desk.write(kOne, "one");
    CHECK(desk.look().empty());
    const auto taken = desk.folder->next();
    REQUIRE(taken);
    fs::permissions(desk.asked, fs::perms::owner_read | fs::perms::owner_exec);
    CHECK(desk.folder->answer(*taken, "kept").error().code == base::ErrorCode::result_undeliverable);
    for (int i = 0; i < 3; ++i) CHECK(desk.look().empty());
    fs::permissions(desk.asked, fs::perms::owner_all);
    desk.write(kOne, "another");
    CHECK(desk.look().empty());
    CHECK(desk.look() == kOne);
    if (::getuid() == 0) REQUIRE(::seteuid(0) == 0);
}

TEST_CASE("an answer that nobody fetches goes after a week, and nothing else does") {
    Desk desk;
    std::ofstream(desk.answered / "OQSsiquc01res_1.xml") << "somebody's";
    CHECK(desk.folder->answer({kOne, "one"}, "kept").has_value());
    const auto answer = desk.answered / "OQSsiimm01res_202601050001.xml";
    desk.clock.now += std::chrono::hours{167};
    desk.folder->look_after();
    CHECK(fs::exists(answer));
    desk.clock.now += std::chrono::hours{2};
    desk.folder->look_after();
    CHECK_FALSE(fs::exists(answer));
    CHECK(fs::exists(desk.answered / "OQSsiquc01res_1.xml"));
}
