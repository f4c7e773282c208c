// SPDX-License-Identifier: Apache-2.0
// uketsuke-sim: the firmware on simulated hardware.
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "firmware/base/environment.hpp"
#include "firmware/base/log.hpp"
#include "firmware/command_line/command_line.hpp"
#include "sim/card_verb/card_verb.hpp"
#include "sim/demo/demo.hpp"
#include "sim/demo/impostors.hpp"
#include "sim/demo/play.hpp"
#include "sim/demo/window.hpp"
#include "sim/errors/shown_errors.hpp"
#include "sim/service_verb/service_verb.hpp"

using namespace uketsuke;

namespace {

bool has_display() { return std::getenv("DISPLAY") != nullptr || std::getenv("WAYLAND_DISPLAY") != nullptr; }

int window() {
    if (has_display()) return sim::run_window();
    std::fputs("uketsuke-sim: no display here (DISPLAY and WAYLAND_DISPLAY are not set); 'demo' works without one\n",
               stderr);
    return 1;
}

/// What a verb does once all words are read. Returns the exit code.
using Work = std::function<int()>;

void add_demo(CLI::App& program, Work& work) {
    auto options = std::make_shared<sim::DemoOptions>();
    options->window = has_display();
    auto* verb = program.add_subcommand("demo", "play the check-ins through the real pcscd, TLS and face networks");
    verb->add_flag("--impostor", options->impostor, "another person stands before the camera");
    verb->add_flag_callback(
        "--headless", [options] { options->window = false; }, "without a window");
    verb->add_option("--out", options->out, "where the storyboard and the results go")->type_name("DIR");
    verb->callback([&work, options] { work = [options] { return sim::run_demo(*options); }; });
}

void add_play(CLI::App& program, Work& work) {
    struct Wishes {
        std::vector<std::string> files;
        std::string service;
    };
    auto wishes = std::make_shared<Wishes>();
    auto* verb = program.add_subcommand("play", "play scenarios (docs/scenarios.md)");
    verb->add_option("FILE", wishes->files)->type_name("")->required();
    verb->add_option("--service", wishes->service, "on the real rig: a service that runs elsewhere")->type_name("URL");
    verb->callback([&work, wishes] { work = [wishes] { return sim::play_files(wishes->files, wishes->service); }; });
}

void add_attacks(CLI::App& program, Work& work) {
    auto out = std::make_shared<std::string>();
    auto* verb = program.add_subcommand("attacks", "draw each simulated attack on the face for uketsuke-eval pad");
    verb->add_option("--out", *out, "where the pictures go")->type_name("DIR")->required();
    verb->callback([&work, out] { work = [out] { return sim::draw_attacks(*out); }; });
}

void add_card(CLI::App& program, Work& work) {
    auto wishes = std::make_shared<sim::CardWishes>();
    auto* verb =
        program.add_subcommand("card", "a card in this machine's pcscd, for any software (docs/simulated-card.md)");
    sim::describe(*verb, *wishes);
    verb->callback([&work, wishes] { work = [wishes] { return sim::run_card(*wishes); }; });
}

void add_service(CLI::App& program, Work& work) {
    auto wishes = std::make_shared<sim::ServiceWishes>();
    auto* verb = program.add_subcommand("service", "the eligibility service, for any software (docs/simulated-service.md)");
    sim::describe(*verb, *wishes);
    verb->callback([&work, wishes] { work = [wishes] { return sim::run_service(*wishes); }; });
}

int print_errors() { return std::fputs(sim::print_errors().c_str(), stdout) < 0; }

void add_verbs(CLI::App& program, Work& work) {
    program.require_subcommand(1);
    add_demo(program, work);
    add_play(program, work);
    program.add_subcommand("window", "the kiosk in a window, with keys for card, people and faults")->callback([&work] {
        work = window;
    });
    add_attacks(program, work);
    add_card(program, work);
    add_service(program, work);
    program.add_subcommand("errors", "print docs/errors.md: each error, what provokes and shows it")->callback([&work] {
        work = print_errors;
    });
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App program("uketsuke-sim: the kiosk's firmware on simulated hardware", "uketsuke-sim");
    Work work;
    add_verbs(program, work);
    if (const auto end = command_line::read_or_end(program, argc, argv)) return *end;
    const auto environment = base::clean_environment();  // as the product does; a daemon of our own is named afterwards
    if (std::getenv("UKETSUKE_LOG") != nullptr) base::set_log_level(base::LogLevel::info);
    base::warn_about(environment);
    return work();
}
