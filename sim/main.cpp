// SPDX-License-Identifier: Apache-2.0
// uketsuke-sim: the firmware on simulated hardware.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "firmware/base/environment.hpp"
#include "firmware/base/log.hpp"
#include "firmware/command_line/command_line.hpp"
#include "sim/card_verb/card_verb.hpp"
#include "sim/conformance/conformance.hpp"
#include "sim/demo/demo.hpp"
#include "sim/demo/impostors.hpp"
#include "sim/demo/practice.hpp"
#include "sim/demo/voice_demo.hpp"
#include "sim/dock/dock.hpp"
#include "sim/errors/shown_errors.hpp"
#include "sim/faults/fault_table.hpp"
#include "sim/fuzz/fuzz_verb.hpp"
#include "sim/live/convert.hpp"
#include "sim/live/live.hpp"
#include "sim/live/play.hpp"
#include "sim/matrix/matrix_verb.hpp"
#include "sim/person_verb/person_verb.hpp"
#include "sim/scenario/verb_page.hpp"
#include "sim/service_verb/service_verb.hpp"

using namespace uketsuke;

namespace {

bool has_display() { return std::getenv("DISPLAY") != nullptr || std::getenv("WAYLAND_DISPLAY") != nullptr; }

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
    auto voice = std::make_shared<bool>(false);
    verb->add_flag("--voice", *voice, "by keys and sound alone, with the screen off: leaves what was heard");
    auto practice = std::make_shared<bool>(false);
    verb->add_flag("--practice", *practice, "rehearse a visit by keys and sound, in this terminal");
    verb->callback([&work, options, voice, practice] {
        work = [options, voice, practice] {
            if (*practice) return sim::run_practice();
            return *voice ? sim::run_voice_demo({options->out}) : sim::run_demo(*options);
        };
    });
}

void add_play(CLI::App& program, Work& work) {
    auto wishes = std::make_shared<sim::PlayWishes>();
    auto* verb = program.add_subcommand("play", "play scenarios (docs/scenarios.md)");
    verb->add_option("FILE", wishes->files, "scenarios; a pipe, or - for standard input, is played line by line")
        ->type_name("")
        ->required();
    verb->add_option("--service", wishes->service, "on the real rig: a service that runs elsewhere")->type_name("URL");
    verb->add_option("--desk", wishes->desk, "alike: the socket of a desk that runs")->type_name("SOCKET");
    verb->add_option("--out", wishes->out, "keeps each kiosk's files in DIR/scenario, and what a failure looked like")
        ->type_name("DIR");
    verb->callback([&work, wishes] { work = [wishes] { return sim::play_files(*wishes); }; });
}

void add_live(CLI::App& program, Work& work) {
    auto wishes = std::make_shared<sim::LiveWishes>();
    auto* verb = program.add_subcommand("live", "a kiosk driven by verbs, also from other programs (docs/control.md)");
    sim::describe(*verb, *wishes);
    verb->callback([&work, wishes] { work = [wishes] { return sim::run_live(*wishes); }; });
}

void add_dock(CLI::App& program, Work& work) {
    auto wishes = std::make_shared<sim::DockWishes>();
    auto* verb = program.add_subcommand("dock", "a kiosk and a page in the browser that drives it (docs/dock.md)");
    sim::describe(*verb, *wishes);
    verb->callback([&work, wishes] { work = [wishes] { return sim::run_dock(*wishes); }; });
}

void add_convert(CLI::App& program, Work& work) {
    auto files = std::make_shared<std::vector<std::string>>();
    auto* verb = program.add_subcommand("convert", "make scenarios of the version before today's, in place");
    verb->add_option("FILE", *files, "scenarios")->type_name("")->required();
    verb->callback([&work, files] { work = [files] { return sim::convert_files(*files); }; });
}

void add_fuzz(CLI::App& program, Work& work) {
    auto wishes = std::make_shared<sim::FuzzWishes>();
    auto* verb =
        program.add_subcommand("fuzz", "random people, fingers, faults and clocks, held to what must never be");
    sim::describe(*verb, *wishes);
    verb->callback([&work, wishes] { work = [wishes] { return sim::run_fuzz(*wishes); }; });
}

void add_day(CLI::App& program, Work& work) {
    auto wishes = std::make_shared<sim::CrowdWishes>();
    auto* verb = program.add_subcommand("day", "the patients of a day, or of many, at one kiosk");
    sim::describe(*verb, *wishes);
    verb->callback([&work, wishes] { work = [wishes] { return sim::run_day(*wishes); }; });
}

void add_matrix(CLI::App& program, Work& work) {
    auto options = std::make_shared<sim::MatrixOptions>();
    auto* verb = program.add_subcommand("matrix", "every fault of a device in every state (docs/faults.md)");
    sim::describe(*verb, *options);
    verb->callback([&work, options] { work = [options] { return sim::run_matrix(*options); }; });
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
    auto* verb =
        program.add_subcommand("service", "the eligibility service, for any software (docs/simulated-service.md)");
    sim::describe(*verb, *wishes);
    verb->callback([&work, wishes] { work = [wishes] { return sim::run_service(*wishes); }; });
}

void add_person(CLI::App& program, Work& work) {
    sim::describe_person(*program.add_subcommand("person", "people of one's own (docs/people.md)"), work);
}

void add_conformance(CLI::App& program, Work& work) {
    auto wishes = std::make_shared<sim::ConformanceWishes>();
    auto* verb = program.add_subcommand("conformance", "feed results to a clinic's program (docs/vendor.md)");
    sim::describe(*verb, *wishes);
    verb->callback([&work, wishes] { work = [wishes] { return sim::run_conformance(*wishes); }; });
}

/// sim/vendor/vendor.sh in place of this process, with the words that are not ours for the dock.
int run_vendor(const std::string& out, std::vector<std::string> words) {
    const auto self = std::filesystem::read_symlink("/proc/self/exe");
    words.insert(words.begin(), {"/bin/bash", UKETSUKE_VENDOR_SCRIPT, self.string(), UKETSUKE_DESK, out});
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    ::execv(arguments[0], arguments.data());
    std::perror("uketsuke-sim: /bin/bash");
    return 1;
}

void add_vendor(CLI::App& program, Work& work) {
    auto out = std::make_shared<std::string>("out/vendor");
    auto* verb = program.add_subcommand("vendor", "kiosk, service and desk with a folder of results (docs/vendor.md)");
    verb->add_option("--out", *out, "results in DIR/face; out/vendor unless told")->type_name("DIR");
    verb->prefix_command();
    verb->callback([&work, out, verb] { work = [out, words = verb->remaining()] { return run_vendor(*out, words); }; });
}

/// `uketsuke-sim --verbs [--json]`: no other word is needed then.
void add_tables(CLI::App& program, Work& work) {
    auto json = std::make_shared<bool>(false);
    auto* tables = program.add_flag_callback(
        "--verbs",
        [&program, &work, json] {
            program.require_subcommand(0);
            work = [json] {
                return std::fputs((*json ? sim::print_verbs_json() : sim::print_verbs()).c_str(), stdout) < 0;
            };
        },
        "print docs/verbs.md: all that can be done with a kiosk");
    program.add_flag("--json", *json, "as the JSON schema of the control socket")->needs(tables);
}

int print_faults() { return std::fputs(sim::print_faults().c_str(), stdout) < 0; }
int print_errors() { return std::fputs(sim::print_errors().c_str(), stdout) < 0; }

void add_verbs(CLI::App& program, Work& work) {
    program.require_subcommand(1);
    add_tables(program, work);
    add_demo(program, work);
    add_play(program, work);
    add_live(program, work);
    add_dock(program, work);
    add_convert(program, work);
    add_attacks(program, work);
    add_fuzz(program, work);
    add_day(program, work);
    add_matrix(program, work);
    add_card(program, work);
    add_service(program, work);
    add_person(program, work);
    add_conformance(program, work);
    add_vendor(program, work);
    program.add_subcommand("faults", "print docs/faults.md: what can be wrong with each device")->callback([&work] {
        work = print_faults;
    });
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
