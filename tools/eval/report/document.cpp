// SPDX-License-Identifier: Apache-2.0
#include "document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace uketsuke::tools::eval {
namespace {

/// Characters, not bytes.
std::size_t width_of(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

std::string padded(const std::string& text, std::size_t width) {
    return text + std::string(width - std::min(width, width_of(text)), ' ');
}

std::vector<std::size_t> widths_of(const Table& table) {
    std::vector<std::size_t> widths;
    for (const auto& column : table.columns) widths.push_back(width_of(column));
    for (const auto& row : table.rows)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
    return widths;
}

std::string text_of(const Table& table) {
    const auto widths = widths_of(table);
    std::string out;
    const auto put = [&](const std::vector<std::string>& row) {
        out += " ";
        for (std::size_t i = 0; i < row.size(); ++i) out += " " + padded(row[i], widths[i]) + " ";
        out.erase(out.find_last_not_of(' ') + 1);
        out += "\n";
    };
    put(table.columns);
    for (const auto& row : table.rows) put(row);
    return out;
}

std::string markdown_of(const Table& table) {
    std::string out;
    const auto put = [&](const std::vector<std::string>& row) {
        out += fmt::format("| {} |\n", fmt::join(row, " | "));
    };
    put(table.columns);
    put(std::vector<std::string>(table.columns.size(), "---"));
    for (const auto& row : table.rows) put(row);
    return out;
}

std::string escaped(const std::string& text) {
    std::string out;
    for (const char letter : text) {
        if (letter == '<')
            out += "&lt;";
        else if (letter == '>')
            out += "&gt;";
        else if (letter == '&')
            out += "&amp;";
        else if (letter == '"')
            out += "&quot;";
        else
            out += letter;
    }
    return out;
}

std::string html_of(const Table& table) {
    std::string out = "<table>\n";
    const auto put = [&](const std::vector<std::string>& row, const char* tag) {
        out += "<tr>";
        for (const auto& cell : row) out += fmt::format("<{0}>{1}</{0}>", tag, escaped(cell));
        out += "</tr>\n";
    };
    put(table.columns, "th");
    for (const auto& row : table.rows) put(row, "td");
    return out + "</table>\n";
}

bool only_plots(const Section& section) { return section.lines.empty() && section.table.columns.empty(); }

std::string html_of(const Section& section) {
    std::string out = section.heading.empty() ? "" : fmt::format("<h2>{}</h2>\n", escaped(section.heading));
    for (const auto& line : section.lines) out += fmt::format("<p>{}</p>\n", escaped(line));
    if (!section.table.columns.empty()) out += html_of(section.table);
    for (const auto& plot : section.plots) out += plot + "\n";
    if (!section.picture.empty())
        out += fmt::format("<p><img src=\"{0}\" alt=\"{0}\"></p>\n", escaped(section.picture));
    return out;
}

constexpr const char* kStyle =
    "body{font:15px/1.5 sans-serif;max-width:62em;margin:2em auto;padding:0 1em;color:#222}"
    "table{border-collapse:collapse;margin:1em 0}td,th{border:1px solid #ccc;padding:.2em .6em;text-align:left}"
    "th{background:#f0f0f0}img,svg{max-width:100%}";

}  // namespace

std::string as_text(const Document& document) {
    std::string out = document.title.empty() ? "" : document.title + "\n";
    for (const auto& section : document.sections) {
        if (only_plots(section)) continue;
        if (!section.heading.empty()) out += "\n" + section.heading + "\n";
        for (const auto& line : section.lines) out += "  " + line + "\n";
        if (!section.table.columns.empty()) out += text_of(section.table);
    }
    return out;
}

std::string as_markdown(const Document& document) {
    std::string out = document.title.empty() ? "" : fmt::format("## {}\n", document.title);
    for (const auto& section : document.sections) {
        if (section.private_to_disk || only_plots(section)) continue;
        if (!section.heading.empty())
            out += fmt::format("\n### {}\n\n", section.heading);
        else if (!out.empty())
            out += "\n";
        for (const auto& line : section.lines) out += line + "\n\n";
        if (!section.table.columns.empty()) out += markdown_of(section.table);
    }
    return out;
}

std::string as_html(const Document& document) {
    std::string out = fmt::format(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>{0}</title>\n"
        "<style>{1}</style>\n<h1>{0}</h1>\n",
        escaped(document.title), kStyle);
    for (const auto& section : document.sections) out += html_of(section);
    return out + "</html>\n";
}

std::string percent(double rate) {
    if (!std::isfinite(rate)) return "–";
    if (rate == 0) return "0";
    return std::abs(rate) < 0.001 ? fmt::format("{:.1e}", rate) : fmt::format("{:.2f} %", 100 * rate);
}

double mean_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::string with_range(const std::vector<double>& values) {
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    return fmt::format("{} ({} … {})", percent(mean_of(values)), percent(*least), percent(*most));
}

std::string in_counts(const Proportion& seen) {
    return seen.trials == 0 ? "–" : fmt::format("{} ({} of {})", percent(seen.rate()), seen.errors, seen.trials);
}

std::string in_counts(const Rate& rate) {
    if (rate.seen.trials == 0) return "–";
    return fmt::format("{} ({} of {}; ≤ {})", percent(rate.seen.rate()), rate.seen.errors, rate.seen.trials,
                       percent(rate.upper95));
}

}  // namespace uketsuke::tools::eval
