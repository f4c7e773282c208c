// SPDX-License-Identifier: Apache-2.0
#include "packed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "firmware/base/enumeration.hpp"
#include "firmware/base/utf8.hpp"

namespace uketsuke::readiness {
namespace {

/// What stands before `end` in the text, which begins after it then.
std::string_view take(std::string_view& text, char end) {
    const auto at = std::min(text.size(), text.find(end));
    const auto taken = text.substr(0, at);
    text.remove_prefix(std::min(text.size(), at + 1));
    return taken;
}

/// In one line, and not too long.
std::string short_of(std::string_view found) {
    std::string text;
    while (!found.empty()) {
        const auto before = found;
        if (!base::take_letter(found)) {
            found.remove_prefix(1);
            continue;
        }
        const auto letter = before.substr(0, before.size() - found.size());
        if (text.size() + letter.size() > kLongestFound) break;
        text += letter == "\n" ? " " : letter;
    }
    return text;
}

std::optional<Row> row_in(std::string_view line) {
    const auto part = base::value_named<Part>(take(line, ' '));
    const auto level = base::value_named<Level>(take(line, ' '));
    if (!part || !level) return std::nullopt;
    return Row{*part, {*level, std::string(line)}};
}

}  // namespace

std::string pack(const Report& report) {
    std::string text;
    for (const auto& row : report.rows)
        text += fmt::format("{} {} {}\n", base::enumerator_name(row.part), base::enumerator_name(row.look.level),
                            short_of(row.look.found));
    return text;
}

Report unpack(std::string_view rows, base::WallTime at) {
    Report report{at, {}};
    while (!rows.empty())
        if (auto row = row_in(take(rows, '\n'))) report.put(row->part, std::move(row->look));
    return report;
}

}  // namespace uketsuke::readiness
