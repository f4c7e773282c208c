// SPDX-License-Identifier: Apache-2.0
#include "live.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <csignal>

#include "control.hpp"
#include "failure.hpp"
#include "firmware/base/file.hpp"
#include "firmware/command_line/command_line.hpp"
#include "header.hpp"
#include "rig_for.hpp"
#include "sim/scenario/old_words.hpp"

namespace uketsuke::sim {
namespace {

constexpr base::Duration kTurn{20}, kWait{200};

volatile std::sig_atomic_t ended = 0;
void end(int) { ended = 1; }

int give_up(const std::string& why) {
    fmt::print(stderr, "uketsuke-sim: {}\n", why);
    return 1;
}
int give_up(const base::Error& error) {
    return give_up(fmt::format("{}: {}", base::name_of(error.code), error.detail));
}

/// For programs: where they find the kiosk.
void tell_where(const LineServer& lines, const Script& script, const std::filesystem::path& out) {
    const nlohmann::ordered_json where{{"control", lines.where()},
                                       {"rig", script.rig == Script::Rig::real ? "real" : "virtual"},
                                       {"out", out.string()},
                                       {"version", kVerbsVersion}};
    fmt::print("{}\nThe line above tells where. A verb a line (`help`); docs/control.md\n", where.dump());
    std::fflush(stdout);
}

void end_as_asked(Control& control) {
    const auto answer = control.handle("quit", LineServer::kKeyboard);
    if (answer && control.failed()) fmt::print("{}\n", *answer);
}

int work(Rig& rig, bool real, LineServer& lines, Control& control) {
    const auto handle = [&](const std::string& line, LineServer::Who from) { return control.handle(line, from); };
    for (bool heard = true; heard && control.going() && ended == 0;) {
        heard = lines.turn(real ? base::Duration{0} : kWait, handle);
        if (real) rig.advance_until([] { return false; }, kTurn);
        control.tell_news();
    }
    if (control.going() && ended == 0) end_as_asked(control);  // nobody is left who could say `quit`
    return control.failed() ? 1 : 0;
}

/// What is done with them cannot be played again.
void add_own_devices(CLI::App& verb, LiveWishes& wishes) {
    verb.add_option("--camera", wishes.own.camera, "your own webcam before the person, /dev/video0 (untried); real rig")
        ->type_name("DEVICE");
    verb.add_option("--reader", wishes.own.reader,
                    "your own card reader, by a part of its PC/SC name (untried); real rig")
        ->type_name("NAME");
}

}  // namespace

void describe(CLI::App& verb, LiveWishes& wishes) {
    auto* rig = verb.add_option("--rig", wishes.rig, "virtual: time passes by verbs alone; real: pcscd, TLS, networks")
                    ->type_name("RIG")
                    ->check(CLI::IsMember({"virtual", "real"}));
    auto* date = verb.add_option("--date", wishes.date, "the kiosk's clock when it starts")->type_name("TIME");
    auto* facts = verb.add_option("--facts", wishes.facts, "what kiosk it is (docs/scenarios.md)")->type_name("WORD…");
    auto* people = verb.add_option("--people", wishes.people, "a folder of one's own people beside those of sim/people")
                       ->type_name("DIR");
    add_own_devices(verb, wishes);
    verb.add_option("--play", wishes.play, "a scenario that is played first; its header says what kiosk it is")
        ->type_name("FILE")
        ->excludes("--camera")
        ->excludes("--reader")
        ->excludes(rig)
        ->excludes(date)
        ->excludes(facts)
        ->excludes(people);
    verb.add_option("--desk", wishes.desk, "on the real rig: the socket of a desk that runs")->type_name("SOCKET");
    verb.add_option("--name", wishes.name, "the kiosk's name on that desk (results.kiosk)")->type_name("NAME");
    verb.add_option("--record", wishes.record, "becomes a scenario that does what is done here")
        ->type_name("FILE")
        ->excludes("--camera")
        ->excludes("--reader");
    verb.add_option("--control", wishes.control, "takes verbs here too: a UNIX socket's file, or 127.0.0.1:PORT")
        ->type_name("SOCKET");
    verb.add_option("--out", wishes.out, "keeps the kiosk's files and screenshots there")->type_name("DIR");
}

int run_live(const LiveWishes& wishes) {
    std::signal(SIGINT, end);
    std::signal(SIGTERM, end);
    const auto script = script_of(wishes);
    if (!script) return give_up(script.error());
    std::optional<TemporaryFolder> temporary;
    const std::filesystem::path out =
        wishes.out.empty() ? temporary.emplace().path() : std::filesystem::path(wishes.out);
    auto rig = rig_for(*script, out, {{}, wishes.desk, wishes.name, wishes.own});
    if (!rig) return give_up(rig.error());
    auto lines = LineServer::create(wishes.control);
    if (!lines) return give_up(lines.error());
    Control* listening = nullptr;
    Player::Options options{.people = {Paths{}.people, script->own_people}, .pictures = out};
    options.goldens = std::filesystem::path(wishes.play).parent_path() / "golden";
    options.meanwhile = [&] {
        if (listening != nullptr) listening->tell_news();
    };
    Session session(**rig, std::move(options), recorder_for(wishes, **rig));
    Control control(**rig, session,
                    [&](LineServer::Who who, const std::string& text) { return lines->tell(who, text); });
    listening = &control;
    if (session.recorder() != nullptr && !session.recorder()->written())
        return give_up(session.recorder()->written().error());
    tell_where(*lines, *script, out);
    if (auto problem = session.play(*script); !problem.empty()) {
        if (!wishes.out.empty()) leave_failure(**rig, out, problem);
        return give_up(problem);
    }
    return work(**rig, script->rig == Script::Rig::real, *lines, control);
}

}  // namespace uketsuke::sim
