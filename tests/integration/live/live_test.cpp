// SPDX-License-Identifier: Apache-2.0
// Verbs from a file, a pipe, a request and a hand: what each leaves, and what it says of what goes wrong.
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <future>

#include "firmware/base/file.hpp"
#include "sim/live/control.hpp"
#include "sim/live/header.hpp"
#include "sim/live/play.hpp"
#include "sim/live/rig_for.hpp"
#include "sim/scenario/old_words.hpp"
#include "sim/scenario/request.hpp"
#include "sim/scenario/verb_page.hpp"
#include "tests/golden/golden.hpp"

using namespace uketsuke;
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

const std::vector<std::string> kHeader{"# Recorded by hand.", "version 2", "rig     virtual"};

/// A kiosk on the virtual rig, recorded.
struct Driven {
    sim::TemporaryFolder folder;
    fs::path recording = folder.path() / "recorded.scn";
    std::unique_ptr<sim::Rig> rig;
    std::unique_ptr<sim::Session> session;

    Driven() {
        sim::ScriptReader reader("header");
        rig = sim::rig_for(reader.script(), folder.path() / "kiosk").value();
        session = std::make_unique<sim::Session>(*rig, sim::Player::Options{.people = sim::Paths{}.people},
                                                 std::make_unique<sim::Recorder>(*rig, kHeader, recording));
    }
    sim::Player::Reply say(const std::string& words) const {
        const auto line = sim::parse_line(words);
        REQUIRE(line);
        return session->carry_out(*line);
    }
    void do_all(const std::vector<std::string>& lines) const {
        for (const auto& line : lines) {
            INFO(line);
            const auto reply = say(line);
            if (reply.problem) FAIL(reply.problem->expected << "; " << reply.problem->found);
        }
    }
    /// A finger of somebody at the glass.
    void finger(const std::string& label) const {
        const auto* node = ui::find_label(rig->kiosk().scene(), label);
        REQUIRE(node != nullptr);
        const auto touch = node->touch;
        const auto input = std::visit(
            [](const auto& what) -> ui::Input {
                if constexpr (std::is_same_v<std::decay_t<decltype(what)>, std::monostate>)
                    return ui::Touched{};
                else
                    return what;
            },
            touch);
        session->recorder()->touched(input);
        rig->kiosk().handle(input);
        rig->advance_until([] { return false; }, base::Duration{20});
    }
    [[nodiscard]] std::string recorded() const { return base::read_file(recording).value(); }
};

std::string error_of(const char* request) {
    const auto line = sim::line_of(Json::parse(request));
    return line ? "" : line.error().detail;
}

fs::path scenario(const fs::path& folder, const std::string& name, const std::string& steps) {
    const auto file = folder / (name + ".scn");
    std::ofstream(file) << "version 2\nrig virtual\n" << steps;
    return file;
}

}  // namespace

TEST_CASE("the page of the verbs is printed from their table") {
    const auto compared = tests::compare_text("docs/verbs.md", sim::print_verbs());
    INFO(compared.why);
    CHECK(compared.same);
}

TEST_CASE("no verb's argument has the name of what every request has") {
    for (const auto& rule : sim::verbs())
        for (const auto& argument : rule.arguments) {
            INFO(rule.name << " " << argument.name);
            CHECK((argument.name != "verb" && argument.name != "id" && argument.name != "version"));
        }
}

TEST_CASE("a request is the same step as its line, and what it cannot be is said") {
    const auto same = [](const char* request, const char* line) {
        const auto from_json = sim::line_of(Json::parse(request));
        const auto from_line = sim::parse_line(line);
        INFO(request);
        REQUIRE(from_json);
        REQUIRE(from_line);
        CHECK(from_json->verb == from_line->verb);
        CHECK(from_json->words == from_line->words);
        CHECK(sim::parse_line(sim::written(*from_json))->words == from_line->words);
    };
    same(R"({"verb": "tap", "label": "同意 する", "nth": 2})", "tap \"同意 する\" 2");
    same(R"({"verb": "expect", "what": "screen", "words": ["idle"], "within": "2s"})", "expect screen idle within 2s");
    same(R"({"verb": "fault", "device": "card", "words": ["tear", "3", "after"]})", "fault card tear 3 after");
    same(R"({"verb": "touch", "what": "target", "mm": 1.5})", "touch target 1.5");
    CHECK(error_of(R"({"verb": "tap"})") == "'tap' needs \"label\"");
    CHECK(error_of(R"({"verb": "tap", "label": 3})") == "\"label\" of 'tap' is of another kind");
    CHECK(error_of(R"({"verb": "tap", "label": "a\"b"})") == "\"label\" of 'tap' is of another kind");
    CHECK(error_of(R"({"verb": "wait", "time": "soon"})") == "'soon' is no time: write 2s or 350ms");
    CHECK(error_of(R"({"verb": "state", "version": 1})") == "the version here is 2");
    CHECK(error_of(R"({"label": "x"})") == "a request has a \"verb\"");
}

TEST_CASE("a visit that was driven is a scenario that plays green, with the same journal") {
    Driven driven;
    driven.do_all({"card hanako", "insert", "wait 1s", "tap 暗証番号", "type 9999", "tap 確定", "wait 1s"});
    CHECK(driven.say("tap nothing").problem);
    driven.do_all({"fault service off confirm", "state"});
    const auto for_nothing = driven.say("fault service none");
    REQUIRE(for_nothing.problem);
    CHECK(for_nothing.problem->found == sim::Player::kNeverFired);
    driven.do_all({"tap もう一度", "wait 1s"});
    for (const auto* digit : {"1", "2", "3", "4"}) driven.finger(digit);
    driven.finger("確定");
    driven.do_all({"wait 2s", "tap 同意する", "wait 2s", "remove", "wait 9s"});
    CHECK(driven.rig->kiosk().visit().state == flow::State::idle);
    CHECK_FALSE(driven.session->judge());

    INFO(driven.recorded());
    CHECK(driven.recorded().find("type    1234\n") != std::string::npos);
    CHECK(driven.recorded().find("fault") == std::string::npos);
    CHECK(driven.recorded().find("nothing") == std::string::npos);
    const auto script = sim::load_script(driven.recording);
    REQUIRE(script);
    CHECK(script->version == sim::kVerbsVersion);
    const auto replayed = sim::rig_for(*script, driven.folder.path() / "again").value();
    sim::Player player(*replayed, {.people = sim::Paths{}.people});
    const auto outcome = player.play(*script);
    for (const auto& problem : outcome.problems) FAIL_CHECK(problem);
    const auto events = [](const sim::Rig& rig) {
        std::vector<std::string> names;
        for (const auto& line : sim::Player::last_lines(rig.journal(), 100))
            names.push_back(Json::parse(line)["event"]);
        return names;
    };
    CHECK(events(*replayed) == events(*driven.rig));
    CHECK(events(*replayed).size() > 5);
}

TEST_CASE("what was written before it was subscribed to is no news, and what is written then comes once") {
    Driven driven;
    std::vector<std::string> told;
    sim::Control control(*driven.rig, *driven.session, [&](sim::LineServer::Who, const std::string& line) {
        told.push_back(line);
        return true;
    });
    REQUIRE(control.handle(R"({"verb": "card", "person": "hanako"})", 1));
    REQUIRE(control.handle(R"({"verb": "insert"})", 1));
    REQUIRE(control.handle(R"({"verb": "wait", "time": "1s"})", 1));
    CHECK(told.empty());
    REQUIRE(control.handle(R"({"verb": "subscribe", "to": ["journal", "desk"]})", 1));
    CHECK(told.empty());
    REQUIRE(control.handle(R"({"verb": "tap", "label": "職員を呼ぶ"})", 1));
    control.tell_news();
    REQUIRE(told.size() == 2);
    CHECK(Json::parse(told[0])["record"]["event"] == "staff_called");
    CHECK(Json::parse(told[1])["line"].get<std::string>().find("call choose_identity") != std::string::npos);
    CHECK_FALSE(control.handle("GET / HTTP/1.1", 1));
    CHECK(control.handle("", 1));
    CHECK(control.handle("state", sim::LineServer::kKeyboard));
}

TEST_CASE("a scenario that fails names file, line, expected and found, and leaves the screen and the journal") {
    const sim::TemporaryFolder folder;
    const auto file = scenario(folder.path(), "fails", "card hanako\ninsert\nexpect screen consent within 2s\n");
    CHECK(sim::play_files({{file.string()}, {}, folder.path() / "out"}) == 1);
    const auto left = base::read_file(folder.path() / "out/fails/failure.txt").value();
    INFO(left);
    CHECK(left.starts_with(file.string() + ":5: expect screen consent within 2s\n  expected: screen consent\n" +
                           "  found:    screen choose_identity"));
    CHECK(left.find("\"event\":\"card_identified\"") != std::string::npos);
    CHECK(fs::file_size(folder.path() / "out/fails/failure.png") > 1000);
    CHECK(sim::play_files({{file.string()}, {}, folder.path() / "out"}) == 1);  // holds files already

    const auto unfired = scenario(folder.path(), "unfired", "fault service off confirm\nwait 1s\n");
    CHECK(sim::play_files({{unfired.string()}, {}, {}}) == 1);
}

TEST_CASE("the files of a scenario stay where they were asked for") {
    const sim::TemporaryFolder folder;
    CHECK(sim::play_files({{SCENARIOS "/pin_checkin.scn"}, {}, folder.path()}) == 0);
    const auto results = folder.path() / "pin_checkin/face";
    CHECK(std::distance(fs::directory_iterator(results), {}) == 1);
    CHECK(fs::exists(folder.path() / "pin_checkin/audit.jsonl"));
    CHECK_FALSE(fs::exists(folder.path() / "pin_checkin/failure.txt"));
}

TEST_CASE("a pipe is played line by line, as the lines come") {
    const sim::TemporaryFolder folder;
    const auto pipe = folder.path() / "steps.scn";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    const auto shot = folder.path() / "out/steps/seen.png";
    auto played = std::async(std::launch::async, [&] {
        return sim::play_files({{pipe.string()}, {}, folder.path() / "out"});
    });
    std::ofstream steps(pipe);
    steps << "version 2\nrig virtual\ncard hanako\ninsert\nexpect screen choose_identity\nscreenshot seen\n"
          << std::flush;
    while (!fs::exists(shot)) std::this_thread::sleep_for(std::chrono::milliseconds{10});  // done before the pipe ended
    steps << "expect screen choose_identity\n" << std::flush;
    steps.close();
    CHECK(played.get() == 0);
}

TEST_CASE("a recording never writes over what is played, by whatever name") {
    const sim::TemporaryFolder folder;
    const auto played = scenario(folder.path(), "played", "card hanako\n");
    const auto before = base::read_file(played).value();
    fs::create_symlink(played, folder.path() / "link.scn");
    fs::create_hard_link(played, folder.path() / "other.scn");
    for (const auto* name : {"played.scn", "./played.scn", "link.scn", "other.scn"}) {
        INFO(name);
        sim::LiveWishes wishes;
        wishes.play = played.string();
        wishes.record = (folder.path() / name).string();
        const auto script = sim::script_of(wishes);
        REQUIRE_FALSE(script);
        CHECK(script.error().detail.find("name another file") != std::string::npos);
        CHECK(base::read_file(played).value() == before);
    }
    sim::LiveWishes wishes;
    wishes.play = played.string();
    wishes.record = (folder.path() / "recorded.scn").string();
    CHECK(sim::script_of(wishes));
}

TEST_CASE("a recording names people beside or below it from its own place on, others whole") {
    const sim::TemporaryFolder folder;
    const auto recording = folder.path() / "recorded.scn", people = folder.path() / "people";
    fs::create_directories(people);
    fs::create_directories(folder.path() / "scenarios");
    const auto people_of = [&](const sim::LiveWishes& wishes) {
        const auto script = sim::script_of(wishes);
        REQUIRE(script);
        const auto rig = sim::rig_for(*script, folder.path() / "kiosk").value();
        sim::recorder_for(wishes, *rig);
        std::ofstream(wishes.record, std::ios::app) << "card hanako\n";
        const auto recorded = sim::load_script(wishes.record);
        if (!recorded) FAIL(recorded.error().detail);
        CHECK(fs::equivalent(recorded->own_people, people));
        return base::read_file(wishes.record).value();
    };
    sim::LiveWishes beside;
    beside.people = people.string();
    beside.record = recording.string();
    CHECK(people_of(beside).find("people  \"people\"\n") != std::string::npos);

    auto elsewhere = beside;
    elsewhere.record = (folder.path() / "scenarios" / "recorded.scn").string();
    CHECK(people_of(elsewhere).find("people  \"" + people.string() + "\"\n") != std::string::npos);

    sim::LiveWishes again;
    again.play = scenario(folder.path() / "scenarios", "played", "people ../people\ncard hanako\n").string();
    again.record = recording.string();
    CHECK(people_of(again).find("people  \"people\"\n") != std::string::npos);
}

TEST_CASE("a scenario of before plays as it did, and becomes one of today's version") {
    const std::string old = "# SPDX\n# It shows.\nrig     virtual\ntoday   2026-11-25\ntype    staff password # x\n";
    const std::string today =
        "# SPDX\n# It shows.\nversion 2\nrig     virtual\nclock   2026-11-25\ntype    staff_password # x\n";
    CHECK(sim::renewed_if_old(old) == today);
    CHECK(sim::renewed_if_old(today) == today);
    const auto line = sim::parse_line("today 2026-11-25", 1);
    REQUIRE(line);
    CHECK(line->verb == sim::Verb::clock);
    CHECK_FALSE(sim::parse_line("today 2026-11-25"));

    sim::ScriptReader reader("x.scn");
    CHECK(reader.take("version 3").error().detail == "x.scn:1: version is 1 to 2");
    CHECK(reader.take("wait 1s"));
    CHECK(reader.take("rig real").error().detail == "x.scn:3: it stands before the first step");
    CHECK(reader.take("subscribe").error().detail == "x.scn:4: this verb is for the control socket");
}
