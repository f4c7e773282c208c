// SPDX-License-Identifier: Apache-2.0
// Every screen in every cell: sample × language × text size × panel. What is not clean stands in lint_exceptions.hpp with
// its reason, and nothing else does.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <iostream>
#include <map>
#include <set>

#include "tests/golden/cells.hpp"
#include "tests/golden/lint_exceptions.hpp"

using namespace uketsuke;
using tests::Cell;
using tests::Problems;

namespace {

struct Share {
    int clean = 0, all = 0;
};
using Shares = std::map<std::string, Share>;

std::string told(const Shares& shares) {
    std::string text;
    for (const auto& [name, share] : shares)
        text += fmt::format("lint: {:<10} {:>5} of {:>5} cells clean, {:5.1f} %\n", name, share.clean, share.all,
                            100.0 * share.clean / share.all);
    return text;
}

/// What all cells of a walk came to.
class Tally {
public:
    void add(const Cell& cell, const Problems& problems) {
        for (const auto& name : {std::string(cell.language), fmt::format("{} {}", cell.shape.name, cell.size.name)}) {
            auto& share = shares_[name];
            ++share.all;
            share.clean += problems.empty() ? 1 : 0;
        }
        ++cells_;
    }
    ~Tally() { std::cout << "lint: " << cells_ << " cells of panel, size, language and screen\n" << told(shares_); }

private:
    Shares shares_;
    int cells_ = 0;
};

/// Calls `look` with each cell of these samples, in the first so many languages.
template <class Look>
void each_cell(const std::vector<tests::Sample>& samples, std::size_t languages, bool reach, Look look) {
    for (const auto& shape : tests::kShapes)
        for (const auto& size : tests::kTextSizes)
            for (std::size_t language = 0; language < languages; ++language)
                for (const auto& sample : samples)
                    look(Cell{sample, ui::kLanguages.at(language).code, shape, size, reach});
}

/// All samples, and in front of some of them what is chosen in front of any.
std::vector<tests::Sample> samples_and_sheets() {
    auto all = tests::samples();
    for (const auto front : {flow::InFront::languages, flow::InFront::comfort})
        for (const auto* behind : {"idle", "consent", "pin_entry-2", "authenticating-staff_on_way", "staff_called"}) {
            auto sheet = tests::sample(behind);
            sheet.visit.in_front = front;
            sheet.name = std::string(tests::screen_of(sheet)) + " in front of " + behind;
            all.push_back(std::move(sheet));
        }
    return all;
}

using Met = std::set<std::pair<const tests::LintException*, std::string_view>>;

/// Checks a cell; what excuses it goes into `met`.
void judge(const Cell& cell, const Problems& problems, Met& met) {
    if (problems.empty()) return;
    INFO(cell.sample.name << " in " << cell.language << ", " << cell.shape.name << ", " << cell.size.name
                          << (cell.reach ? ", in reach" : ""));
    const auto* exception = tests::exception_for(cell);
    if (exception == nullptr || !excuses(*exception, problems)) CHECK(problems == Problems{});
    met.emplace(exception, cell.language);
}

void check_needed(const Met& met, bool reach) {
    for (const auto& exception : tests::kLintExceptions)
        for (const auto language : tests::words_of(exception.languages)) {
            if (exception.reach() != reach) continue;
            INFO("not needed any more: " << exception.screen << ", " << exception.panel << ", " << exception.size << ", "
                                         << language);
            CHECK(met.contains({&exception, language}));
        }
}

}  // namespace

TEST_CASE("every screen has its place on every panel, in every size of text and every language") {
    const auto samples = samples_and_sheets();
    Tally tally;
    Met met;
    each_cell(samples, ui::kLanguages.size(), false, [&](const Cell& cell) {
        const auto problems = tests::problems_in(cell);
        tally.add(cell, problems);
        judge(cell, problems, met);
    });
    check_needed(met, false);
}

TEST_CASE("who does not reach the upper part of a panel finds all that can be touched in the lower part") {
    constexpr std::size_t kReviewed = 2;  // of the table's languages, its first: the words of the others are as long
    const auto samples = samples_and_sheets();
    Tally tally;
    Met met;
    each_cell(samples, kReviewed, true, [&](const Cell& cell) {
        const auto problems = tests::problems_in(cell);
        tally.add(cell, problems);
        judge(cell, problems, met);
    });
    check_needed(met, true);
}

TEST_CASE("the longest real names stay in their place everywhere") {
    int cells = 0;
    for (const auto* name : {"東京都西多摩郡奥多摩町国民健康保険病院組合", "Yokohama Saint Bartholomew Memorial General Hospital and Clinic"}) {
        std::vector<tests::Sample> named;
        for (auto sample : tests::samples()) {
            if (!sample.visit.authentication) continue;
            bool any = false;
            for (auto& list : sample.visit.authentication->listed.values)
                for (auto& one : list) any = true, one.issuer = name;
            if (any) named.push_back(std::move(sample));
        }
        Met met;
        each_cell(named, ui::kLanguages.size(), false, [&](const Cell& cell) {
            INFO(name);
            judge(cell, tests::problems_in(cell), met);
            ++cells;
        });
    }
    CHECK(cells > 1000);
}
