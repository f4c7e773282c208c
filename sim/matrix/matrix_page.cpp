// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "matrix.hpp"

namespace uketsuke::sim {
namespace {

std::string fault_of(const Cell& cell) { return fmt::format("{} {}", cell.fault->device, cell.fault->example); }

int count(const std::vector<Cell>& cells, Cell::Kind kind) {
    return static_cast<int>(
        std::count_if(cells.begin(), cells.end(), [&](const Cell& cell) { return cell.kind == kind; }));
}

std::string summary(const std::vector<Cell>& cells) {
    std::set<flow::State> states;
    std::set<const FaultRule*> faults;
    base::Duration longest{0};
    for (const auto& cell : cells) {
        states.insert(cell.state);
        faults.insert(cell.fault);
        longest = std::max(longest, cell.ready);
    }
    return fmt::format(
        "fault matrix: {} states x {} faults, {} cells: {} met in the visit in which they began, {} in one after it, "
        "{} "
        "impossible, {} broken; ready at most {:.1f} s after everybody had gone",
        states.size(), faults.size(), cells.size(), count(cells, Cell::Kind::met), count(cells, Cell::Kind::met_later),
        count(cells, Cell::Kind::impossible), count(cells, Cell::Kind::broken),
        static_cast<double>(longest.count()) / 1000);
}

std::string escaped(std::string_view text) {
    std::string whole;
    for (const char c : text) whole += c == '<' ? "&lt;" : c == '&' ? "&amp;" : c == '"' ? "&quot;" : std::string(1, c);
    return whole;
}

std::string_view class_of(Cell::Kind kind) {
    switch (kind) {
        case Cell::Kind::met: return "met";
        case Cell::Kind::met_later: return "later";
        case Cell::Kind::impossible: return "no";
        case Cell::Kind::broken: return "broken";
    }
    return "";
}

std::string_view sign_of(Cell::Kind kind) {
    switch (kind) {
        case Cell::Kind::met: return "●";
        case Cell::Kind::met_later: return "○";
        case Cell::Kind::impossible: return "–";
        case Cell::Kind::broken: return "✗";
    }
    return "";
}

std::string hint_of(const Cell& cell) {
    const auto where = fmt::format("{}: {}", flow::name_of(cell.state), fault_of(cell));
    if (!cell.told.empty()) return fmt::format("{}: {}", where, cell.told);
    return fmt::format("{}: fired at {}, ready at {} after {} ms", where, flow::name_of(cell.fired_at),
                       flow::name_of(cell.ready_at), cell.ready.count());
}

constexpr std::string_view kHead = R"(<!doctype html>
<meta charset="utf-8">
<title>Fault matrix</title>
<style>
body { font: 14px sans-serif; margin: 2em; }
table { border-collapse: collapse; }
th { text-align: left; font-weight: normal; white-space: nowrap; padding: 0 .5em; }
thead th { writing-mode: vertical-rl; padding: .5em 0; vertical-align: bottom; }
td { text-align: center; border: 1px solid #ccc; width: 1.4em; height: 1.4em; }
.met { background: #cfe8cf; } .later { background: #e8f3e8; } .no { color: #888; } .broken { background: #d33; color: #fff; }
</style>
<h1>Fault matrix</h1>
)";

}  // namespace

std::string matrix_text(const std::vector<Cell>& cells) {
    std::map<std::string, std::vector<const Cell*>> impossible;
    auto text = summary(cells) + "\n";
    for (const auto& cell : cells) {
        if (cell.kind == Cell::Kind::impossible)
            impossible[fmt::format("{}: {}", cell.fault->device, cell.told)].push_back(&cell);
        if (cell.kind == Cell::Kind::broken) text += fmt::format("BROKEN  {}\n", hint_of(cell));
    }
    for (const auto& [why, which] : impossible) text += fmt::format("impossible in {} cells: {}\n", which.size(), why);
    for (const auto& [what, proved_by] : outside_faults())
        text += fmt::format("no device's: {}; proved by {}\n", what, proved_by);
    return text;
}

std::string matrix_html(const std::vector<Cell>& cells) {
    std::map<flow::State, std::map<const FaultRule*, const Cell*>> rows;
    for (const auto& cell : cells) rows[cell.state][cell.fault] = &cell;
    auto page = fmt::format(
        "{}<p>{}.\n<p>● met in the visit in which it began, ○ in one after it, – impossible, ✗ broken; "
        "each cell tells more.\n<table><thead><tr><th></th>",
        kHead, escaped(summary(cells)));
    for (const auto* fault : tried_faults())
        page += fmt::format("<th>{} {}</th>", escaped(fault->device), escaped(fault->example));
    page += "</tr></thead>\n";
    for (const auto& [state, row] : rows) {
        page += fmt::format("<tr><th>{}</th>", flow::name_of(state));
        for (const auto* fault : tried_faults()) {
            const auto found = row.find(fault);
            page += found == row.end()
                        ? "<td></td>"
                        : fmt::format("<td class=\"{}\" title=\"{}\">{}</td>", class_of(found->second->kind),
                                      escaped(hint_of(*found->second)), sign_of(found->second->kind));
        }
        page += "</tr>\n";
    }
    page += "</table>\n<h2>Of no device</h2>\n<ul>\n";
    for (const auto& [what, proved_by] : outside_faults())
        page += fmt::format("<li>{}: {}</li>\n", escaped(what), escaped(proved_by));
    return page + "</ul>\n";
}

}  // namespace uketsuke::sim
