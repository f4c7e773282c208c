// SPDX-License-Identifier: Apache-2.0
#include "firmware/reception/request_folder.hpp"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/support/scratch.hpp"

using namespace uketsuke;
namespace fs = std::filesystem;

namespace {

const std::string kOne = "OQSsiimm01req_202601050001.xml", kTwo = "OQSsiimm01req_202601050002.xml";

struct Desk {
    test::Scratch scratch;
    fs::path asked = scratch.path / "req", answered = scratch.path / "res";
    std::unique_ptr<reception::RequestFolder> folder;

    Desk() {
        fs::create_directory(asked);
        fs::create_directory(answered);
        folder = reception::RequestFolder::create({asked, answered}).value();
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
    REQUIRE(desk.folder->answer(kOne, "kept").has_value());
    CHECK(read(desk.answered / "OQSsiimm01res_202601050001.xml") == "kept");
    CHECK_FALSE(fs::exists(desk.asked / kOne));
    CHECK(desk.look() == kTwo);
}

TEST_CASE("a request whose answer cannot be put anywhere stays") {
    Desk desk;
    desk.write(kOne, "one");
    fs::remove(desk.answered);
    CHECK(desk.folder->answer(kOne, "kept").error().code == base::ErrorCode::result_undeliverable);
    CHECK(fs::exists(desk.asked / kOne));
    fs::create_directory(desk.answered);
    CHECK(desk.folder->answer(kOne, "kept").has_value());
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
    CHECK_FALSE(reception::RequestFolder::create({desk.asked, "/no/such/folder"}).has_value());
    CHECK_FALSE(reception::RequestFolder::create({"/no/such/folder", desk.answered}).has_value());
}
