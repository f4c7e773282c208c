// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "report.hpp"

namespace uketsuke::tools::card {
namespace {

using Json = nlohmann::ordered_json;

std::string_view name_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::note: return "note";
        case Verdict::ok: return "ok";
        case Verdict::warning: return "warning";
        case Verdict::problem: return "problem";
    }
    return "";
}

constexpr std::size_t kVerdictWidth = 9;

std::size_t key_width(const Findings& findings) {
    std::size_t width = 0;
    for (const auto& finding : findings) width = std::max(width, finding.key.size());
    return width + 2;
}

std::string counted(int count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

/// The last line, where something was judged.
std::string summary(const Report& report) {
    const int problems = report.count(Verdict::problem), warnings = report.count(Verdict::warning);
    if (problems + warnings == 0) return "Nothing is wrong.";
    if (problems == 0) return counted(warnings, "warning") + ", no problem.";
    return fmt::format("{}, {}. Exit code {}.", counted(problems, "problem"), counted(warnings, "warning"),
                       static_cast<int>(report.exit()));
}

Json facts_of(const Finding& finding) {
    Json json;
    for (const auto& [name, value] : finding.facts)
        std::visit([&, &key = name](const auto& held) { json[key] = held; }, value.held());
    return json;
}

Json json_of(const Finding& finding) {
    Json json{{"key", finding.key}, {"verdict", name_of(finding.verdict)}, {"words", finding.words}};
    if (finding.error) {
        const auto& line = base::line_of(*finding.error);
        json["error"] = {
            {"number", fmt::format("{:03}", line.number)}, {"name", line.name}, {"remedy", base::name_of(line.remedy)}};
    }
    if (!finding.advice.empty()) json["advice"] = finding.advice;
    if (!finding.facts.empty()) json["facts"] = facts_of(finding);
    return json;
}

std::string text_of(const Findings& findings, bool judged) {
    const auto keys = key_width(findings);
    const std::string margin((judged ? kVerdictWidth : 0) + keys, ' ');
    std::string out;
    for (const auto& finding : findings) {
        if (judged)
            out +=
                fmt::format("{:<{}}", finding.verdict == Verdict::note ? "" : name_of(finding.verdict), kVerdictWidth);
        out += fmt::format("{:<{}}{}\n", finding.key, keys, finding.words);
        if (finding.error) {
            const auto& line = base::line_of(*finding.error);
            out += fmt::format("{}error {:03} {}, remedy: {}\n", margin, line.number, line.name,
                               base::name_of(line.remedy));
        }
        for (const auto& step : finding.advice) out += fmt::format("{}-> {}\n", margin, step);
    }
    return out;
}

}  // namespace

std::string as_text(const Report& report) {
    const bool judged = report.count(Verdict::note) != static_cast<int>(report.findings.size());
    std::string out = text_of(report.commands, false);
    if (!report.commands.empty()) out += "\n";
    return out + text_of(report.findings, judged) + (judged ? summary(report) + "\n" : "");
}

std::string as_json(const Report& report) {
    Json json{{"program", "uketsuke-card"}, {"verb", report.verb}, {"exit", static_cast<int>(report.exit())}};
    for (const auto& command : report.commands) json["commands"].push_back(facts_of(command));
    json["findings"] = Json::array();
    for (const auto& finding : report.findings) json["findings"].push_back(json_of(finding));
    return json.dump(2) + "\n";
}

}  // namespace uketsuke::tools::card
