// SPDX-License-Identifier: Apache-2.0
#include "csv_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "firmware/eligibility/shift_jis.hpp"
#include "writing.hpp"

namespace uketsuke::differences {
namespace {

using base::ErrorCode;
using base::Result;
using base::WipedText;

base::Unexpected<base::Error> no_table(std::string_view why) {
    return base::fail(ErrorCode::clinic_data_unreadable, std::string(why));
}

Result<WipedText> utf8_of(std::string_view text) {
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
    if (letters_of(text)) return WipedText(text);
    auto changed = eligibility::from_shift_jis(text);
    if (!changed) return no_table("neither UTF-8 nor CP932");
    return changed;
}

class CsvReader {
public:
    explicit CsvReader(std::string_view text) : rest_(text) {}
    [[nodiscard]] bool done() const { return rest_.empty(); }
    [[nodiscard]] int line() const { return line_; }

    /// The cells of one row; nothing: it is broken.
    std::optional<Cells> row() {
        line_ += 1 + within_;
        within_ = 0;
        Cells cells;
        for (;;) {
            auto cell = take_cell();
            if (!cell || cell->size() > kLongestValue) return std::nullopt;
            cells.push_back(std::move(*cell));
            if (ends_row()) return cells;
            if (!take(',')) return std::nullopt;
        }
    }

private:
    bool take(char wanted) {
        if (rest_.empty() || rest_.front() != wanted) return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool ends_row() {
        if (rest_.empty()) return true;
        const bool carriage = rest_.starts_with("\r\n");
        if (carriage) rest_.remove_prefix(1);
        return take('\n');
    }
    std::optional<WipedText> take_cell() {
        if (take('"')) return take_quoted();
        const auto end = std::min(rest_.find_first_of(",\r\n\""), rest_.size());
        const WipedText cell(rest_.substr(0, end));
        rest_.remove_prefix(end);
        return cell;
    }
    std::optional<WipedText> take_quoted() {
        WipedText cell;
        for (;;) {
            const auto end = rest_.find('"');
            if (end == std::string_view::npos) return std::nullopt;
            cell += rest_.substr(0, end);
            rest_.remove_prefix(end + 1);
            if (!take('"')) break;
            cell += '"';
        }
        within_ = static_cast<int>(std::ranges::count(cell, '\n')) + within_;
        return cell;
    }

    std::string_view rest_;
    int line_ = 0, within_ = 0;
};

}  // namespace

Result<void> read_table(std::string_view bytes, const TakeColumns& columns, const TakeCells& take) {
    const auto text = utf8_of(bytes);
    if (!text) return base::fail(text.error());
    CsvReader reader(*text);
    const auto names = reader.row().value_or(Cells{});
    if (auto taken = columns(names); !taken) return taken;
    for (std::size_t rows = 0; !reader.done(); ++rows) {
        const auto cells = reader.row();
        if (!cells || rows == kMostRows) return no_table(fmt::format("line {}: broken, or too much", reader.line()));
        if (cells->size() == 1 && cells->front().empty()) continue;
        if (cells->size() != names.size())
            return no_table(
                fmt::format("line {}: {} cells under {} columns", reader.line(), cells->size(), names.size()));
        take(*cells, reader.line());
    }
    return {};
}

}  // namespace uketsuke::differences
