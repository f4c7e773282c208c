// SPDX-License-Identifier: Apache-2.0
// uketsuke-desk-line: a kiosk's line to desks on other machines; joining it, for kiosks and desks.
#include <fmt/format.h>

#include <cstdio>

#include "desk/line/check.hpp"
#include "desk/line/join.hpp"
#include "firmware/app/system_clock.hpp"
#include "firmware/base/environment.hpp"
#include "firmware/base/terminal.hpp"
#include "firmware/command_line/command_line.hpp"
#include "firmware/command_line/ending.hpp"
#include "relay.hpp"

using namespace uketsuke;

namespace {

enum Exit : int { kDone = 0, kBadWords = 2, kNotStarted = 3, kNoLine = 4 };

constexpr auto kExitCodes =
    "Exit codes:\n"
    "  0  ended as asked; joined; --check: the broker answers\n"
    "  2  the command line is wrong, or the code is none\n"
    "  3  not started or not joined: the sentence tells why\n"
    "  4  --check: not joined, ended, or nobody answers\n";

struct Command {
    std::string identity = "/var/lib/uketsuke-line", socket, code;
    int keep_names = 30;
    bool join = false, check = false;
};

int complain(Exit code, std::string_view sentence) {
    fmt::print(stderr, "uketsuke-desk-line: {}\n", sentence);
    return code;
}

void describe(CLI::App& app, Command& command) {
    app.add_option("--identity", command.identity, "folder of the key and certificate (/var/lib/uketsuke-line)")
        ->type_name("FOLDER");
    app.add_option("--socket", command.socket,
                   "carries what the kiosk tells at this socket (its desk.socket) until SIGTERM or SIGINT")
        ->type_name("SOCKET");
    app.add_option("--keep-names-minutes", command.keep_names, "the kiosk's desk.keep_names_minutes (30)")
        ->check(CLI::Range(1, 720));
    app.add_flag("--join", command.join, "reads the code that uketsuke-desk --enrol printed, and joins");
    app.add_flag("--check", command.check,
                 "whether the broker answers, and how long the certificate counts: one line of JSON");
    app.footer(kExitCodes);
}

int join(const Command& command) {
    fmt::print(stderr, "Code: ");
    const auto code = desk::line::EnrolmentCode::parse(base::read_line().value_or(""));
    if (!code) return complain(kBadWords, "that is no code of uketsuke-desk --enrol");
    const auto name = desk::line::join(*code, command.identity);
    if (!name) return complain(kNotStarted, name.error().detail);
    fmt::print("{}\n", *name);
    return kDone;
}

std::string_view word_of(desk::line::LineState::How how) {
    using How = desk::line::LineState::How;
    switch (how) {
        case How::right: return "right";
        case How::not_joined: return "not_joined";
        case How::ended: return "ended";
        case How::unreachable: return "unreachable";
    }
    return "";
}

int check(const Command& command) {
    const auto state = desk::line::look_at_line(command.identity);
    fmt::print("{{\"line\":\"{}\",\"name\":\"{}\",\"broker\":\"{}\",\"days_left\":{}}}\n", word_of(state.how),
               state.name, state.broker, state.days_left);
    return state.how == desk::line::LineState::How::right ? kDone : kNoLine;
}

int carry(const Command& command) {
    base::seal_memory();
    const command_line::Ending ending;
    const app::SystemClock clock;
    const auto identity = desk::line::load_identity(command.identity);
    if (!identity) return complain(kNotStarted, identity.error().detail);
    const auto relay = desk::Relay::start(*identity, {command.socket, std::chrono::minutes{command.keep_names}}, clock);
    if (!relay) return complain(kNotStarted, relay.error().detail);
    fmt::print("{} to {}\n", identity->name, identity->broker);
    std::fflush(stdout);
    ending.wait();
    return kDone;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("uketsuke-desk-line: a kiosk's line to desks on other machines", "uketsuke-desk-line");
    Command command;
    describe(app, command);
    if (const auto end = command_line::read_or_end(app, argc, argv)) return *end;
    base::clean_environment(false);
    if (command.join) return join(command);
    if (command.check) return check(command);
    if (command.socket.empty()) return complain(kBadWords, "--socket is missing; see uketsuke-desk-line --help");
    return carry(command);
}
