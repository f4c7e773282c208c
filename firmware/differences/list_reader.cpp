// SPDX-License-Identifier: Apache-2.0
#include "list_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "compare.hpp"
#include "firmware/eligibility/shift_jis.hpp"
#include "firmware/eligibility/wire_json.hpp"

namespace uketsuke::differences {
namespace {

using F = domain::PersonField;
using base::ErrorCode;
using base::Result;
using base::WipedText;
using eligibility::wire::Json;
using Cells = std::vector<WipedText>;

base::Unexpected<base::Error> unreadable(std::string_view why) {
    return base::fail(ErrorCode::clinic_data_unreadable, std::string(why));
}

/// Where the value of that column goes; nothing: nobody reads it.
WipedText* place_of(std::string_view column, PersonData& row) {
    if (column == "patient" || column == "患者番号") return &row.patient;
    for (const auto& field : field_table())
        if (column == field.column || column == field.japanese_column) return &row[field.field];
    return nullptr;
}

/// Whether rows with these columns can be found for a person (is_about() in compare.hpp).
bool tells_who(const PersonData& columns) {
    return !columns.patient.empty() || !columns[F::number].empty() ||
           (!columns[F::birth].empty() && !(columns[F::name].empty() && columns[F::kana].empty()));
}

Result<WipedText> utf8_of(std::string_view text) {
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
    if (letters_of(text)) return WipedText(text);
    auto changed = eligibility::from_shift_jis(text);
    if (!changed) return unreadable("neither UTF-8 nor CP932");
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

/// A number as it would be written; nothing: it is neither number nor text.
std::optional<WipedText> text_of(const Json& value) {
    if (value.is_string()) return value.get<WipedText>();
    if (value.is_null()) return WipedText();
    if (!value.is_number_integer()) return std::nullopt;
    return WipedText(std::to_string(value.get<std::int64_t>()));
}

std::optional<PersonData> person_of(const Json& object) {
    PersonData row;
    if (!object.is_object()) return std::nullopt;
    for (const auto& [key, value] : object.items()) {
        auto* const place = place_of(key, row);
        if (place == nullptr) continue;
        auto text = text_of(value);
        if (!text || text->size() > kLongestValue) return std::nullopt;
        *place = std::move(*text);
    }
    return row;
}

}  // namespace

Result<void> read_csv(std::string_view bytes, const TakeRow& take) {
    const auto text = utf8_of(bytes);
    if (!text) return base::fail(text.error());
    CsvReader reader(*text);
    const auto columns = reader.row();
    PersonData told;
    if (columns)
        for (const auto& column : *columns)
            if (auto* const place = place_of(column, told)) *place = column;
    if (!tells_who(told)) return unreadable("line 1: no column that tells who somebody is");
    for (std::size_t rows = 0; !reader.done(); ++rows) {
        const auto cells = reader.row();
        if (!cells || rows == kMostRows) return unreadable(fmt::format("line {}: broken, or too much", reader.line()));
        if (cells->size() == 1 && cells->front().empty()) continue;
        if (cells->size() != columns->size())
            return unreadable(
                fmt::format("line {}: {} cells under {} columns", reader.line(), cells->size(), columns->size()));
        PersonData row;
        for (std::size_t i = 0; i < cells->size(); ++i)
            if (auto* const place = place_of((*columns)[i], row)) *place = (*cells)[i];
        take(row);
    }
    return {};
}

Result<void> read_json(std::string_view text, const TakeRow& take) {
    const auto list = eligibility::wire::parsed(text);
    if (!list.is_array()) return unreadable("no list in JSON");
    if (list.size() > kMostRows) return unreadable("more than can be looked through");
    int place = 0;
    for (const auto& object : list) {
        const auto row = person_of(object);
        ++place;
        if (!row || !tells_who(*row)) return unreadable(fmt::format("entry {}: tells nobody, or no texts", place));
        take(*row);
    }
    return {};
}

}  // namespace uketsuke::differences
