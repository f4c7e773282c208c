// SPDX-License-Identifier: Apache-2.0
// uketsuke-card: a card and its reader, looked at by an engineer.
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "commands.hpp"
#include "firmware/app/system_clock.hpp"
#include "firmware/base/build_date.hpp"
#include "firmware/base/terminal.hpp"
#include "firmware/wiring/look_at_premises.hpp"
#include "tools/contact/first_contact.hpp"

using namespace uketsuke;

namespace {

readiness::Report premises(const config::Config& config) {
    const app::SystemClock clock;
    readiness::Checklist list;
    wiring::add_premises(list, config, clock, base::build_date());
    return list.look(clock.wall());
}

}  // namespace

int main(int argc, char** argv) {
    base::seal_memory();
    std::signal(SIGPIPE, SIG_IGN);
    tools::card::Machine machine;
    machine.now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    machine.built = base::build_date();
    machine.ask = base::read_unseen;
    machine.premises = premises;
    machine.first_contact = tools::contact::first_contact;
    if (const char* socket = std::getenv("PCSCLITE_CSOCK_NAME")) machine.socket = socket;
    const auto answer = tools::card::answer({argv + 1, argv + argc}, machine);
    std::fputs(answer.out.c_str(), stdout);
    std::fputs(answer.err.c_str(), stderr);
    return answer.exit;
}
