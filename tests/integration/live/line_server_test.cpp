// SPDX-License-Identifier: Apache-2.0
// Answers larger than a socket takes at once: whole for whoever reads, and no half line followed by another.
#include "sim/line_server/line_server.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <future>

#include "sim/paths/paths.hpp"

using namespace uketsuke;

namespace {

constexpr std::size_t kLarge = 8 << 20;  ///< many times what a UNIX socket holds

base::Descriptor connected(const std::string& where) {
    base::Descriptor line(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un there{};
    there.sun_family = AF_UNIX;
    where.copy(there.sun_path, sizeof there.sun_path - 1);
    REQUIRE(::connect(line.get(), reinterpret_cast<const sockaddr*>(&there), sizeof there) == 0);
    return line;
}

void say(const base::Descriptor& line, const std::string& text) {
    REQUIRE(::send(line.get(), text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size()));
}

/// Until a line's end or the connection's; no more than `part` bytes at a time.
std::string read_line(const base::Descriptor& line, std::size_t part) {
    std::string text, some(part, ' ');
    while (!text.ends_with('\n')) {
        const auto got = ::read(line.get(), some.data(), some.size());
        if (got <= 0) break;
        text.append(some, 0, static_cast<std::size_t>(got));
    }
    return text;
}

/// Echoes a line as often as its first word says.
std::optional<std::string> repeated(const std::string& line) { return std::string(std::stoul(line), line.back()); }

struct Served {
    const sim::TemporaryFolder folder;
    sim::LineServer lines = sim::LineServer::create((folder.path() / "s").string()).value();

    void turn() {
        lines.turn(base::Duration{10'000},
                   [](const std::string& line, sim::LineServer::Who) { return repeated(line); });
    }
    base::Descriptor client() {
        auto line = connected(lines.where());
        turn();
        return line;
    }
};

}  // namespace

TEST_CASE("an answer larger than a socket takes at once comes whole, however slowly it is read") {
    Served served;
    const auto client = served.client();
    auto read = std::async(std::launch::async, [&] { return read_line(client, 4096); });
    say(client, std::to_string(kLarge) + " a\n");
    served.turn();
    const auto answer = read.get();
    CHECK(answer.size() == kLarge + 1);
    CHECK(answer.find_first_not_of('a') == kLarge);
}

TEST_CASE("who does not read gets no second line behind half a one, and holds nobody else for ever") {
    Served served;
    const auto idle = served.client(), other = served.client();
    say(idle, std::to_string(kLarge) + " a\n3 b\n");
    served.turn();
    say(other, "4 c\n");
    served.turn();
    CHECK(read_line(other, 64) == "cccc\n");
    const auto left = read_line(idle, 1 << 16);  // what the socket held, and its end
    CHECK(left.size() < kLarge);
    CHECK(left.find_first_not_of('a') == std::string::npos);
    CHECK_FALSE(served.lines.tell(1, "d"));
}
