// SPDX-License-Identifier: Apache-2.0
#include "dock_times.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <optional>

#include "firmware/base/descriptor.hpp"
#include "spread.hpp"

extern char** environ;

namespace uketsuke::tools::bench {
namespace {

constexpr double kReady = 1000;  ///< ms, the goal
constexpr int kStarts = 10, kTrips = 500;
constexpr std::string_view kRequest = "{\"verb\":\"state\"}\n";

/// The program, killed with this object.
class DockProcess {
public:
    /// False: it could not be started, or said nothing.
    bool start() {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) return false;
        said_ = base::Descriptor(ends[0]);
        const base::Descriptor tells(ends[1]);
        std::string program = UKETSUKE_SIM, verb = "dock", port = "--port", any = "0", control = "--control",
                    where = "127.0.0.1:0";
        std::array<char*, 7> words{program.data(), verb.data(),  port.data(), any.data(),
                                   control.data(), where.data(), nullptr};
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions, tells.get(), STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        const bool started = ::posix_spawn(&pid_, program.c_str(), &actions, nullptr, words.data(), environ) == 0;
        posix_spawn_file_actions_destroy(&actions);
        return started;
    }
    ~DockProcess() {
        if (pid_ <= 0) return;
        ::kill(pid_, SIGTERM);
        ::waitpid(pid_, nullptr, 0);
    }
    /// Empty: it ended before.
    std::string first_line() {
        std::array<char, 512> part{};
        while (line_.find('\n') == std::string::npos) {
            const auto got = ::read(said_.get(), part.data(), part.size());
            if (got <= 0) return {};
            line_.append(part.data(), static_cast<std::size_t>(got));
        }
        return line_.substr(0, line_.find('\n'));
    }
    [[nodiscard]] double megabytes() const {
        std::ifstream status(fmt::format("/proc/{}/status", pid_));
        for (std::string line; std::getline(status, line);)
            if (line.starts_with("VmRSS:")) return std::strtod(line.c_str() + 6, nullptr) / 1000;
        return 0;
    }

private:
    pid_t pid_ = -1;
    base::Descriptor said_;
    std::string line_;
};

/// Of `"control":"127.0.0.1:4711"`; 0: there is none.
int control_port(const std::string& line) {
    constexpr std::string_view kKey = "\"control\":\"127.0.0.1:";
    const auto at = line.find(kKey);
    int port = 0;
    if (at != std::string::npos) std::from_chars(line.data() + at + kKey.size(), line.data() + line.size(), port);
    return port;
}

base::Descriptor connected(int port) {
    base::Descriptor line(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in there{};
    there.sin_family = AF_INET;
    there.sin_port = htons(static_cast<std::uint16_t>(port));
    there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool ok = ::connect(line.get(), reinterpret_cast<const sockaddr*>(&there), sizeof there) == 0;
    return ok ? std::move(line) : base::Descriptor();
}

/// Milliseconds; empty: it was not answered.
std::optional<double> trip(int line) {
    const auto began = Stopwatch::now();
    if (::send(line, kRequest.data(), kRequest.size(), MSG_NOSIGNAL) < 0) return {};
    std::array<char, 4096> part{};
    for (;;) {
        const auto got = ::recv(line, part.data(), part.size(), 0);
        if (got <= 0) return {};
        if (part[static_cast<std::size_t>(got) - 1] == '\n') return since(began);
    }
}

bool give_up(const char* why) {
    fmt::print(stderr, "uketsuke-bench: the dock {}\n", why);
    return false;
}

}  // namespace

bool bench_dock(Figures& figures) {
    Spread ready, trips;
    double megabytes = 0;
    for (int i = 0; i < kStarts; ++i) {
        DockProcess dock;
        const auto began = Stopwatch::now();
        if (!dock.start()) return give_up("could not be started");
        const auto line = dock.first_line();
        ready.add(since(began));
        megabytes = dock.megabytes();
        const auto control = connected(control_port(line));
        if (!control) return give_up("said no place to connect to");
        for (int each = 0; each < kTrips / kStarts; ++each) {
            const auto took = trip(control.get());
            if (!took) return give_up("did not answer");
            trips.add(*took);
        }
    }
    const auto figure =
        fmt::format("{:.0f} ms p50{}; {:.0f} MB", ready.at(0.5), goal(ready.at(0.5), kReady), megabytes);
    const auto answers = fmt::format("{:.1f} ms p50, {:.1f} ms p99", trips.at(0.5), trips.at(0.99));
    fmt::print("\nThe simulator's dock, {} starts: {}\nA verb on its control socket: {}\n", kStarts, figure, answers);
    figures.add("the simulator's dock: ready from its start; memory", figure);
    figures.add("a verb on the control socket of a kiosk with a dock → its answer (it looks every 4 ms)", answers);
    return true;
}

}  // namespace uketsuke::tools::bench
