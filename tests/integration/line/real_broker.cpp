// SPDX-License-Identifier: Apache-2.0
#include "real_broker.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "desk/line/x509.hpp"
#include "tests/support/patience.hpp"

namespace uketsuke::test {
namespace {

/// One that is free now.
int a_port() {
    const base::Descriptor socket(::socket(AF_INET, SOCK_STREAM, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), size) == 0);
    ::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

nlohmann::json printed(desk::Board& board) {
    std::set<std::uint64_t> all;
    for (const auto& one : board.named()) all.insert(one.row);
    return nlohmann::json::parse(std::string_view(board.print(0, all)));
}

}  // namespace

bool comes(const std::function<bool()>& what) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (!what() && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(std::chrono::milliseconds{5});
    return what();
}

domain::StepReached step(std::uint32_t visit, std::string state) {
    return {
        .visit = visit, .n = 1, .state = std::move(state), .patient = true, .file = "file-" + std::to_string(visit)};
}

RealBroker::RealBroker() : listen("127.0.0.1:" + std::to_string(a_port())) {
    INFO("nats-server, of Debian's package of that name, is what this tests");
    REQUIRE(std::filesystem::exists(UKETSUKE_NATS_SERVER));
    auto opened = desk::line::Authority::open(scratch.path / "broker", listen);
    REQUIRE(opened);
    authority = std::make_unique<desk::line::Authority>(std::move(*opened));
    start();
}

void RealBroker::start() {
    const auto settings = authority->settings_file().string(), log = (scratch.path / "nats.log").string();
    const auto ready = scratch.path / "broker" / "nats.pid";
    std::filesystem::remove(ready);
    pid_ = ::fork();
    if (pid_ != 0) {
        REQUIRE(comes([&] { return std::filesystem::exists(ready); }));
        return;
    }
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int file = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(file, 1);
    ::dup2(file, 2);
    ::execl(UKETSUKE_NATS_SERVER, "nats-server", "-c", settings.c_str(), nullptr);
    ::_exit(127);
}

void RealBroker::kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(std::exchange(pid_, -1), nullptr, 0);
}

desk::line::Identity RealBroker::join(desk::line::Member::Kind kind, const std::string& name) {
    const auto key = desk::x509::make_key();
    const auto secret = authority->invite(kind, name, clock.wall());
    REQUIRE(secret);
    const auto member = authority->admit(*secret, desk::x509::print(*desk::x509::request_for(*key)), clock.wall());
    REQUIRE(member);
    REQUIRE(desk::line::save_identity(scratch.path / name, *key, *member));
    auto identity = desk::line::load_identity(scratch.path / name);
    REQUIRE(identity);
    return *identity;
}

std::string RealBroker::on_disk() const {
    std::string all;
    for (const auto& file : std::filesystem::recursive_directory_iterator(scratch.path / "broker" / "store")) {
        if (!file.is_regular_file()) continue;
        std::ostringstream text;
        text << std::ifstream(file.path(), std::ios::binary).rdbuf();
        all += text.str();
    }
    return all;
}

FarDesk::FarDesk(const desk::line::Identity& identity, const desk::line::Authority* authority,
                 const ports::Clock& clock, base::Duration keep_names)
    : board(clock, std::chrono::ceil<std::chrono::minutes>(keep_names)) {
    auto opened = desk::BrokerKiosks::open(identity, authority, keep_names, board, clock);
    REQUIRE(opened);
    kiosks = std::move(*opened);
}

std::vector<std::string> FarDesk::rows(bool names) {
    std::vector<std::string> list;
    const auto all = printed(board);
    for (const auto& row : all["rows"]) {
        auto line = row["kiosk"].get<std::string>() + " " + std::to_string(row["visit"].get<int>()) + " " +
                    row["state"].get<std::string>();
        if (names) line += " " + row["name"].get<std::string>();
        list.insert(list.begin(), line);
    }
    return list;
}

std::vector<std::string> FarDesk::notes(const std::string& kiosk) {
    std::vector<std::string> list;
    const auto add = [&](const nlohmann::json& of) {
        for (const auto& note : of["notes"])
            list.push_back(note["words"].get<std::string>() + " " + note["by"].get<std::string>());
    };
    const auto all = printed(board);
    for (const auto& one : all["kiosks"])
        if (one["name"] == kiosk) add(one);
    for (const auto& row : all["rows"])
        if (row["kiosk"] == kiosk) add(row);
    return list;
}

bool FarDesk::is_there(const std::string& kiosk) {
    const auto all = printed(board);
    for (const auto& one : all["kiosks"])
        if (one["name"] == kiosk) return one["there"].get<bool>();
    return false;
}

FarKiosk::FarKiosk(const desk::line::Identity& who, const std::filesystem::path& folder, const ports::Clock& time,
                   base::Duration keep)
    : identity(who), socket(folder / (who.name + ".sock")), clock(time), keep_names(keep) {
    auto made = desk_link::SocketLink::create({socket, identity.name}, clock);
    REQUIRE(made);
    link = std::move(*made);
    begin_line();
}

void FarKiosk::begin_line() {
    line.reset();
    auto started = desk::Relay::start(identity, {socket, keep_names}, clock);
    REQUIRE(started);
    line = std::move(*started);
}

}  // namespace uketsuke::test
