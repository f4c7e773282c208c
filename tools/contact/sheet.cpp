// SPDX-License-Identifier: Apache-2.0
#include "sheet.hpp"

#include <algorithm>

namespace uketsuke::tools::contact {
namespace {

using Entry = Sheet::Entry;

bool flat(const Sheet& sheet) {
    return std::all_of(sheet.entries().begin(), sheet.entries().end(),
                       [](const Entry& entry) { return entry.kind == Entry::Kind::fact; });
}

std::string object(const Sheet& sheet, const std::string& margin);

std::string list(const std::vector<Sheet>& sheets, const std::string& margin) {
    if (sheets.empty()) return "[]";
    std::string out = "[\n";
    for (std::size_t i = 0; i < sheets.size(); ++i)
        out += margin + "  " + object(sheets[i], margin + "  ") + (i + 1 < sheets.size() ? ",\n" : "\n");
    return out + margin + "]";
}

std::string value(const Entry& entry, const std::string& margin) {
    switch (entry.kind) {
        case Entry::Kind::fact: return json_of(entry.fact);
        case Entry::Kind::part: return object(entry.sheets.front(), margin);
        case Entry::Kind::list: return list(entry.sheets, margin);
    }
    return {};
}

std::string object(const Sheet& sheet, const std::string& margin) {
    const bool line = flat(sheet);
    const auto inner = line ? std::string() : margin + "  ";
    std::string out = line ? "{" : "{\n";
    const auto& entries = sheet.entries();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        out += inner + "\"" + std::string(entries[i].name.text()) + "\": " + value(entries[i], inner);
        out += i + 1 < entries.size() ? (line ? ", " : ",\n") : (line ? "" : "\n");
    }
    return out + (line ? "}" : margin + "}");
}

}  // namespace

Sheet& Sheet::place(Entry entry) {
    const auto same =
        std::find_if(entries_.begin(), entries_.end(), [&](const Entry& one) { return one.name == entry.name; });
    if (same != entries_.end())
        *same = std::move(entry);
    else
        entries_.push_back(std::move(entry));
    return *this;
}

Sheet& Sheet::put(Word name, Fact fact) { return place({Entry::Kind::fact, name, std::move(fact)}); }
Sheet& Sheet::put(Word name, Sheet part) { return place({Entry::Kind::part, name, false, {std::move(part)}}); }
Sheet& Sheet::put(Word name, std::vector<Sheet> list) {
    return place({Entry::Kind::list, name, false, std::move(list)});
}

const Sheet::Entry* Sheet::find(std::string_view name) const {
    const auto found =
        std::find_if(entries_.begin(), entries_.end(), [&](const Entry& one) { return one.name.text() == name; });
    return found == entries_.end() ? nullptr : &*found;
}

std::string as_json(const Sheet& sheet) { return object(sheet, "") + "\n"; }

}  // namespace uketsuke::tools::contact
