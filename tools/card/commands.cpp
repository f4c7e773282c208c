// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "dialogues.hpp"
#include "firmware/command_line/command_line.hpp"

namespace uketsuke::tools::card {
namespace {

using base::ErrorCode;

constexpr auto kAbout =
    "uketsuke-card: looks at a card reader and at the My Number Card on it, and says what is wrong and what to do.\n"
    "A real reader and a real card, or the simulated ones of `uketsuke-sim card`; the same driver as the kiosk's.\n"
    "uketsuke-card VERB --help tells a verb's options.";

constexpr auto kPromise =
    "No verb but photo and first-contact sends a PIN or number to the card. 照合番号B is sent once at most, never when "
    "five or\n"
    "fewer of its ten tries are left; the four-digit PIN by first-contact alone, when it is told to, once at most and "
    "never the\n"
    "last try. None is taken from the command line.\n"
    "\n"
    "Exit codes:\n";

struct Verb {
    const char* name;
    const char* about;
    base::Result<Report> (*run)(const Task&);
    bool of_photo = false;  ///< takes the options of photo
    bool binds = false;     ///< takes --bind
    bool meets = false;     ///< takes the options of first-contact
};

template <base::Result<Findings> (*look)(const Task&, ChosenCard&)>
base::Result<Report> on_card(const Task& task) {
    auto card = hold(choose_reader(task));
    if (!card) return base::fail(card.error());
    auto findings = look(task, *card);
    if (!findings) return base::fail(findings.error());
    return Report{{}, std::move(*findings)};
}

base::Result<Report> meet(const Task& task) {
    if (!task.machine.first_contact) return base::fail(ErrorCode::config_invalid, "this program has no first-contact");
    return task.machine.first_contact(task);
}

constexpr std::array kVerbs{
    Verb{"doctor",
         "daemon, permission, readers, USB, card, tries, certificate, from the ground up; with --config also the "
         "kiosk's "
         "choice and trust",
         run_doctor, false, true},
    Verb{"info", "what the card tells without any PIN", on_card<look_at_info>},
    Verb{"tries", "tries left on its counters; asking burns none", on_card<look_at_tries>},
    Verb{"photo", "reads the photo by 照合番号B (asked for; or a line on standard input) and checks that it is genuine",
         on_card<look_at_photo>, true},
    Verb{"first-contact",
         "your own card, reader, camera and face: looks, asks before each thing that costs or shows anything, and "
         "leaves "
         "a report without a picture, number, name or key",
         meet, false, false, true},
    Verb{"trace",
         "identify, tries, info or photo with every command that goes to the card; never what is secret or personal",
         run_trace, true}};
constexpr const Verb& kTrace = kVerbs.back();

std::string footer() {
    std::string text(kPromise);
    for (const auto& line : exit_codes())
        text += fmt::format("  {:>2}  {}\n", static_cast<int>(line.exit), line.meaning);
    return text;
}

void describe_meeting(CLI::App& app, Options& options) {
    const auto add = [&](const char* name, std::optional<std::string>& where, const char* type, const char* about) {
        app.add_option(name, where, about)->type_name(type);
    };
    add("--camera", options.camera, "DEVICE", "that looks at you; or the settings' camera.device, or /dev/video0");
    add("--card-camera", options.card_camera, "DEVICE", "that looks at the card and reads 照合番号B; or it is typed");
    add("--models", options.models, "DIR", "the face networks, as ./kiosk setup fetched them");
    add("--decoder", options.decoder, "FILE", "the program uketsuke-photo");
    app.add_flag("--window", options.window, "asks in a window, with the product's own pads and picture");
    add("--trust", options.trust, "FILE", "the keys that a record is checked against, where you have them");
    add("--out", options.out, "DIR", "where the report goes, when you say so; first-contact unless told");
}

void describe(CLI::App& app, const Verb& verb, Options& options) {
    app.add_option("--reader", options.reader,
                   "part of the reader's name, in place of the settings' reader.name and reader.port")
        ->type_name("NAME");
    app.add_option("--config", options.config, "the kiosk's settings (uketsuke.toml)")->type_name("FILE");
    app.add_option("--today", options.today, "judges dates as on that day (YYYYMMDD)")->type_name("DATE");
    if (!verb.meets) app.add_flag("--json", options.json, "one JSON object, described in docs/card-tool.md");
    if (verb.binds)
        app.add_flag("--bind", options.bind,
                     "puts the reader's USB port into the file of --config (reader.port), and only that; without "
                     "--config it says what to put there");
    if (verb.meets) describe_meeting(app, options);
    if (!verb.of_photo) return;
    app.add_flag("--verify", options.verify, "photo sends 照合番号B only with this");
    app.add_option("--trust", options.trust, "the keys that a record is checked against; or those of --config")
        ->type_name("FILE");
    app.add_option("--out", options.out, "the picture is written only with this")->type_name("FILE");
}

/// Which verb the words name, with its options. The app must not outlive the words' reading.
struct Asked {
    const Verb* verb = nullptr;
    Options options;
};

void describe(CLI::App& app, Asked& asked) {
    app.require_subcommand(1);
    app.footer(footer());
    for (const auto& verb : kVerbs) {
        auto* command = app.add_subcommand(verb.name, verb.about);
        describe(*command, verb, asked.options);
        command->preparse_callback([&asked, &verb](std::size_t) { asked.verb = &verb; });
        if (&verb == &kTrace)
            command->add_option("DIALOGUE", asked.options.dialogue, "identify (the default), tries, info or photo")
                ->type_name("");
    }
}

base::Result<void> set_today(Task& task) {
    if (!task.options.today) return {};
    const auto date = base::parse_date(*task.options.today);
    if (!date) return base::fail(ErrorCode::config_invalid, "--today wants a date as YYYYMMDD");
    const auto noon =
        base::parse_iso8601(fmt::format("{:04}-{:02}-{:02}T12:00:00+09:00", date->year, date->month, date->day));
    task.machine.now = *noon;
    return {};
}

base::Result<Task> task_of(Options options, const Machine& machine) {
    Task task{std::move(options), machine, std::nullopt};
    if (const auto set = set_today(task); !set) return base::fail(set.error());
    if (task.options.config) {
        auto config = config::load_config(*task.options.config);
        if (!config) return base::fail(config.error());
        task.config = std::move(*config);
    }
    return task;
}

Report refused(const base::Error& error) {
    return {{}, {problem(error.code == ErrorCode::config_invalid ? "words" : "card", error)}};
}

Report report_of(const Asked& asked, const Machine& machine) {
    const auto task = task_of(asked.options, machine);
    auto report = task ? asked.verb->run(*task) : base::Result<Report>(base::fail(task.error()));
    return report ? std::move(*report) : refused(report.error());
}

Answer answer_with(Report report, const Asked& asked) {
    if (asked.verb != nullptr) report.verb = asked.verb->name;
    if (asked.options.json) return {report.exit(), as_json(report), {}};
    if (report.exit() != kWrongWords) return {report.exit(), as_text(report), {}};
    return {
        kWrongWords, {}, fmt::format("uketsuke-card: {}; see uketsuke-card --help\n", report.findings.back().words)};
}

}  // namespace

Answer answer(const std::vector<std::string>& words, const Machine& machine) {
    CLI::App app(kAbout, "uketsuke-card");
    Asked asked;
    describe(app, asked);
    const auto help = command_line::read(app, words);
    if (!help) {
        // Read no further than the mistake, so what is asked for is not known to the options yet.
        asked.options.json = std::find(words.begin(), words.end(), "--json") != words.end();
        return answer_with(refused(help.error()), asked);
    }
    if (*help) return {kFine, **help, {}};
    return answer_with(report_of(asked, machine), asked);
}

}  // namespace uketsuke::tools::card
