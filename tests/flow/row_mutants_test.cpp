// SPDX-License-Identifier: Apache-2.0
// All small mistakes in all rows (row_mutants.hpp), and what notices each: a story, a rule of the walk (judge.hpp), or
// the printed page (docs/flow.md) alone.
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <csignal>
#include <cstdio>
#include <map>

#include "firmware/base/file.hpp"
#include "firmware/flow/flow_page.hpp"
#include "tests/flow/row_mutants.hpp"
#include "tests/flow/story.hpp"
#include "tests/flow/walk.hpp"
#include "tests/flow/worlds.hpp"

using namespace uketsuke;
using namespace uketsuke::flow;

namespace {

/// What a look at a mutant says.
enum class Said : char { same = 'e', differs = 'd', caught = 'c' };

/// Looks in a process of its own: a wrong table may do what the language forbids, which is caught as well.
template <class Look>
Said apart(Look look) {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::close(STDERR_FILENO);  // the library says there why it broke off
        for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGILL, SIGBUS, SIGTERM}) std::signal(signal, SIG_DFL);
        Said said = Said::caught;
        try {
            said = look();
        } catch (const std::exception&) {
        }
        const bool written = ::write(ends[1], &said, 1) == 1;
        ::_exit(written ? 0 : 1);
    }
    ::close(ends[1]);
    Said said = Said::caught;
    const bool answered = ::read(ends[0], &said, 1) == 1;
    ::close(ends[0]);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return answered ? said : Said::caught;
}

Said by_stories(const std::vector<Row>& table) {
    for (const auto& story : stories())
        if (!tell(story, table).empty()) return Said::caught;
    return Said::same;
}

/// Whether the page as it is committed would show it.
bool on_page(const std::string& page, const RowMutant& mutant) {
    const auto from = transitions()[mutant.row].from;
    const auto right = print_rows(transitions(), from);
    REQUIRE(page.find(right) != std::string::npos);
    return print_rows(mutant.table, from) != right;
}

bool same_work(const Work& one, const Work& other) {
    return std::visit(
        [&](const auto& work) {
            using W = std::decay_t<decltype(work)>;
            const auto* its = std::get_if<W>(&other);
            if (its == nullptr) return false;
            if constexpr (std::is_same_v<W, SetTimer>) return work.after == its->after;
            if constexpr (std::is_same_v<W, ReadCard>) return work.card == its->card;
            if constexpr (std::is_same_v<W, ReadPortrait>) return work.typed == its->typed;
            if constexpr (std::is_same_v<W, VerifyPin>) return work.expected == its->expected;
            if constexpr (std::is_same_v<W, Confirm>) return work.choices == its->choices;
            if constexpr (std::is_same_v<W, TellDesk>) return work.note == its->note;
            return true;
        },
        one);
}

bool same_step(const Step& one, const Step& other) {
    const auto same = [](const Effect& a, const Effect& b) {
        return a.ticket == b.ticket && same_work(a.work, b.work);
    };
    return one.visit == other.visit && (one.row == nullptr) == (other.row == nullptr) &&
           std::equal(one.effects.begin(), one.effects.end(), other.effects.begin(), other.effects.end(), same);
}

/// A visit of the walk, and an event that a row could be asked about there.
struct Occasion {
    const Node* node;
    Event event;
};

std::vector<Occasion> occasions_of(const Row& row) {
    static const TapsNamed named(transitions());
    std::vector<Occasion> occasions;
    for (const auto& [world, walk] : all_walks())
        for (const auto& node : walk.nodes) {
            if (row.from && *row.from != node.visit.state) continue;
            for (auto& event : possible_events(node.visit, world, named))
                if (kind_of(event) == row.on && (!row.action || *row.action == std::get<Tap>(event).action))
                    occasions.push_back({&node, std::move(event)});
        }
    return occasions;
}

/// By the rules, after the one step in which it matters.
Said by_rules(const RowMutant& mutant, const std::vector<Occasion>& occasions) {
    auto said = Said::same;
    for (const auto& [node, event] : occasions) {
        const auto wrong = step(node->visit, event, mutant.table);
        if (same_step(step(node->visit, event), wrong)) continue;
        said = Said::differs;
        if (!judge(node->visit, node->observer, event, wrong).complaints.empty()) return Said::caught;
    }
    return said;
}

std::string page() {
    const auto text = base::read_file(SOURCE_DIR "/docs/flow.md");
    REQUIRE(text);
    return *text;
}

}  // namespace

TEST_CASE("each small mistake in each row is noticed") {
    const auto rows = transitions();
    const auto printed = page();
    int total = 0, told = 0, shown = 0;
    for (std::size_t at = 0; at < rows.size(); ++at)
        for (const auto& mutant : mutants_of(rows, at)) {
            ++total;
            INFO(words_of(rows[at]) << " " << mutant.mistake);
            CHECK(on_page(printed, mutant));
            ++(apart([&] { return by_stories(mutant.table); }) == Said::caught ? told : shown);
        }
    CHECK(told > total / 3);
    std::printf("row mutants: %d in %zu rows, %d noticed by a story, %d by rules or the printed page\n", total,
                rows.size(), told, shown);
}

TEST_CASE("which small mistakes a story or a rule notices, which only the page, and which make no difference",
          "[.long]") {
    const auto rows = transitions();
    int total = 0, told = 0, ruled = 0, shown = 0, same = 0;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        const auto occasions = occasions_of(rows[at]);
        for (const auto& mutant : mutants_of(rows, at)) {
            ++total;
            if (apart([&] { return by_stories(mutant.table); }) == Said::caught && ++told != 0) continue;
            const auto said = apart([&] { return by_rules(mutant, occasions); });
            if (said == Said::caught && ++ruled != 0) continue;
            ++(said == Said::same ? same : shown);
            std::printf("row mutant, %s: %s %s\n", said == Said::same ? "no difference" : "page only",
                        words_of(rows[at]).c_str(), std::string(mutant.mistake).c_str());
        }
    }
    std::printf("row mutants: %d, %d by a story, %d by a rule, %d by the printed page alone, %d make no difference\n",
                total, told, ruled, shown, same);
    CHECK(shown + same < total / 3);
}
