// SPDX-License-Identifier: Apache-2.0
#include "lines.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "firmware/base/enumeration.hpp"

namespace uketsuke::readiness {
namespace {

std::string_view mark_of(Level level) {
    switch (level) {
        case Level::ready: return "○";
        case Level::soon: return "△";
        case Level::wrong: return "×";
        case Level::absent: break;
    }
    return "－";
}

bool wants_remedy(const Row& row) { return row.look.level == Level::soon || row.look.level == Level::wrong; }

/// "2026-12-01 07:30", in Japan.
std::string minute_of(base::WallTime at) {
    auto text = base::to_iso8601(at).substr(0, 16);
    text.at(10) = ' ';
    return text;
}

}  // namespace

std::string line_of(const Row& row) {
    const auto head = fmt::format("{} {}", mark_of(row.look.level), name_of(row.part));
    return row.look.found.empty() ? head : fmt::format("{}：{}", head, row.look.found);
}

std::string headline_of(const Report& report) {
    return fmt::format("点検 {}：{}", minute_of(report.at), report.ready() ? "使えます" : "直すところがあります");
}

std::vector<Line> marked_lines_of(const Report& report) {
    std::vector<Line> lines{{headline_of(report)}};
    for (const auto& row : report.rows) {
        if (row.look.level == Level::absent && row.look.found.empty()) continue;
        lines.push_back({line_of(row), row.look.level});
        if (wants_remedy(row)) lines.push_back({fmt::format("　→ {}", remedy_of(row.part))});
    }
    return lines;
}

std::vector<std::string> lines_of(const Report& report) {
    std::vector<std::string> lines;
    for (auto& line : marked_lines_of(report)) lines.push_back(std::move(line.text));
    return lines;
}

std::string trouble_of(const Row& row) { return fmt::format("{} → {}", line_of(row), remedy_of(row.part)); }

std::vector<std::string> troubles_of(const Report& report) {
    std::vector<std::string> troubles;
    for (const auto& row : report.rows)
        if (wants_remedy(row)) troubles.push_back(trouble_of(row));
    if (!troubles.empty()) troubles.insert(troubles.begin(), headline_of(report));
    return troubles;
}

std::string as_json(const Report& report) {
    nlohmann::ordered_json json{
        {"at", base::to_iso8601(report.at)}, {"ready", report.ready()}, {"rows", nlohmann::ordered_json::array()}};
    for (const auto& row : report.rows) {
        nlohmann::ordered_json one{{"part", base::enumerator_name(row.part)},
                                   {"level", base::enumerator_name(row.look.level)},
                                   {"name", name_of(row.part)},
                                   {"found", row.look.found}};
        if (wants_remedy(row)) one["remedy"] = remedy_of(row.part);
        json["rows"].push_back(std::move(one));
    }
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace uketsuke::readiness
