// SPDX-License-Identifier: Apache-2.0
// `uketsuke-sim card` without its program: words in, OpenSC before the reader, and words over a socket.
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <future>

#include "firmware/base/descriptor.hpp"
#include "sim/card_verb/card_on_reader.hpp"
#include "sim/line_server/line_server.hpp"
#include "sim/vpcd/private_pcscd.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/shell.hpp"

using namespace uketsuke;
using base::ErrorCode;

namespace {

struct Fixture {
    std::unique_ptr<sim::PrivatePcscd> daemon = sim::PrivatePcscd::create().value();
    std::unique_ptr<sim::CardOnReader> on_reader;

    explicit Fixture(std::string_view atr = "contactless", std::optional<sim::AirLink> air = {}) {
        on_reader = sim::CardOnReader::create({{}, daemon->port(), *sim::find_atr(atr), air}).value();
        REQUIRE(on_reader->take("hanako"));
    }
    std::string say(const std::string& line) const {
        const auto answer = on_reader->command(line);
        return answer ? *answer : "error: " + answer.error().detail;
    }
    [[nodiscard]] test::Ran run(const std::string& command) const { return test::run(daemon->socket_path(), command); }
    /// Once the daemon has seen the card.
    [[nodiscard]] test::Ran run_on_card(const std::string& command) const { return run(test::kUntilSeen + command); }
};

/// Sends lines to a socket and gathers as many answers.
std::vector<std::string> ask(const std::string& path, const std::string& text, std::size_t lines) {
    const base::Descriptor line(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    if (::connect(line.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return {};
    static_cast<void>(::send(line.get(), text.data(), text.size(), MSG_NOSIGNAL));
    std::string got;
    char part[256];
    for (ssize_t size = 1; size > 0 && static_cast<std::size_t>(std::count(got.begin(), got.end(), '\n')) < lines;) {
        size = ::recv(line.get(), part, sizeof part, 0);
        if (size > 0) got.append(part, static_cast<std::size_t>(size));
    }
    std::vector<std::string> answers;
    for (auto end = got.find('\n'); end != got.npos; got.erase(0, end + 1), end = got.find('\n'))
        answers.push_back(got.substr(0, end));
    return answers;
}

}  // namespace

TEST_CASE("a card is laid down, read by OpenSC, swapped and taken away by words") {
    const Fixture fixture;
    CHECK(fixture.say("status") == "hanako's card is in the hand");
    CHECK(fixture.say("insert") == "hanako's card lies on the reader");
    const auto name = fixture.run_on_card("opensc-tool --name");
    INFO(name.text);
    CHECK(name.says("jpki"));
    const auto asked = fixture.on_reader->news();
    CHECK(std::any_of(asked.begin(), asked.end(), [](const std::string& line) {
        return line.find("SELECT application") != line.npos && line.find("公的個人認証AP") != line.npos &&
               line.ends_with("  9000");
    }));
    CHECK(fixture.on_reader->news().empty());

    CHECK(fixture.run("pkcs15-tool --verify-pin --auth-id 1 --pin 9999").status != 0);
    CHECK(fixture.say("tries") == "PIN 2, signature password 5, 照合番号B 10; VERIFYs so far: 1");
    const auto verify = fixture.on_reader->news();
    for (const auto& line : verify) CHECK(line.find("9999") == line.npos);
    CHECK(std::any_of(verify.begin(), verify.end(), [](const std::string& line) { return line.ends_with("0018  63C2"); }));

    CHECK(fixture.say("swap locked") == "locked's card lies on the reader");
    CHECK(fixture.run_on_card("opensc-tool --name").says("jpki"));
    CHECK(fixture.run("pkcs15-tool --list-pins").says("Tries left     : 0"));
    CHECK(fixture.say("remove") == "locked's card is in the hand");
    CHECK_FALSE(fixture.run("sleep 0.6; opensc-tool --name").says("jpki"));
}

TEST_CASE("words that are not known, people that there are not and faults that cannot be are told") {
    const Fixture fixture;
    CHECK(fixture.on_reader->command("dance").error().code == ErrorCode::config_invalid);
    CHECK(fixture.on_reader->command("").error().detail.starts_with("an empty line; insert | remove | "));
    CHECK(fixture.say("help tries") == "tries: what the card's own counters say, and how many VERIFYs reached it");
    CHECK(fixture.on_reader->command("help dance").error().code == ErrorCode::config_invalid);
    CHECK(fixture.on_reader->command("insert now").error().code == ErrorCode::config_invalid);
    CHECK(fixture.on_reader->command("fault sleepy").error().code == ErrorCode::config_invalid);
    const auto nobody = fixture.on_reader->command("swap nobody").error();
    CHECK(nobody.code == ErrorCode::config_invalid);
    CHECK(nobody.detail.starts_with("nobody is called 'nobody'; there are blank cancelled child "));
    CHECK(fixture.on_reader->command("swap taro slowly").error().code == ErrorCode::config_invalid);
    CHECK(fixture.say("people").find("next_generation") != std::string::npos);
    CHECK(fixture.say("status") == "hanako's card is in the hand");
}

TEST_CASE("a card that tears itself out is told, and can be laid down again") {
    const Fixture fixture;
    REQUIRE(fixture.on_reader->command("insert"));
    CHECK(fixture.say("fault tear 5 at 1") == "hanako's card lies on the reader; fault tear 5 at 1, fired 0");
    CHECK_FALSE(fixture.run("sleep 0.6; opensc-tool --name").says("jpki"));
    const auto news = fixture.on_reader->news();
    REQUIRE_FALSE(news.empty());
    CHECK(news.back() == "the card left the field");
    CHECK(news[news.size() - 2].ends_with("  no answer"));
    CHECK(fixture.say("status") == "hanako's card is in the hand; fault tear 5 at 1, fired 1");
    REQUIRE(fixture.on_reader->command("fault none"));
    REQUIRE(fixture.on_reader->command("insert"));
    CHECK(fixture.run_on_card("opensc-tool --name").says("jpki"));
}

TEST_CASE("OpenSC knows the card by its applications, whatever ATR a reader makes up") {
    for (const auto& atr : sim::kCardAtrs) {
        INFO(atr.name);
        const Fixture fixture(atr.name);
        REQUIRE(fixture.on_reader->command("insert"));
        const auto name = fixture.run_on_card("opensc-tool --name; opensc-tool --atr");
        INFO(name.text);
        CHECK(name.says("jpki"));
        std::string bytes;
        for (std::size_t i = 0; i < atr.hex.size(); i += 2)
            bytes += (i == 0 ? "" : ":") + std::string(atr.hex.substr(i, 2));
        std::transform(bytes.begin(), bytes.end(), bytes.begin(), [](unsigned char c) { return std::tolower(c); });
        CHECK(name.says(bytes));
    }
}

TEST_CASE("lines come over a socket from several hands, and each gets its own answers") {
    const sim::TemporaryFolder folder;
    const auto path = (folder.path() / "socket").string();
    auto server = sim::LineServer::create(path);
    REQUIRE(server);
    auto first = std::async(std::launch::async, ask, path, std::string("one\ntwo\n"), std::size_t{2});
    auto second = std::async(std::launch::async, ask, path, std::string("three\n"), std::size_t{1});
    const auto done = [](auto& answers) {
        return answers.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    };
    const auto end = std::chrono::steady_clock::now() + test::kPatience;
    while (!(done(first) && done(second)) && std::chrono::steady_clock::now() < end)
        server->turn(base::Duration{20}, [](const std::string& line, sim::LineServer::Who) { return line + "!"; });
    CHECK(first.get() == std::vector<std::string>{"one!", "two!"});
    CHECK(second.get() == std::vector<std::string>{"three!"});
    CHECK_FALSE(sim::LineServer::create("/nonexistent/folder/socket"));
}
