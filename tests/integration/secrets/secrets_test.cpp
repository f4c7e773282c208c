// SPDX-License-Identifier: Apache-2.0
// What 200 patients leave behind in memory and in files, and whether the search would see it: docs/secrets.md.
#include <signal.h>  // kill

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <thread>

#include "sessions.hpp"
#include "wipe_places.hpp"

using namespace uketsuke;
using namespace uketsuke::test;

namespace {

using Counts = std::map<std::string, int>;

/// packaging/uketsuke.env, as systemd reads it.
Arguments shipped_environment() {
    Arguments lines;
    std::istringstream file(read_text(SHIPPED_ENVIRONMENT));
    for (std::string line; std::getline(file, line);)
        if (!line.empty() && line[0] != '#') lines.push_back(line);
    return lines;
}

std::string text_of(const Counts& counts) {
    std::string text;
    for (const auto& [what, times] : counts) text += fmt::format(" {} {},", what, times);
    return text.empty() ? " nothing" : text;
}

/// What may be nowhere once the card has answered.
int secrets_in(const Counts& counts) {
    int hits = 0;
    for (const auto* what : {&kPin, &kNumber, &kPassword})
        if (const auto found = counts.find(*what); found != counts.end()) hits += found->second;
    return hits;
}

Findings& operator+=(Findings& all, const Findings& more) {
    all.sessions += more.sessions;
    all.answers += more.answers;
    for (const auto part : {&Findings::played, &Findings::at_answer, &Findings::at_end, &Findings::sessions_with})
        for (const auto& [what, times] : more.*part) (all.*part)[what] += times;
    for (const auto part : {&Findings::where, &Findings::problems})
        (all.*part).insert((all.*part).end(), (more.*part).begin(), (more.*part).end());
    return all;
}

void print(const char* where, const Findings& findings) {
    fmt::print("{}: {} sessions, looked at after {} answers of card or staff and after each end\n", where,
               findings.sessions, findings.answers);
    fmt::print("  50 ms after the answer:{}\n  after the end:{}\n", text_of(findings.at_answer),
               text_of(findings.at_end));
    for (const auto& [what, sessions] : findings.sessions_with)
        fmt::print("  {}: left by {} of {} sessions\n", what, sessions, findings.sessions);
}

/// Several places at once: most of a session is waiting for the reader's poll.
Findings play_at(std::vector<std::unique_ptr<WatchedCounter>>& places, int sessions_each) {
    std::vector<Findings> findings(places.size());
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < places.size(); ++i)
        threads.emplace_back([&, i] {
            try {
                begin(*places[i]);
                play(*places[i], sessions_each, findings[i]);
            } catch (const Stray& problem) {
                findings[i].problems.emplace_back(problem.what());
            }
        });
    threads.clear();
    Findings all;
    for (const auto& one : findings) all += one;
    return all;
}

/// The search needs root, or a kiosk that was not sealed and a pcscd of one's own.
bool may_look(WatchedCounter& place) {
    if (place.may_look()) return true;
    WARN("the memory of other processes may not be read here");
    return false;
}

constexpr int kPlaces = 2, kSessions = 50, kMutantVisits = 8;

}  // namespace

TEST_CASE("after 200 sessions PIN and 照合番号B are nowhere, and the person in no live object and in nothing written") {
    std::vector<std::unique_ptr<WatchedCounter>> plain, shipped;
    for (int i = 0; i < kPlaces; ++i) {
        plain.push_back(std::make_unique<WatchedCounter>(Arguments{}, 100 + i));
        shipped.push_back(std::make_unique<WatchedCounter>(shipped_environment(), 200 + i));
    }
    if (!may_look(*plain[0])) return;
    Findings found[2];
    {
        const std::jthread beside([&] { found[0] = play_at(plain, kSessions); });
        found[1] = play_at(shipped, kSessions);
    }
    print("without packaging/uketsuke.env", found[0]);
    print("with it", found[1]);
    Findings all = found[0];
    all += found[1];
    for (const auto& [what, times] : all.played) fmt::print("  {:3} {}\n", times, what);
    for (const auto& text : all.problems) UNSCOPED_INFO(text);
    CHECK(all.problems.empty());
    CHECK(all.sessions == 4 * kSessions);
    for (const auto& text : all.where) UNSCOPED_INFO(text);
    CHECK(secrets_in(all.at_answer) == 0);
    CHECK(secrets_in(all.at_end) == 0);
    // Freed memory is overwritten there, so whatever is found lives.
    CHECK(found[1].at_end.empty());
    for (auto* places : {&plain, &shipped})
        for (auto& place : *places) {
            const auto memory = place->look_for_all();
            const auto written = place->look_at_files();
            fmt::print("{} environment, all its patients: in memory{}, in files{}\n",
                       places == &plain ? "no" : "shipped", text_of(memory), text_of(written));
            CHECK(secrets_in(memory) == 0);
            CHECK((places == &plain || memory.empty()));
            CHECK(written.empty());
            CHECK(place->strangers() == std::vector<std::string>());
        }
}

TEST_CASE("a pcscd that stops between VERIFY and its answer does not keep the kiosk from ending") {
    WatchedCounter place({}, 3);
    place.come();
    place.insert();
    place.expect({"choose_identity"});
    place.tap("choose_pin");
    place.expect({"pin_entry"});
    place.type(place.patient().person.pin);
    place.stop_pcscd_at_verify();
    place.tap("confirm");
    REQUIRE(eventually([&] { return place.card_was_asked(); }));
    const auto asked = Clock::now();
    place.kiosk().signal(SIGTERM);
    const auto code = place.kiosk().exit_code();
    ::kill(place.pcscd().pid(), SIGCONT);  // else it could not be ended
    CHECK(code == 0);
    fmt::print("ended after {} ms\n",
               std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - asked).count());
    CHECK(place.kiosk().err().find("a call has not come back: ended without it") != std::string::npos);
    CHECK(place.site().records("session_started") == 1);
}

TEST_CASE("the search finds what was planted in the kiosk, and results hold the names that they are for") {
    WatchedCounter place({}, 1);
    if (!may_look(place)) return;
    begin(place);
    for (std::size_t form = 0; form < traces_of_pin("1234").size(); ++form) {
        const auto trace = traces_of_pin(place.unused_pin())[form];
        const MemoryScan scan({trace});
        CHECK(place.look_for(scan).empty());
        auto inverted = trace.bytes;
        for (auto& byte : inverted) byte = static_cast<std::uint8_t>(~byte);
        place.say("plant " + base::to_hex(inverted));
        CHECK(eventually([&] { return place.look_for(scan).count(kPin) == 1; }));
    }
    const auto& name = place.patient().person.name;
    CHECK(MemoryScan({{kPerson, {name.begin(), name.end()}}}).files(place.site().folder() / "results").size() == 1);
}

TEST_CASE("a wipe that is left out is noticed") {
    WatchedCounter place({}, 2);
    if (!may_look(place)) return;
    begin(place);
    Findings before;
    for (const auto& visit : visits()) play(place, visit, before);
    REQUIRE(before.problems.empty());
    REQUIRE(before.at_end.empty());
    const WipePlaces places(PRODUCT, place.ask("places", "places"));
    // The wipe of all that is freed is left out each time: it would hide what its owner forgets.
    const std::string heap = places.in("firmware/product/wiped_heap.cpp", "");
    REQUIRE_FALSE(heap.empty());
    struct Mutant {
        const char *file, *function, *visit;
        const std::string& left;  ///< what stays behind
    };
    const std::vector<Mutant> mutants{
        {"firmware/product/wiped_heap.cpp", "", "right PIN", kPerson},
        {"firmware/base/secret.cpp", "clear", "left alone with digits typed", kPin},
        {"firmware/base/wiping_allocator.cpp", "", "face", kPhoto},
        {"firmware/base/wiping_allocator.cpp", "", "face", kFrame},
        {"firmware/base/wiping_allocator.cpp", "", "face", kCardPicture},
        {"models/face/", "", "face of somebody else", kFrame},
    };
    for (const auto& mutant : mutants) {
        const auto at = places.in(mutant.file, mutant.function);
        place.say("skip " + heap + at);
        Findings found;
        // Freed memory may be used again before anybody looks.
        for (int visit = 0; visit < kMutantVisits && found.at_end[mutant.left] == 0; ++visit)
            play(place, visit_named(mutant.visit), found);
        fmt::print("without the wipes of {} {}: after {} visits{}\n", mutant.file, mutant.function, found.sessions,
                   text_of(found.at_end));
        INFO(mutant.file << " " << mutant.function << at);
        CHECK_FALSE(at.empty());
        CHECK(found.problems.empty());
        CHECK(found.at_end[mutant.left] > 0);
    }
}
