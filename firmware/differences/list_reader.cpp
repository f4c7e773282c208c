// SPDX-License-Identifier: Apache-2.0
#include "list_reader.hpp"

#include <fmt/format.h>

#include <optional>
#include <vector>

#include "compare.hpp"
#include "csv_table.hpp"
#include "firmware/eligibility/wire_json.hpp"

namespace uketsuke::differences {
namespace {

using F = domain::PersonField;
using base::ErrorCode;
using base::Result;
using base::WipedText;
using eligibility::wire::Json;

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
    Cells columns;
    const auto take_columns = [&](const Cells& names) -> Result<void> {
        columns = names;
        PersonData told;
        for (const auto& column : columns)
            if (auto* const place = place_of(column, told)) *place = column;
        return tells_who(told) ? Result<void>{} : unreadable("line 1: no column that tells who somebody is");
    };
    return read_table(bytes, take_columns, [&](const Cells& cells, int) {
        PersonData row;
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (auto* const place = place_of(columns[i], row)) *place = cells[i];
        take(row);
    });
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
