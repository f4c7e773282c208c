// SPDX-License-Identifier: Apache-2.0
#include "page.hpp"

#include <fmt/format.h>

namespace uketsuke::tools::contact {
namespace {

using Entry = Sheet::Entry;

constexpr auto kHead = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Uketsuke: first contact</title><style>
body { font: 16px/1.5 sans-serif; max-width: 62em; margin: 2em auto; padding: 0 1em; color: #1a1a1a; background: #fff }
h1 { font-size: 1.5em } h2 { font-size: 1.15em; margin-top: 1.6em; border-bottom: 1px solid #bbb }
table { border-collapse: collapse; margin: .4em 0 } th, td { text-align: left; padding: .15em .8em .15em 0; vertical-align: top }
th { font-weight: 600; color: #444 } tr:nth-child(even) td { background: #f4f4f4 } li { margin: .3em 0 }
</style></head><body>
<h1>First contact</h1>
<p>What a card reader, a card, a camera and a face were like for Uketsuke. No picture, no number, no name, no key: only lengths,
forms, status words, times and scores; the lengths of the photo and of the pictures of name and address in steps of 64 bytes.
<code>report.json</code> beside this page holds the same.</p>
)";

/// Of the program's own words; they may hold what HTML reads as its own.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) out += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string(1, c);
    return out;
}

std::string cell(const Entry* entry);

std::string rows(const Sheet& sheet) {
    std::string out = "<table>";
    for (const auto& entry : sheet.entries())
        out += fmt::format("<tr><th>{}</th><td>{}</td></tr>\n", escaped(entry.name.text()), cell(&entry));
    return out + "</table>\n";
}

/// All names that any line has, in the order of their first coming.
std::vector<std::string_view> columns_of(const std::vector<Sheet>& lines) {
    std::vector<std::string_view> names;
    for (const auto& line : lines)
        for (const auto& entry : line.entries())
            if (std::find(names.begin(), names.end(), entry.name.text()) == names.end())
                names.push_back(entry.name.text());
    return names;
}

std::string table(const std::vector<Sheet>& lines) {
    if (lines.empty()) return "none";
    const auto names = columns_of(lines);
    std::string out = "<table><tr>";
    for (const auto name : names) out += fmt::format("<th>{}</th>", escaped(name));
    out += "</tr>\n";
    for (const auto& line : lines) {
        out += "<tr>";
        for (const auto name : names) out += fmt::format("<td>{}</td>", cell(line.find(name)));
        out += "</tr>\n";
    }
    return out + "</table>\n";
}

std::string cell(const Entry* entry) {
    if (entry == nullptr) return {};
    switch (entry->kind) {
        case Entry::Kind::fact: return escaped(text_of(entry->fact));
        case Entry::Kind::part: return rows(entry->sheets.front());
        case Entry::Kind::list: return table(entry->sheets);
    }
    return {};
}

std::string differences(const std::vector<Deviation>& deviations) {
    if (deviations.empty()) return "<p>Nothing differed from what was expected.</p>\n";
    std::string out = "<ul>\n";
    for (const auto& one : deviations) out += "<li>" + escaped(words_of(one)) + "</li>\n";
    return out + "</ul>\n";
}

}  // namespace

std::string as_page(const Sheet& report, const std::vector<Deviation>& deviations) {
    std::string out = std::string(kHead) + "<h2>What differs from what was expected</h2>\n" + differences(deviations);
    for (const auto& entry : report.entries()) {
        if (entry.kind == Entry::Kind::fact || entry.name == Word("deviations")) continue;
        out += fmt::format("<h2>{}</h2>\n{}", escaped(entry.name.text()), cell(&entry));
    }
    return out + "</body></html>\n";
}

}  // namespace uketsuke::tools::contact
