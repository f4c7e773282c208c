// SPDX-License-Identifier: Apache-2.0
#include "notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace uketsuke::tools::contact {
namespace {

using card::Exchange;

constexpr int kVersion = 1;  ///< of the report's form; docs/contact/README.md

double milliseconds(std::chrono::microseconds time) { return static_cast<double>(time.count()) / 1000; }

/// All commands of one name: how many, how long.
struct Times {
    std::vector<std::chrono::microseconds> all;
    std::size_t longest_answer = 0;
};

Sheet times_of(Word command, Times times) {
    std::sort(times.all.begin(), times.all.end());
    Sheet sheet;
    sheet.put("command", command).put("count", Count(times.all.size()));
    sheet.put("least_ms", Measure(milliseconds(times.all.front())));
    sheet.put("median_ms", Measure(milliseconds(times.all[times.all.size() / 2])));
    sheet.put("most_ms", Measure(milliseconds(times.all.back())));
    sheet.put("longest_answer", Count(in_steps(times.longest_answer, LengthForm::x82)));  // the rest of a file, too
    return sheet;
}

std::vector<Sheet> commands_of(const std::vector<Exchange>& log) {
    std::map<Word, Times> by_name;
    for (const auto& exchange : log) {
        auto& times = by_name[Word::of_command(exchange.command.header, exchange.command.data_length)];
        times.all.push_back(exchange.time);
        times.longest_answer = std::max(times.longest_answer, exchange.answer_length);
    }
    std::vector<Sheet> sheets;
    for (auto& [name, times] : by_name) sheets.push_back(times_of(name, std::move(times)));
    return sheets;
}

/// Which status word each command ended in, and how often; errors in place of one by their name.
std::vector<Sheet> answers_of(const std::vector<Exchange>& log) {
    std::vector<std::pair<Sheet, int>> kinds;
    for (const auto& exchange : log) {
        Sheet sheet;
        sheet.put("command", Word::of_command(exchange.command.header, exchange.command.data_length));
        if (exchange.application != nullptr) sheet.put("application", Word::of(*exchange.application));
        if (exchange.file) sheet.put("file", FileNumber{*exchange.file});
        if (exchange.error)
            sheet.put("error", Word::of(*exchange.error));
        else
            sheet.put("status", exchange.status);
        const auto text = as_json(sheet);
        const auto same =
            std::find_if(kinds.begin(), kinds.end(), [&](const auto& kind) { return as_json(kind.first) == text; });
        if (same == kinds.end())
            kinds.emplace_back(std::move(sheet), 1);
        else
            ++same->second;
    }
    std::vector<Sheet> sheets;
    for (auto& [sheet, count] : kinds) sheets.push_back(sheet.put("count", Count(count)));
    return sheets;
}

}  // namespace

Sheet& Notes::part(Word name) {
    for (auto& one : parts_)
        if (one->name == name) return one->sheet;
    parts_.push_back(std::make_unique<Part>(Part{name, {}}));
    return parts_.back()->sheet;
}

void Notes::deviates(Deviation deviation) { deviations_.push_back(std::move(deviation)); }
void Notes::tell(card::Finding finding) {
    asker_.say(fmt::format("  {:<20}{}\n", finding.key, finding.words));
    const bool trouble = finding.verdict == card::Verdict::warning || finding.verdict == card::Verdict::problem;
    if (trouble) troubles_.push_back(std::move(finding));
}

void Notes::refused(Word step, const base::Error& error) {
    Sheet sheet;
    refusals_.push_back(sheet.put("step", step).put("error", Word::of(error.code)));
    tell(card::problem(std::string(step.text()), error));
}

Sheet Notes::report(const std::vector<card::Exchange>& log) const {
    Sheet sheet;
    sheet.put("report", Word("uketsuke first contact")).put("version", Count(kVersion));
    for (const auto& part : parts_) sheet.put(part->name, part->sheet);
    if (!log.empty()) sheet.put("commands", commands_of(log)).put("answers", answers_of(log));
    sheet.put("refusals", refusals_);
    std::vector<Sheet> deviations;
    for (const auto& one : deviations_) deviations.push_back(sheet_of(one));
    return sheet.put("deviations", std::move(deviations));
}

}  // namespace uketsuke::tools::contact
