// SPDX-License-Identifier: Apache-2.0
#include "figures.hpp"

#include <fmt/format.h>

#include "firmware/base/file.hpp"

namespace uketsuke::tools::bench {
namespace {

constexpr std::string_view kBegin = "<!-- figures: begin (from ./kiosk bench --readme README.md) -->\n";
constexpr std::string_view kEnd = "<!-- figures: end -->";

}  // namespace

std::string Figures::table() const {
    std::string text = "| what | figure |\n|---|---|\n";
    for (const auto& row : rows_) text += fmt::format("| {} | {} |\n", row.what, row.figure);
    return text;
}

base::Result<void> Figures::write_into(const std::filesystem::path& readme) const {
    auto text = base::read_file(readme);
    if (!text) return base::fail(text.error());
    const auto begin = text->find(kBegin), end = text->find(kEnd);
    if (begin == text->npos || end == text->npos || end < begin)
        return base::fail(base::ErrorCode::file_unreadable, readme.string() + ": there are no marks for the figures");
    const auto first = begin + kBegin.size();
    return base::replace_file(readme, text->replace(first, end - first, table()));
}

std::string goal(double value, double most) {
    return fmt::format(" (goal {}: {})", most, value <= most ? "met" : "missed");
}

}  // namespace uketsuke::tools::bench
