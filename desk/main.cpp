// SPDX-License-Identifier: Apache-2.0
// uketsuke-desk: the clerks' page.
#include <fmt/format.h>

#include <csignal>
#include <cstdio>

#include "firmware/app/system_clock.hpp"
#include "firmware/base/environment.hpp"
#include "firmware/base/log.hpp"
#include "firmware/base/terminal.hpp"
#include "firmware/command_line/command_line.hpp"
#include "service.hpp"

using namespace uketsuke;

namespace {

enum Exit : int { kDone = 0, kBadSettings = 2, kNotStarted = 3 };

constexpr auto kExitCodes =
    "Exit codes:\n"
    "  0  ended as asked; printed\n"
    "  2  the command line or the settings are wrong (file:line:column tells where)\n"
    "  3  not started: something the settings name is missing or not usable\n";

struct Command {
    std::string config, account, role = "clerk";
    bool fingerprint = false;
};

int complain(Exit code, std::string_view sentence) {
    fmt::print(stderr, "uketsuke-desk: {}\n", sentence);
    return code;
}

void describe(CLI::App& app, Command& command) {
    app.add_option("--config", command.config, "serves the page until SIGTERM or SIGINT")->type_name("FILE");
    app.add_flag("--fingerprint", command.fingerprint,
                 "with --config: prints the fingerprint of the page's certificate, which it makes where there is none");
    auto* account = app.add_option("--new-account", command.account,
                                   "reads a password and prints what the settings hold of a new account, with a new "
                                   "secret for an authenticator app")
                        ->type_name("NAME");
    app.add_option("--role", command.role, "clerk or manager")
        ->needs(account)
        ->check(CLI::IsMember({"clerk", "manager"}));
    app.footer(kExitCodes);
}

/// The settings' own reader judges it before it is printed.
int new_account(const Command& command) {
    base::seal_memory();
    const auto password = reception::PasswordHash::of_phrase(base::read_unseen("Password: "));
    if (!password) return complain(kBadSettings, password.error().detail);
    const auto totp = desk::Totp::draw();
    if (!totp) return complain(kNotStarted, totp.error().detail);
    const auto text = fmt::format("[[account]]\nname = \"{}\"\nrole = \"{}\"\npassword = \"{}\"\ntotp = \"{}\"\n",
                                  command.account, command.role, password->print(), totp->print());
    const auto read = desk::parse_settings("[desk]\n" + text, "--new-account");
    if (!read) return complain(kBadSettings, read.error().detail);
    fmt::print("{}# otpauth://totp/uketsuke:{}?secret={}&issuer=uketsuke\n", text, command.account, totp->print());
    return kDone;
}

int print_fingerprint(const desk::Settings& settings) {
    const auto certificate = desk::certificate_in(settings.state_folder, desk::hosts_of(settings));
    if (!certificate) return complain(kNotStarted, certificate.error().detail);
    fmt::print("{}\n", certificate->fingerprint);
    return kDone;
}

int serve(const desk::Settings& settings) {
    base::seal_memory();
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    ::pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    std::signal(SIGPIPE, SIG_IGN);  // a browser that hangs up is no reason to end
    const app::SystemClock clock;
    const auto service = desk::Service::start(settings, clock);
    if (!service) return complain(kNotStarted, service.error().detail);
    fmt::print("{}\ncertificate SHA-256 {}\n", (*service)->url(), (*service)->fingerprint());
    std::fflush(stdout);
    int which = 0;
    sigwait(&ends, &which);
    return kDone;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("uketsuke-desk: the clerks' page of a face-authentication My Number Card reader", "uketsuke-desk");
    Command command;
    describe(app, command);
    if (const auto end = command_line::read_or_end(app, argc, argv)) return *end;
    base::clean_environment(false);
    if (!command.account.empty()) return new_account(command);
    if (command.config.empty()) return complain(kBadSettings, "--config FILE is missing; see uketsuke-desk --help");
    const auto settings = desk::load_settings(command.config);
    if (!settings) return complain(kBadSettings, settings.error().detail);
    return command.fingerprint ? print_fingerprint(*settings) : serve(*settings);
}
