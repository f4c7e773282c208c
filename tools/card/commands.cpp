// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "dialogues.hpp"

namespace uketsuke::tools::card {
namespace {

using base::Arguments;
using base::ErrorCode;
using base::Option;

constexpr std::string_view kHelp =
    R"(uketsuke-card: looks at a card reader and at the My Number Card on it, and says what is wrong and what to do.
A real reader and a real card, or the simulated ones of `uketsuke-sim card`; the same driver as the kiosk's.

  uketsuke-card doctor [--config FILE]     daemon, permission, readers, USB, card, tries, certificate, from the ground up;
                                           with the kiosk's settings also which reader it would take, and the trust
  uketsuke-card info                       what the card tells without any PIN
  uketsuke-card tries                      tries left on its counters; asking burns none
  uketsuke-card photo --verify [--out FILE]
                                           reads the photo by 照合番号B (asked for; or a line on standard input) and
                                           checks that record and card are genuine: needs --trust FILE or --config FILE.
                                           The picture is written only with --out
  uketsuke-card trace [identify|tries|info|photo --verify]
                                           the same, with every command that goes to the card: names, status words,
                                           times; never what is secret or personal

  everywhere: --reader NAME   part of the reader's name, in place of the settings' reader.name
              --config FILE   the kiosk's settings (uketsuke.toml)
              --today DATE    judges dates as on that day (YYYYMMDD)
              --json          one JSON object, described in docs/card-tool.md

No verb but photo sends a PIN or number to the card, and none ever asks for the four-digit PIN. 照合番号B is sent once at
most, never when five or fewer of its ten tries are left, and never taken from the command line.

Exit codes:
)";

struct Verb {
    const char* name;
    base::Result<Report> (*run)(const Task&);
    std::vector<Option> options;
    std::size_t most_words = 0;  ///< besides options
};

template <base::Result<Findings> (*look)(const Task&, HeldCard&)>
base::Result<Report> on_card(const Task& task) {
    auto card = hold(choose_reader(task));
    if (!card) return base::fail(card.error());
    auto findings = look(task, *card);
    if (!findings) return base::fail(findings.error());
    return Report{{}, std::move(*findings)};
}

const std::vector<Verb>& verbs() {
    static const std::vector<Option> of_photo{{"--verify", false}, {"--trust"}, {"--out"}};
    static const std::vector<Verb> all{{"doctor", run_doctor, {}},
                                       {"info", on_card<look_at_info>, {}},
                                       {"tries", on_card<look_at_tries>, {}},
                                       {"photo", on_card<look_at_photo>, of_photo},
                                       {"trace", run_trace, of_photo, 1}};
    return all;
}

std::string help() {
    std::string text(kHelp);
    for (const auto& line : exit_codes())
        text += fmt::format("  {:>2}  {}\n", static_cast<int>(line.exit), line.meaning);
    return text;
}

const Verb* find_verb(const std::string& name) {
    const auto& all = verbs();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Verb& verb) { return verb.name == name; });
    return found == all.end() ? nullptr : &*found;
}

base::Result<void> set_today(Task& task) {
    const auto given = task.arguments.value("--today");
    if (!given) return {};
    const auto date = base::parse_date(*given);
    if (!date) return base::fail(ErrorCode::config_invalid, "--today wants a date as YYYYMMDD");
    const auto noon =
        base::parse_iso8601(fmt::format("{:04}-{:02}-{:02}T12:00:00+09:00", date->year, date->month, date->day));
    task.machine.now = *noon;
    return {};
}

/// Words that are not understood are not repeated: somebody may have typed a number there that is nobody's business.
base::Result<Task> read_task(const Verb& verb, const std::vector<std::string>& words, const Machine& machine) {
    auto options = verb.options;
    for (const auto* name : {"--reader", "--config", "--today"}) options.push_back({name});
    options.push_back({"--json", false});
    auto arguments = Arguments::parse({words.begin() + 1, words.end()}, options);
    if (!arguments) return base::fail(arguments.error());
    if (arguments->rest().size() > verb.most_words)
        return base::fail(
            ErrorCode::config_invalid,
            fmt::format("{} takes no such words; numbers are asked for, never taken from here", verb.name));
    Task task{std::move(*arguments), machine, std::nullopt};
    if (const auto set = set_today(task); !set) return base::fail(set.error());
    if (const auto file = task.arguments.value("--config")) {
        auto config = config::load_config(*file);
        if (!config) return base::fail(config.error());
        task.config = std::move(*config);
    }
    return task;
}

Report report_of(const Verb& verb, const base::Result<Task>& task) {
    auto report = task ? verb.run(*task) : base::Result<Report>(base::fail(task.error()));
    if (!report) {
        const bool words = report.error().code == ErrorCode::config_invalid;
        report = Report{{}, {problem(words ? "words" : "card", report.error())}};
    }
    report->verb = verb.name;
    return std::move(*report);
}

}  // namespace

Answer answer(const std::vector<std::string>& words, const Machine& machine) {
    if (words.empty()) return {kWrongWords, {}, help()};
    if (words[0] == "help" || std::find(words.begin(), words.end(), "--help") != words.end())
        return {kFine, help(), {}};
    const auto* verb = find_verb(words[0]);
    if (verb == nullptr)
        return {kWrongWords, {}, "uketsuke-card: there is no such verb; uketsuke-card --help tells which there are\n"};
    const auto report = report_of(*verb, read_task(*verb, words, machine));
    if (std::find(words.begin(), words.end(), "--json") != words.end()) return {report.exit(), as_json(report), {}};
    if (report.exit() != kWrongWords) return {report.exit(), as_text(report), {}};
    return {
        kWrongWords, {}, fmt::format("uketsuke-card: {}; see uketsuke-card --help\n", report.findings.back().words)};
}

}  // namespace uketsuke::tools::card
