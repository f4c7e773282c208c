// SPDX-License-Identifier: Apache-2.0
// Questions and answers over a real socket, with sides that break off, send rubbish or do not read.
#include "firmware/processes/calls.hpp"

#include <fcntl.h>
#include <sys/socket.h>

#include <atomic>
#include <future>

#include "firmware/base/unix_socket.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using namespace uketsuke::processes;
using namespace std::chrono_literals;

namespace {

constexpr std::array kRows{CallRow{0, "turn", 1000, 1000}, CallRow{1, "grow", 10, 2000}};

base::Bytes bytes(std::string_view text) { return {text.begin(), text.end()}; }

/// Turns what it is asked; `grow` answers with more than it may.
struct Server {
    test::Scratch scratch;
    std::filesystem::path socket = scratch.path / "calls.sock";
    std::atomic<int> asked = 0;
    std::unique_ptr<CallServer> server;

    explicit Server(base::Duration patience = test::kPatience) {
        auto made = CallServer::listen({socket, kRows, 2, patience}, [this](std::uint8_t call, base::ByteView question)
                                                                         -> std::optional<base::Bytes> {
            ++asked;
            if (question.empty()) return std::nullopt;
            if (call == 1) return base::Bytes(3000, 'x');
            return base::Bytes(question.rbegin(), question.rend());
        });
        REQUIRE(made.has_value());
        server = std::move(*made);
    }
};

void send_raw(int socket, std::string_view text) {
    REQUIRE(::send(socket, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size()));
}

/// Waits until the other side has hung up.
bool hangs_up(int socket) {
    std::array<char, 64> any{};
    ::timeval limit{std::chrono::duration_cast<std::chrono::seconds>(test::kPatience).count(), 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    return ::recv(socket, any.data(), any.size(), 0) == 0;
}

base::Descriptor connected(const std::filesystem::path& socket) {
    auto connection = base::reach_socket(socket);
    REQUIRE(connection);
    ::fcntl(connection.get(), F_SETFL, 0);  // these tests wait
    return connection;
}

}  // namespace

TEST_CASE("a question has its answer, also many at a time") {
    Server one;
    std::vector<std::future<bool>> all;
    for (int i = 0; i < 12; ++i)
        all.push_back(std::async(std::launch::async, [&, text = "question " + std::to_string(i)] {
            const auto answer = ask(one.socket, kRows[0], bytes(text), test::kPatience);
            return answer && *answer == base::Bytes(text.rbegin(), text.rend());
        }));
    for (auto& each : all) CHECK(each.get());
    CHECK(one.asked == 12);
}

TEST_CASE("nobody listens, or the question is too large: it did not leave") {
    test::Scratch scratch;
    const auto nobody = ask(scratch.path / "none.sock", kRows[0], bytes("a"), test::kPatience);
    REQUIRE_FALSE(nobody);
    CHECK(nobody.error() == NoAnswer::not_asked);
    Server one;
    const auto large = ask(one.socket, kRows[0], base::Bytes(1001), test::kPatience);
    REQUIRE_FALSE(large);
    CHECK(large.error() == NoAnswer::not_asked);
    CHECK(one.asked == 0);
}

TEST_CASE("a question that is none, or whose answer is too large, is lost, and the next one is answered") {
    Server one;
    const auto none = ask(one.socket, kRows[0], {}, test::kPatience);
    REQUIRE_FALSE(none);
    CHECK(none.error() == NoAnswer::lost);
    const auto large = ask(one.socket, kRows[1], bytes("a"), test::kPatience);
    REQUIRE_FALSE(large);
    CHECK(large.error() == NoAnswer::lost);
    CHECK(ask(one.socket, kRows[0], bytes("a"), test::kPatience).has_value());
}

TEST_CASE("another version, an unknown call and a length beyond the row's are hung up on at once") {
    Server one;
    for (const std::string_view header : {std::string_view("\2\0\1\0\0\0", 6), std::string_view("\1\7\1\0\0\0", 6),
                                          std::string_view("\1\0\377\377\377\377", 6)}) {
        const auto connection = connected(one.socket);
        send_raw(connection.get(), header);
        CHECK(hangs_up(connection.get()));
    }
    CHECK(one.asked == 0);
    CHECK(ask(one.socket, kRows[0], bytes("a"), test::kPatience).has_value());
}

TEST_CASE("who stops within a question keeps a worker no longer than its patience") {
    Server one(50ms);
    std::vector<base::Descriptor> halves;
    for (int i = 0; i < 6; ++i) {  // three times as many as there are workers
        halves.push_back(connected(one.socket));
        send_raw(halves.back().get(), std::string_view("\1\0\12\0\0\0abc", 9));
    }
    CHECK(ask(one.socket, kRows[0], bytes("a"), test::kPatience).has_value());
    for (const auto& half : halves) CHECK(hangs_up(half.get()));
}

TEST_CASE("a server that ends leaves no socket, one that crashed is replaced, one that runs is not") {
    Server one;
    auto second = CallServer::listen({one.socket, kRows}, [](auto, auto) { return std::optional<base::Bytes>{}; });
    REQUIRE_FALSE(second);
    CHECK(second.error().detail.find("another process listens there") != std::string::npos);
    CHECK(ask(one.socket, kRows[0], bytes("a"), test::kPatience).has_value());
    one.server.reset();
    CHECK_FALSE(std::filesystem::exists(one.socket));
    { const auto crashed = base::listen_at(one.socket); }
    CHECK(std::filesystem::exists(one.socket));
    CHECK(CallServer::listen({one.socket, kRows}, [](auto, auto) { return std::optional<base::Bytes>{}; }).has_value());
}

TEST_CASE("who asks a process that does not answer waits as long as it said") {
    test::Scratch scratch;
    const auto deaf = base::listen_at(scratch.path / "deaf.sock");
    REQUIRE(deaf);
    const auto answer = ask(scratch.path / "deaf.sock", kRows[0], bytes("a"), 20ms);
    REQUIRE_FALSE(answer);
    CHECK(answer.error() == NoAnswer::lost);
}
