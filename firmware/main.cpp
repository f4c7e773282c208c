// SPDX-License-Identifier: Apache-2.0
// uketsuke: the firmware.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "drivers/sound/pack_folder.hpp"
#include "drivers/store/known_devices.hpp"
#include "firmware/audit/verify_journal.hpp"
#include "firmware/base/environment.hpp"
#include "firmware/base/error_page.hpp"
#include "firmware/base/folder.hpp"
#include "firmware/base/log.hpp"
#include "firmware/base/terminal.hpp"
#include "firmware/command_line/command_line.hpp"
#include "firmware/config/config.hpp"
#include "firmware/flow/flow_page.hpp"
#include "firmware/product/notice.hpp"
#include "firmware/product/ready.hpp"
#include "firmware/product/run_to_end.hpp"
#include "firmware/readiness/lines.hpp"
#include "firmware/reception/password_hash.hpp"
#include "firmware/wiring/clinic_side.hpp"
#include "ui/locale/consent_words.hpp"

using namespace uketsuke;

namespace {

enum Exit : int { kDone = 0, kJournalWrong = 1, kBadSettings = 2, kNotStarted = 3, kFollows = 4, kNotReady = 5 };

constexpr auto kExitCodes =
    "Exit codes:\n"
    "  0  ended as asked; the journal is right; printed\n"
    "  1  --verify-audit: the journal is not right, not signed by that key, or cannot be read\n"
    "  2  the command line or the settings are wrong (file:line:column tells where)\n"
    "  3  not started: something the settings name is missing or not usable (keys, models, decoder, folders, "
    "journal),\n"
    "     or the screen or its fonts are\n"
    "  4  --verify-audit: right, but it follows another journal: compare the HEAD that it names with that one's\n"
    "  5  --ready: something is wrong that patients would meet; --paper: it could not be printed\n"
    "A missing camera, card reader or pcscd ends nothing: the kiosk is out of service and comes back by itself.\n";

struct Page {
    std::string_view name;
    std::string (*print)();
};
constexpr std::array kPages{Page{"errors", [] { return base::print_errors(); }},
                            Page{"states", flow::print_states},
                            Page{"transitions", flow::print_transitions},
                            Page{"flow", flow::print_flow},
                            Page{"consent_words", ui::print_consent_words},
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

/// What somebody who checks a journal says on the command line.
struct Verify {
    bool asked = false;
    std::string journal, key;  ///< key: file of the public half
};

/// The settings know both; an auditor without them names both.
Verify completed(Verify verify, const config::Config& config) {
    if (verify.journal.empty()) verify.journal = config.audit_journal;
    std::error_code error;
    if (const auto ours = wiring::journal_public_file(config);
        verify.key.empty() && std::filesystem::exists(ours, error))
        verify.key = ours;
    return verify;
}

std::string words_on(const Verify& verify, const audit::JournalCheck& check) {
    auto words = fmt::format("{}: ok, {} records", verify.journal, check.records);
    if (!check.follows.empty()) words += fmt::format(", follows HEAD {}", check.follows);
    words += fmt::format(", head {}", check.head);
    if (verify.key.empty()) return words + ", signatures not checked: no --public";
    return words + fmt::format(", {} signed", check.signed_records);
}

int verify_audit(const Verify& verify) {
    std::optional<audit::PublicKey> key;
    if (!verify.key.empty()) {
        auto loaded = audit::PublicKey::load(verify.key);
        if (!loaded) return complain(kJournalWrong, loaded.error().detail);
        key = std::move(*loaded);
    }
    const auto check = audit::verify_journal(verify.journal, key ? &*key : nullptr);
    if (!check) return complain(kJournalWrong, check.error().detail);
    if (check->first_bad_line)
        return complain(kJournalWrong, fmt::format("{}:{}: {}", verify.journal, *check->first_bad_line, check->reason));
    if (key && check->records > 0 && check->signed_records == 0)
        return complain(kJournalWrong, fmt::format("{}: no line is signed", verify.journal));
    fmt::print("{}\n", words_on(verify, *check));
    return check->follows.empty() ? kDone : kFollows;
}

struct HashPassword {
    bool asked = false;
    std::string name, expires;
};

/// The hash alone, or with a name and a day what staff_check.codes holds of one person. The settings' own reader judges
/// both before anybody types.
int hash_password(const HashPassword& person) {
    base::seal_memory();
    const auto entry = [&](std::string_view hash) {
        return fmt::format("{{ name = \"{}\", hash = \"{}\", expires = {} }}", person.name, hash, person.expires);
    };
    if (!person.name.empty()) {
        const auto any = fmt::format("scrypt:15:8:1:{:032}:{:064}", 0, 0);
        const auto read =
            config::parse_config(fmt::format("[staff_check]\ncodes = [{}]\n", entry(any)), "/staff_check.codes");
        if (!read) return complain(kBadSettings, read.error().detail);
    }
    const auto hash = reception::PasswordHash::of(base::read_unseen("Code for the staff check: "));
    if (!hash) return complain(kBadSettings, hash.error().detail);
    fmt::print("{}\n", person.name.empty() ? hash->print() : entry(hash->print()));
    return kDone;
}

/// How --ready tells what it found, besides the exit code.
struct Ready {
    bool asked = false, json = false, paper = false;
};

int tell_readiness(const Ready& ready, const config::Config& config) {
    const auto report = product::look_at_readiness(config);
    const auto lines = readiness::lines_of(report);
    if (ready.json)
        fmt::print("{}\n", readiness::as_json(report));
    else
        for (const auto& line : lines) fmt::print("{}\n", line);
    if (ready.paper)
        if (const auto printed = product::print_on_paper(config, lines); !printed)
            return complain(kNotReady, printed.error().detail);
    return report.ready() ? kDone : kNotReady;
}

int accept_devices(const config::Config& config) {
    const auto accepted = drivers::store::accept_devices(config.state_folder);
    if (!accepted) return complain(kNotStarted, "state.folder: " + accepted.error().detail);
    if (accepted->empty()) fmt::print("no reader or camera waits to be accepted\n");
    for (const auto& sentence : *accepted) fmt::print("{}\n", sentence);
    return kDone;
}

base::LogLevel log_level(std::string_view word) {
    constexpr std::array kWords{"quiet", "warning", "info", "debug"};
    return static_cast<base::LogLevel>(std::find(kWords.begin(), kWords.end(), word) - kWords.begin());
}

/// Not where a simulated kiosk's folders lie: nobody else writes there.
void warn_about_folders(const config::Config& config) {
    if (base::on_one_file_system(config.results_folder, config.state_folder))
        base::warn("kiosk",
                   "results.folder and state.folder lie on one file system: whoever fills the one stops the "
                   "journal's counters in the other (docs/journal.md)");
}

int run_kiosk(config::Config config, const std::filesystem::path& file) {
    base::seal_memory();
    product::block_end_signals();
    std::signal(SIGPIPE, SIG_IGN);  // a service that hangs up is an error of that question
    auto parts = product::usual_parts(config);
    parts.settings_file = file;
    auto product = product::Product::create(std::move(config), std::move(parts));
    if (!product) return complain(kNotStarted, product.error().detail);
    product::run_to_end(**product);
    return kDone;
}

int show_notice(const std::string& file) {
    const auto shown = product::show_notice(file);
    return shown ? kDone : complain(kNotStarted, shown.error().detail);
}

struct Command {
    std::string config, page, environment = "clean";
    Verify verify;
    HashPassword hash;
    Ready ready;
    bool accept_devices = false, notice = false, version = false;
};

/// With settings the packs that they name.
int print_version(const base::Environment& environment, const std::string& file) {
    config::Config config;
    if (!file.empty())
        if (auto loaded = config::load_config(file)) config = std::move(*loaded);
    fmt::print("uketsuke {}\n{}\n{}", UKETSUKE_VERSION, drivers::sound::PackFolder(config.sound_packs).summary(),
               base::describe(environment));
    return kDone;
}

void describe(CLI::App& app, Command& command) {
    std::vector<std::string> pages;
    for (const auto& page : kPages) pages.emplace_back(page.name);
    app.add_option("--config", command.config, "runs the kiosk until its window is closed, SIGTERM or SIGINT")
        ->type_name("FILE");
    auto* verify = app.add_flag("--verify-audit", command.verify.asked,
                                "checks an audit journal: the one that the settings name, or that of --journal");
    app.add_option("--journal", command.verify.journal, "the journal to check; then no settings are needed")
        ->type_name("FILE")
        ->needs(verify);
    app.add_option("--public", command.verify.key,
                   "the public half of the journal's key (journal.pub of the state folder); no secret is needed")
        ->type_name("FILE")
        ->needs(verify);
    auto* hash =
        app.add_flag("--hash-password", command.hash.asked,
                     "reads a code for the staff check (6 to 8 digits) and prints what the settings hold of it");
    auto* name = app.add_option("--name", command.hash.name,
                                "whose code it is, a label: prints a whole line for staff_check.codes")
                     ->type_name("LABEL")
                     ->needs(hash);
    auto* expires = app.add_option("--expires", command.hash.expires, "the last day on which it counts, 2027-03-31")
                        ->type_name("DAY")
                        ->needs(name);
    name->needs(expires);
    app.add_flag(
        "--accept-devices", command.accept_devices,
        "accepts the readers and cameras that the kiosk found in place of those that it knew, and prints which; "
        "a kiosk that runs goes on by itself");
    app.add_flag("--notice", command.notice,
                 "shows on the screen why the kiosk does not start, and ends when that has changed");
    auto* ready = app.add_flag("--ready", command.ready.asked,
                               "looks whether this kiosk is ready for the day, and says what to do where it is not; "
                               "with a test card on the reader that is read too (docs/readiness.md)");
    app.add_flag("--json", command.ready.json, "for programs")->needs(ready);
    app.add_flag("--paper", command.ready.paper, "prints it on the slips' printer too")->needs(ready);
    app.add_option("--print", command.page, "prints a reference page; sample: settings with all defaults")
        ->type_name("PAGE")
        ->check(CLI::IsMember(pages));
    app.add_option(
           "--environment", command.environment,
           "clean: what steers libraries is taken out of the environment (SSLKEYLOGFILE, OPENSSL_*, PCSCLITE_*, "
           "proxies, ...); as-is: it is left in, for trials")
        ->check(CLI::IsMember({"clean", "as-is"}));
    app.add_flag("--version", command.version,
                 "prints the version, whose voice there is, and what became of the environment");
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
    if (command.version) return print_version(environment, command.config);
    if (command.hash.asked) return hash_password(command.hash);
    if (!command.page.empty()) return print_page(command.page);
    if (command.verify.asked && !command.verify.journal.empty() && command.config.empty())
        return verify_audit(command.verify);
    if (command.config.empty()) return complain(kBadSettings, "--config FILE is missing; see uketsuke --help");
    if (command.notice) return show_notice(command.config);
    auto config = config::load_config(command.config);
    if (!config) return complain(kBadSettings, config.error().detail);
    base::set_log_level(log_level(config->log_level));
    if (command.verify.asked) return verify_audit(completed(command.verify, *config));
    if (command.ready.asked) return tell_readiness(command.ready, *config);
    if (command.accept_devices) return accept_devices(*config);
    base::warn_about(environment);
    warn_about_folders(*config);
    return run_kiosk(std::move(*config), command.config);
}
