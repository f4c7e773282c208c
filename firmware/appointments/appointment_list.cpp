// SPDX-License-Identifier: Apache-2.0
#include "appointment_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "firmware/base/enumeration.hpp"
#include "firmware/differences/csv_table.hpp"
#include "firmware/differences/writing.hpp"

namespace uketsuke::appointments {
namespace {

using base::ErrorCode;
using base::Result;
using base::WipedText;
using differences::Cells;
using domain::WritingRule;

enum class Column : std::uint8_t { number, day, time, name, department, room };
struct ColumnName {
    Column column;
    std::string_view name, japanese;
};
constexpr auto kColumns = base::one_for_each<&ColumnName::column>(std::array{
    ColumnName{Column::number, "card_number", "診察券番号"},
    ColumnName{Column::day, "date", "予約日"},
    ColumnName{Column::time, "time", "予約時刻"},
    ColumnName{Column::name, "name", "氏名"},
    ColumnName{Column::department, "department", "診療科"},
    ColumnName{Column::room, "room", "部屋"},
});
/// Where each column stands in a line.
using Places = std::array<std::optional<std::size_t>, kColumns.size()>;

base::Unexpected<base::Error> unreadable(std::string why) {
    return base::fail(ErrorCode::appointments_unreadable, std::move(why));
}

Result<Places> places_of(const Cells& columns) {
    Places places;
    for (std::size_t i = 0; i < columns.size(); ++i)
        for (const auto& known : kColumns) {
            if (columns[i] != known.name && columns[i] != known.japanese) continue;
            auto& place = places.at(base::index_of(known.column));
            if (place) return unreadable("line 1: a column twice");
            place = i;
        }
    for (const auto needed : {Column::number, Column::day, Column::time})
        if (!places.at(base::index_of(needed)))
            return unreadable(fmt::format("line 1: no column {}", kColumns.at(base::index_of(needed)).japanese));
    return places;
}

/// What is none of ASCII is no part of a number, and neither is what is no UTF-8.
constexpr char kNone = '\x7F';

WipedText folded(std::string_view text, std::initializer_list<WritingRule> rules) {
    auto letters = differences::letters_of(text);
    if (!letters) return WipedText(1, kNone);
    for (const auto rule : rules) differences::rule_table()[base::index_of(rule)].fold(*letters);
    WipedText plain;
    for (const auto letter : *letters) plain += letter < 0x80 ? static_cast<char>(letter) : kNone;
    return plain;
}

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }
bool is_nw7_guard(char letter) { return letter >= 'A' && letter <= 'D'; }

std::optional<base::Date> day_of(std::string_view text) {
    return base::parse_date(folded(text, {WritingRule::width, WritingRule::birth_form}));
}

int number_of(std::string_view digits) {
    int value = 0;
    for (const char digit : digits) value = value * 10 + (digit - '0');
    return value;
}

/// "9:05", "09:05:00", "0905", "9時05分". Minutes have two digits, so that a line that is cut off shows.
std::optional<int> minute_of(std::string_view text) {
    WipedText plain(text);
    for (const auto& [sign, instead] : {std::pair{"時", ":"}, std::pair{"分", ""}})
        if (const auto at = plain.find(sign); at != WipedText::npos)
            plain.replace(at, std::string_view(sign).size(), instead);
    plain = folded(plain, {WritingRule::width});
    std::erase(plain, ' ');
    if (all_digits(plain) && plain.size() == 4) plain.insert(2, 1, ':');
    const std::string_view whole(plain);
    const auto colon = whole.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto hours = whole.substr(0, colon);
    auto minutes = whole.substr(colon + 1);
    if (minutes.size() == 5 && minutes[2] == ':' && all_digits(minutes.substr(3))) minutes = minutes.substr(0, 2);
    if (!all_digits(hours) || hours.size() > 2 || !all_digits(minutes) || minutes.size() != 2) return std::nullopt;
    if (number_of(hours) > 23 || number_of(minutes) > 59) return std::nullopt;
    return number_of(hours) * 60 + number_of(minutes);
}

class ListReader {
public:
    Result<void> take_columns(const Cells& columns) {
        auto places = places_of(columns);
        if (!places) return base::fail(places.error());
        places_ = *places;
        return {};
    }
    /// Nothing: the row is wrong.
    [[nodiscard]] std::optional<Row> row_of(const Cells& cells) const {
        Row row{number_form(cell(cells, Column::number)), {}, {}, cell(cells, Column::name), {}};
        const auto day = day_of(cell(cells, Column::day));
        const auto& time = cell(cells, Column::time);
        row.minute = minute_of(time);
        if (row.number.empty() || !day || (!time.empty() && !row.minute)) return std::nullopt;
        row.day = *day;
        row.place = cell(cells, Column::department);
        const auto& room = cell(cells, Column::room);
        if (!row.place.empty() && !room.empty()) row.place += " ";
        row.place += room;
        return row;
    }

private:
    [[nodiscard]] const WipedText& cell(const Cells& cells, Column column) const {
        static const WipedText kEmpty;
        const auto place = places_.at(base::index_of(column));
        return place ? cells.at(*place) : kEmpty;
    }
    Places places_;
};

}  // namespace

WipedText number_form(std::string_view text) {
    auto form = folded(text, {WritingRule::width});
    std::erase(form, ' ');
    if (form.find(kNone) != WipedText::npos) return {};
    if (form.size() > 2 && is_nw7_guard(form.front()) && is_nw7_guard(form.back()) &&
        all_digits(std::string_view(form).substr(1, form.size() - 2)))
        form = form.substr(1, form.size() - 2);
    auto digits = form;
    std::erase(digits, '-');
    if (!all_digits(digits)) return form;
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    return digits;
}

Result<void> read_list(std::string_view bytes, const TakeRow& take) {
    ListReader reader;
    std::optional<int> wrong;
    const auto read = differences::read_table(
        bytes, [&](const Cells& columns) { return reader.take_columns(columns); },
        [&](const Cells& cells, int line) {
            const auto row = reader.row_of(cells);
            if (row) take(*row);
            if (!row && !wrong) wrong = line;
        });
    if (wrong) return unreadable(fmt::format("line {}: no number, day or time", *wrong));
    return read ? Result<void>{} : unreadable(read.error().detail);
}

}  // namespace uketsuke::appointments
