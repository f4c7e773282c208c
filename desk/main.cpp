// SPDX-License-Identifier: Apache-2.0
// uketsuke-desk: the clerks' page.
#include <fmt/format.h>

#include <cstdio>

#include "desk/line/enrolment_code.hpp"
#include "explain.hpp"
#include "firmware/app/system_clock.hpp"
#include "firmware/base/environment.hpp"
#include "firmware/base/log.hpp"
#include "firmware/base/terminal.hpp"
#include "firmware/command_line/command_line.hpp"
#include "firmware/command_line/ending.hpp"
#include "service.hpp"
#include "stolen.hpp"

using namespace uketsuke;

namespace {

enum Exit : int { kDone = 0, kBadSettings = 2, kNotStarted = 3 };

constexpr auto kExitCodes =
    "Exit codes:\n"
    "  0  ended as asked; printed\n"
    "  2  the command line or the settings are wrong (file:line:column tells where)\n"
    "  3  not started: something the settings name is missing or not usable\n";

struct Command {
    std::string config, account, role = "clerk", enrol, expel, as = "kiosk";
    bool fingerprint = false, stolen = false;
    std::uint32_t visit = 0;
    std::vector<std::string> journals;
    std::string day;
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
    auto* enrol =
        app.add_option("--enrol", command.enrol,
                       "with --config of a desk that keeps the broker: prints a code with which that one joins "
                       "(uketsuke-desk-line --join); it counts once, and for 30 minutes")
            ->type_name("NAME");
    app.add_option("--as", command.as, "kiosk or desk")->needs(enrol)->check(CLI::IsMember({"kiosk", "desk"}));
    app.add_option("--expel", command.expel, "alike: what has joined by that name is out at once")->type_name("NAME");
    app.add_flag("--stolen", command.stolen, "with --config: says what somebody holds who took this machine");
    auto* explain =
        app.add_subcommand("explain", "prints what journals hold of one visit: what was asked, answered, delivered");
    explain->add_option("--visit", command.visit, "its number, as the desk and the journals have it")->required();
    explain->add_option("--journal", command.journals, "the kiosk's, and the desk's own")
        ->type_name("FILE")
        ->required();
    explain->add_option("--day", command.day, "2026-01-05: a kiosk counts anew at each start")->type_name("DATE");
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

/// The code names the desk by its address and certificate: both must be there as they will be served.
int enrol(const desk::Settings& settings, const Command& command) {
    using Kind = desk::line::Member::Kind;
    const auto certificate = desk::certificate_in(settings.state_folder, desk::hosts_of(settings));
    if (!certificate) return complain(kNotStarted, certificate.error().detail);
    const auto authority = desk::line::Authority::open(desk::broker_folder(settings), settings.broker);
    if (!authority) return complain(kNotStarted, authority.error().detail);
    const auto secret =
        authority->invite(command.as == "desk" ? Kind::desk : Kind::kiosk, command.enrol, app::SystemClock().wall());
    if (!secret) return complain(kBadSettings, secret.error().detail);
    const auto host = settings.address.find(':') == std::string::npos ? settings.address : "[" + settings.address + "]";
    fmt::print("{}\n", desk::line::EnrolmentCode::of(fmt::format("{}:{}", host, settings.port), *secret,
                                                     certificate->fingerprint)
                           .print());
    return kDone;
}

int expel(const desk::Settings& settings, const std::string& name) {
    const auto authority = desk::line::Authority::open(desk::broker_folder(settings), settings.broker);
    const auto done = authority ? authority->expel(name) : base::fail(authority.error());
    return done ? kDone : complain(kBadSettings, done.error().detail);
}

int explain(const Command& command) {
    const std::vector<std::filesystem::path> files(command.journals.begin(), command.journals.end());
    const auto text = desk::explain(files, command.visit, command.day);
    if (!text) return complain(kNotStarted, text.error().detail);
    if (text->empty()) return complain(kNotStarted, fmt::format("no visit {} in these journals", command.visit));
    fmt::print("{}", *text);
    return kDone;
}

int serve(const desk::Settings& settings) {
    base::seal_memory();
    const command_line::Ending ending;
    const app::SystemClock clock;
    const auto service = desk::Service::start(settings, clock);
    if (!service) return complain(kNotStarted, service.error().detail);
    fmt::print("{}\ncertificate SHA-256 {}\n", (*service)->url(), (*service)->fingerprint());
    std::fflush(stdout);
    ending.wait();
    return kDone;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("uketsuke-desk: the clerks' page of a face-authentication My Number Card reader", "uketsuke-desk");
    Command command;
    describe(app, command);
    if (const auto end = command_line::read_or_end(app, argc, argv)) return *end;
    base::clean_environment(false);
    if (!command.journals.empty()) return explain(command);
    if (!command.account.empty()) return new_account(command);
    if (command.config.empty()) return complain(kBadSettings, "--config FILE is missing; see uketsuke-desk --help");
    const auto settings = desk::load_settings(command.config);
    if (!settings) return complain(kBadSettings, settings.error().detail);
    if (command.stolen) return fmt::print("{}", desk::stolen(*settings)), kDone;
    if (command.enrol.empty() && command.expel.empty())
        return command.fingerprint ? print_fingerprint(*settings) : serve(*settings);
    if (settings->broker.empty()) return complain(kBadSettings, "this desk keeps no broker (broker.listen)");
    return command.enrol.empty() ? expel(*settings, command.expel) : enrol(*settings, command);
}
