// SPDX-License-Identifier: Apache-2.0
// A kiosk's link and a desk over a real Unix socket: together, apart, and together again.
#include "firmware/desk_link/socket_link.hpp"

#include <sys/socket.h>
#include <sys/un.h>

#include <catch2/catch.hpp>
#include <cstring>
#include <nlohmann/json.hpp>

#include "desk/board.hpp"
#include "desk/kiosks.hpp"
#include "desk_clock.hpp"
#include "firmware/base/file.hpp"
#include "firmware/desk_link/line_status.hpp"
#include "firmware/desk_link/page_status.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;

namespace {

domain::StepReached step(std::uint32_t visit, std::string state) {
    return {.visit = visit, .n = 1, .state = std::move(state), .patient = true};
}

struct Desk {
    desk::Board board;
    std::unique_ptr<desk::Kiosks> kiosks;
    Desk(const ports::Clock& clock, const std::filesystem::path& socket) : board(clock, 30min) {
        auto listening = desk::Kiosks::listen(socket, board);
        REQUIRE(listening);
        kiosks = std::move(*listening);
    }
    std::vector<std::string> states() {
        std::vector<std::string> list;
        const auto all = nlohmann::json::parse(std::string_view(board.print(0, {})));
        for (const auto& row : all["rows"])
            list.push_back(std::to_string(row["visit"].get<int>()) + " " + row["state"].get<std::string>());
        return list;
    }
};

bool comes(const std::function<bool()>& what) {
    const auto end = std::chrono::steady_clock::now() + test::kPatience;
    while (!what() && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(2ms);
    return what();
}

struct Line {
    test::Scratch scratch;
    test::DeskClock clock;
    std::filesystem::path socket = scratch.path / "desk.sock";
    std::unique_ptr<desk_link::SocketLink> link;
    explicit Line(desk_link::Outbox::Bounds bounds = {}) {
        auto made = desk_link::SocketLink::create({socket, "kiosk-1", "", bounds}, clock);
        REQUIRE(made);
        link = std::move(*made);
    }
    bool all_there() {
        return comes([&] { return link->all_taken(); });
    }
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("what was told before anybody listened arrives once and in order, and so does what follows") {
    Line line;
    line.link->tell(step(1, "consent"));
    line.link->tell(step(1, "thanks"));
    line.link->tell(step(2, "consent"));
    {
        Desk desk(line.clock, line.socket);
        REQUIRE(line.all_there());
        CHECK(desk.states() == Lines{"2 consent", "1 thanks"});
        line.link->tell(step(3, "review"));
        REQUIRE(line.all_there());
        CHECK(desk.states() == Lines{"3 review", "2 consent", "1 thanks"});
    }
    line.link->tell(step(4, "consent"));
    CHECK_FALSE(line.link->all_taken());
    Desk again(line.clock, line.socket);
    REQUIRE(line.all_there());
    CHECK(again.states() == Lines{"4 consent"});
}

TEST_CASE("a desk that begins anew is told where the kiosk is") {
    Line line;
    line.link->tell(step(1, "consent"));
    {
        Desk desk(line.clock, line.socket);
        REQUIRE(line.all_there());
    }
    Desk again(line.clock, line.socket);
    CHECK(comes([&] { return again.states() == Lines{"1 consent"}; }));
}

TEST_CASE("torn apart after each report, the desk has each of them once and in order") {
    Line line;
    desk::Board board(line.clock, 30min);
    std::vector<std::uint64_t> numbers;
    for (std::uint32_t visit = 1; visit <= 8; ++visit) {
        auto kiosks = desk::Kiosks::listen(line.socket, board);
        REQUIRE(kiosks);
        line.link->tell(domain::NoteGiven{"call", 0, 0, "idle", 0, std::to_string(visit), 1});
        REQUIRE(line.all_there());
    }
    const auto list = nlohmann::json::parse(std::string_view(board.print(0, {})));
    std::string words;
    for (const auto& note : list["kiosks"][0]["notes"]) words += note["words"].get<std::string>();
    CHECK(words == "12345678");
}

TEST_CASE("a report that comes twice is taken once, and one of another run is not") {
    test::DeskClock clock;
    desk::Board board(clock, 30min);
    const desk_link::Hello hello{"kiosk-1", "aa", 0, clock.wall()};
    CHECK(board.greet(hello)->last == 0);
    const desk_link::Told note{1, clock.wall(), domain::NoteGiven{"call", 0, 0, "idle", 0, "x", 1}};
    board.hear(hello, note);
    board.hear(hello, note);
    board.hear({"kiosk-1", "bb", 0}, {2, clock.wall(), note.report});
    const auto list = nlohmann::json::parse(std::string_view(board.print(0, {})));
    CHECK(list["kiosks"][0]["notes"].size() == 1);
    CHECK(board.greet(hello)->last == 1);
    CHECK(board.greet({"kiosk-1", "bb", 0})->last == 0);
}

TEST_CASE(
    "a kiosk that the desk has closed hears it again, however often either of them begins anew or is torn apart") {
    Line line;
    desk::Board board(line.clock, 30min);
    const auto closes = domain::DeskAnswer{{}, domain::DeskSays::closes, 1, "ito"};
    {
        auto kiosks = desk::Kiosks::listen(line.socket, board);
        line.link->tell(step(0, "idle"));
        REQUIRE(line.all_there());
        REQUIRE(board.act({domain::DeskSays::closes, 1, "ito", 0, "kiosk-1"}).how == desk::Board::Answered::now);
    }  // before it was told
    for (int i = 0; i < 3; ++i) {
        auto kiosks = desk::Kiosks::listen(line.socket, board);
        CHECK(line.link->wait({}) == std::vector{closes});
    }
    CHECK(board.act({domain::DeskSays::opens, 0, "ito", 0, "kiosk-1"}).how == desk::Board::Answered::now);
    CHECK_FALSE(board.to_repeat("kiosk-1"));
}

TEST_CASE("without room the oldest is lost, and the desk is told how many") {
    Line line({.reports = 3});
    for (std::uint32_t visit = 1; visit <= 5; ++visit) line.link->tell(step(visit, "consent"));
    Desk desk(line.clock, line.socket);
    REQUIRE(line.all_there());
    CHECK(desk.states() == Lines{"5 consent", "4 consent", "3 consent"});
    const auto list = nlohmann::json::parse(std::string_view(desk.board.print(0, {})));
    CHECK(list["kiosks"][0]["lost"] == 2);
}

TEST_CASE("a report that is too long for a line is lost itself, and what follows arrives") {
    Line line;
    const base::WipedText long_name(desk_link::kLongestLine, 'x');
    line.link->tell(domain::PersonNamed{"a.xml", long_name, ""});
    line.link->tell(step(1, "consent"));
    Desk desk(line.clock, line.socket);
    REQUIRE(line.all_there());
    CHECK(desk.states() == Lines{"1 consent"});
    const auto list = nlohmann::json::parse(std::string_view(desk.board.print(0, {})));
    CHECK(list["kiosks"][0]["lost"] == 1);
}

TEST_CASE("a desk that hangs, with its door full, holds no kiosk up") {
    test::Scratch scratch;
    test::DeskClock clock;
    const auto socket = scratch.path / "desk.sock";
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strcpy(address.sun_path, socket.c_str());
    const base::Descriptor listener(::socket(AF_UNIX, SOCK_STREAM, 0));
    REQUIRE(::bind(listener.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::listen(listener.get(), 0) == 0);
    std::vector<base::Descriptor> waiting;  // until there is no room at the door
    for (bool room = true; room;) {
        waiting.emplace_back(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0));
        room = ::connect(waiting.back().get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    auto link = desk_link::SocketLink::create({socket, "kiosk-1"}, clock);
    REQUIRE(link);
    (*link)->tell(step(1, "consent"));
    link->reset();  // comes back
}

TEST_CASE("a name that waits too long for the desk is dropped") {
    Line line;
    line.link->tell(domain::PersonNamed{"a.xml", "山田", "ヤマダ"});
    CHECK_FALSE(line.link->all_taken());
    line.clock.move(31min);
    CHECK(line.all_there());
}

TEST_CASE("no name lies in the socket of a desk that hangs") {
    test::Scratch scratch;
    test::DeskClock clock;
    const auto socket = scratch.path / "desk.sock";
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strcpy(address.sun_path, socket.c_str());
    const base::Descriptor listener(::socket(AF_UNIX, SOCK_STREAM, 0));
    REQUIRE(::bind(listener.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::listen(listener.get(), 1) == 0);
    const auto link = desk_link::SocketLink::create({socket, "kiosk-1"}, clock);
    REQUIRE(link);
    const base::Descriptor door(::accept(listener.get(), nullptr, nullptr));
    const auto put = [&](const desk_link::FromDesk& message) {
        const auto line = std::string(desk_link::write(message)) + "\n";
        REQUIRE(::send(door.get(), line.data(), line.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(line.size()));
    };
    std::string got;
    const auto reads = [&](std::string_view words) {
        while (got.find(words) == std::string::npos) {
            std::array<char, 4096> block{};
            const auto size = ::recv(door.get(), block.data(), block.size(), 0);
            REQUIRE(size > 0);
            got.append(block.data(), static_cast<std::size_t>(size));
        }
    };
    put(desk_link::Welcome{0});
    (*link)->tell(step(1, "consent"));
    (*link)->tell(domain::PersonNamed{"a.xml", "山田", "ヤマダ"});
    (*link)->tell(step(1, "review"));
    reads("consent");
    CHECK(got.find("山田") == std::string::npos);
    put(desk_link::Taken{1});  // it is there
    reads("review");
    CHECK(got.find("山田") != std::string::npos);
}

TEST_CASE("what the desk answers reaches the kiosk, and only where it is there") {
    Line line;
    Desk desk(line.clock, line.socket);
    line.link->tell(step(1, "consent"));
    REQUIRE(line.all_there());
    CHECK_FALSE(desk.kiosks->send("kiosk-2", {{1, 1}}));
    REQUIRE(desk.kiosks->send("kiosk-1", {{1, 1}}));
    CHECK(line.link->wait({}) == std::vector{domain::DeskAnswer{{1, 1}}});
}

TEST_CASE("who does not speak the desk's language is cut off, and the others go on") {
    Line line;
    Desk desk(line.clock, line.socket);
    for (const auto& words :
         {std::string("GET / HTTP/1.1\r\n"), std::string(100'000, 'x'),
          std::string(write(desk_link::FromKiosk{desk_link::Told{1, {}, step(9, "consent")}})) + "\n",
          std::string(write(desk_link::FromKiosk{desk_link::Hello{"<b>", "aa", 0}})) + "\n"}) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strcpy(address.sun_path, line.socket.c_str());
        const base::Descriptor stranger(::socket(AF_UNIX, SOCK_STREAM, 0));
        REQUIRE(::connect(stranger.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        ::send(stranger.get(), words.data(), words.size(), MSG_NOSIGNAL);
        char byte = 0;
        CHECK(::recv(stranger.get(), &byte, 1, 0) <= 0);
    }
    line.link->tell(step(1, "consent"));
    REQUIRE(line.all_there());
    CHECK(desk.states() == Lines{"1 consent"});
}

TEST_CASE("a second desk does not take the socket of one that runs") {
    Line line;
    Desk desk(line.clock, line.socket);
    desk::Board other(line.clock, 30min);
    CHECK_FALSE(desk::Kiosks::listen(line.socket, other));
    line.link->tell(step(1, "consent"));
    CHECK(line.all_there());
}

TEST_CASE("the state of the line elsewhere is read as it was written, and nothing else is") {
    const test::Scratch scratch;
    const auto socket = scratch.path / "desk.sock";
    CHECK_FALSE(desk_link::read_line_status(socket));
    for (const auto& status : {desk_link::LineStatus{true, 3649, base::WallTime{1'796'093'590s}},
                               desk_link::LineStatus{false, -1, base::WallTime{1s}}}) {
        REQUIRE(desk_link::write_line_status(socket, status));
        CHECK(desk_link::read_line_status(socket) == status);
    }
    for (const auto* text : {"", "1", "1 30", "yes 30 1", "7 30 1"}) {
        REQUIRE(base::replace_file(socket.string() + ".line", text));
        CHECK_FALSE(desk_link::read_line_status(socket));
    }
}

TEST_CASE("the fingerprint of the page's certificate is read as it was written, and nothing else is") {
    const test::Scratch scratch;
    const auto socket = scratch.path / "desk.sock";
    CHECK_FALSE(desk_link::read_fingerprint(socket));
    std::string right = "AB";
    for (int i = 1; i < 32; ++i) right += ":0f";
    REQUIRE(desk_link::write_fingerprint(socket, right));
    CHECK(desk_link::read_fingerprint(socket) == right);
    auto wrong = right;
    wrong[4] = 'g';
    for (const auto& text : {std::string{}, right.substr(3), right + ":00", wrong, std::string(95, ':')}) {
        REQUIRE(desk_link::write_fingerprint(socket, text));
        CHECK_FALSE(desk_link::read_fingerprint(socket));
    }
}
