// SPDX-License-Identifier: Apache-2.0
// uketsuke: the firmware.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <string>
#include <vector>

#include "firmware/audit/journal.hpp"
#include "firmware/base/environment.hpp"
#include "firmware/base/error_page.hpp"
#include "firmware/base/log.hpp"
#include "firmware/base/terminal.hpp"
#include "firmware/command_line/command_line.hpp"
#include "firmware/config/config.hpp"
#include "firmware/flow/flow_page.hpp"
#include "firmware/product/run_to_end.hpp"
#include "firmware/reception/password_hash.hpp"

using namespace uketsuke;

namespace {

enum Exit : int { kDone = 0, kJournalWrong = 1, kBadSettings = 2, kNotStarted = 3 };

constexpr auto kExitCodes =
    "Exit codes:\n"
    "  0  ended as asked; the journal is right; printed\n"
    "  1  --verify-audit: the journal is not right, or cannot be read\n"
    "  2  the command line or the settings are wrong (file:line:column tells where)\n"
    "  3  not started: something the settings name is missing or not usable (keys, models, decoder, folders, "
    "journal),\n"
    "     or the screen or its fonts are\n"
    "A missing camera, card reader or pcscd ends nothing: the kiosk is out of service and comes back by itself.\n";

struct Page {
    std::string_view name;
    std::string (*print)();
};
constexpr std::array kPages{Page{"errors", [] { return base::print_errors(); }},
                            Page{"states", flow::print_states},
                            Page{"transitions", flow::print_transitions},
                            Page{"flow", flow::print_flow},
                            Page{"config", config::print_reference},
                            Page{"sample", config::print_sample}};

int complain(Exit code, std::string_view sentence) {
    fmt::print(stderr, "uketsuke: {}\n", sentence);
    return code;
}

/// One of kPages.
int print_page(std::string_view name) {
    const auto page = std::find_if(kPages.begin(), kPages.end(), [&](const Page& p) { return p.name == name; });
    fmt::print("{}", page->print());
    return kDone;
}

int verify_audit(const std::filesystem::path& journal) {
    const auto check = audit::verify_journal(journal);
    if (!check) return complain(kJournalWrong, check.error().detail);
    if (check->first_bad_line)
        return complain(kJournalWrong,
                        fmt::format("{}:{}: {}", journal.string(), *check->first_bad_line, check->reason));
    fmt::print("{}: ok, {} records, head {}\n", journal.string(), check->records, check->head);
    return kDone;
}

int hash_password() {
    base::seal_memory();
    const auto hash = reception::PasswordHash::of(base::read_unseen("Facility password: "));
    if (!hash) return complain(kBadSettings, hash.error().detail);
    fmt::print("{}\n", hash->print());
    return kDone;
}

base::LogLevel log_level(std::string_view word) {
    constexpr std::array kWords{"quiet", "warning", "info", "debug"};
    return static_cast<base::LogLevel>(std::find(kWords.begin(), kWords.end(), word) - kWords.begin());
}

int run_kiosk(config::Config config) {
    base::seal_memory();
    product::block_end_signals();
    std::signal(SIGPIPE, SIG_IGN);  // a service that hangs up is an error of that question
    auto parts = product::usual_parts(config);
    auto product = product::Product::create(std::move(config), std::move(parts));
    if (!product) return complain(kNotStarted, product.error().detail);
    product::run_to_end(**product);
    return kDone;
}

struct Command {
    std::string config, page, environment = "clean";
    bool verify_audit = false, hash_password = false, version = false;
};

int print_version(const base::Environment& environment) {
    fmt::print("uketsuke {}\n{}", UKETSUKE_VERSION, base::describe(environment));
    return kDone;
}

void describe(CLI::App& app, Command& command) {
    std::vector<std::string> pages;
    for (const auto& page : kPages) pages.emplace_back(page.name);
    auto* config =
        app.add_option("--config", command.config, "runs the kiosk until its window is closed, SIGTERM or SIGINT")
            ->type_name("FILE");
    app.add_flag("--verify-audit", command.verify_audit, "checks the audit journal that the settings name")
        ->needs(config);
    app.add_flag("--hash-password", command.hash_password,
                 "reads a facility password (6 to 8 digits) and prints what the settings hold of it");
    app.add_option("--print", command.page, "prints a reference page; sample: settings with all defaults")
        ->type_name("PAGE")
        ->check(CLI::IsMember(pages));
    app.add_option(
           "--environment", command.environment,
           "clean: what steers libraries is taken out of the environment (SSLKEYLOGFILE, OPENSSL_*, PCSCLITE_*, "
           "proxies, ...); as-is: it is left in, for trials")
        ->check(CLI::IsMember({"clean", "as-is"}));
    app.add_flag("--version", command.version, "prints the version and what became of the environment");
    app.footer(kExitCodes);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("uketsuke: firmware of a face-authentication My Number Card reader", "uketsuke");
    Command command;
    describe(app, command);
    if (const auto end = command_line::read_or_end(app, argc, argv)) return *end;
    // Reading the command line uses nothing that reads the environment; everything below may.
    const auto environment = base::clean_environment(command.environment == "as-is");
    if (command.version) return print_version(environment);
    if (command.hash_password) return hash_password();
    if (!command.page.empty()) return print_page(command.page);
    if (command.config.empty()) return complain(kBadSettings, "--config FILE is missing; see uketsuke --help");
    auto config = config::load_config(command.config);
    if (!config) return complain(kBadSettings, config.error().detail);
    base::set_log_level(log_level(config->log_level));
    if (command.verify_audit) return verify_audit(config->audit_journal);
    base::warn_about(environment);
    return run_kiosk(std::move(*config));
}
