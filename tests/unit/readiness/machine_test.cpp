// SPDX-License-Identifier: Apache-2.0
// Looks at clock, disk, folders and a socket of this machine.
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <cstring>
#include <fstream>

#include "firmware/base/descriptor.hpp"
#include "firmware/readiness/look_at_machine.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using namespace uketsuke::readiness;

TEST_CASE("a clock before the program's own day is wrong") {
    const base::WallTime built{std::chrono::seconds{1796077800}};
    CHECK(look_at_clock(built, built).level == Level::ready);
    const auto early = look_at_clock(built - std::chrono::seconds{1}, built);
    CHECK(early.level == Level::wrong);
    CHECK(early.found.starts_with("2026-12-01 07:29"));
}

TEST_CASE("the folder with the least room decides, and one that is gone is wrong") {
    const test::Scratch scratch;
    const std::array there{scratch.path};
    const auto look = look_at_disk(there);
    const auto free = std::filesystem::space(scratch.path).available / 1000000;
    CHECK(look.level == (free < kFew ? Level::wrong : free < kSome ? Level::soon : Level::ready));
    const std::array gone{scratch.path, scratch.path / "gone"};
    CHECK(look_at_disk(gone).level == Level::wrong);
}

TEST_CASE("each folder must be there") {
    const test::Scratch scratch;
    const std::array there{scratch.path};
    CHECK(look_at_folders(there) == Look{Level::ready, {}});
    const auto file = scratch.path / "file";
    std::ofstream(file) << "no folder";
    const std::array no_folder{scratch.path, file};
    CHECK(look_at_folders(no_folder) == Look{Level::wrong, file.string() + " に書き込めません"});
}

TEST_CASE("somebody listens at a socket, or nobody does") {
    const test::Scratch scratch;
    const auto path = scratch.path / "desk.sock";
    CHECK(look_at_socket(path).level == Level::wrong);
    const base::Descriptor listening(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    REQUIRE(::bind(listening.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    CHECK(look_at_socket(path).level == Level::wrong);
    REQUIRE(::listen(listening.get(), 1) == 0);
    CHECK(look_at_socket(path).level == Level::ready);
    CHECK(look_at_socket(std::string(200, 'x')).level == Level::wrong);
}

TEST_CASE("a program that may be run, and a file that may not") {
    const test::Scratch scratch;
    const auto file = scratch.path / "program";
    std::ofstream(file) << "#!/bin/sh\n";
    CHECK_FALSE(runs(file));
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    CHECK(runs(file));
}

TEST_CASE("a picture in the dark, in the glare, and one of a room") {
    const auto of = [](std::uint8_t value) { return look_at_light(base::Bytes(100, value)); };
    CHECK(look_at_light({}) == Look{});
    CHECK(of(39).level == Level::soon);
    CHECK(of(40) == Look{Level::ready, "平均 40/255"});
    CHECK(of(225).level == Level::ready);
    CHECK(of(226).level == Level::soon);
    CHECK(of(39).found != of(226).found);
}
