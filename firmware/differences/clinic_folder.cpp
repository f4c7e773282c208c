// SPDX-License-Identifier: Apache-2.0
#include "clinic_folder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "compare.hpp"
#include "firmware/eligibility/oqs_document.hpp"
#include "list_reader.hpp"

namespace uketsuke::differences {
namespace {

using F = domain::PersonField;
using base::ErrorCode;
using base::Result;
using base::WipedText;

WipedText digits_of(base::Date day) { return WipedText(fmt::format("{:04}{:02}{:02}", day.year, day.month, day.day)); }

PersonData told_in(const eligibility::OqsInsured& insured) {
    PersonData told;
    told.patient = insured.reference_number;
    told[F::name] = insured.name;
    told[F::kana] = insured.name_kana;
    told[F::birth] = digits_of(insured.birth);
    told[F::sex] = WipedText(std::to_string(insured.sex));
    told[F::address] = insured.address;
    told[F::insurer] = insured.insurer_number;
    told[F::symbol] = insured.symbol;
    told[F::number] = insured.number;
    told[F::branch] = insured.branch;
    told[F::ratio] = insured.elderly_ratio.empty() ? insured.ratio : insured.elderly_ratio;
    return told;
}

bool is_list(std::string_view name) { return name.ends_with(".csv") || name.ends_with(".json"); }

}  // namespace

Result<std::unique_ptr<ClinicFolder>> ClinicFolder::create(std::filesystem::path folder) {
    auto opened = base::Folder::open(std::move(folder));
    if (!opened) return base::fail(opened.error());
    return std::unique_ptr<ClinicFolder>(new ClinicFolder(std::move(*opened)));
}

Result<void> ClinicFolder::look_for(const PersonData& told, const std::string& list,
                                    std::vector<PersonData>& found) const {
    const auto text = folder_.read(list, kLargestList);
    if (!text) return base::fail(ErrorCode::clinic_data_unreadable, list + ": " + text.error().detail);
    const auto take = [&](const PersonData& row) {
        if (is_about(row, told) && std::ranges::find(found, row) == found.end()) found.push_back(row);
    };
    const auto read = list.ends_with(".csv") ? read_csv(*text, take) : read_json(*text, take);
    return read ? Result<void>{} : base::fail(read.error().code, list + ": " + read.error().detail);
}

ports::ClinicData::Comparison ClinicFolder::compare(const domain::Eligibility& eligibility) {
    Comparison comparison;
    const auto document = eligibility::parse_document(eligibility.document);
    if (!document || document->insured.empty()) return comparison;
    const auto told = told_in(document->insured.front());
    const auto note_wrong = [&](const base::Error& error) {
        if (!comparison.wrong) comparison.wrong = error;
    };
    if (const auto there = folder_.follow(); !there)
        note_wrong({ErrorCode::clinic_data_unreadable, there.error().detail});
    auto lists = folder_.names();
    std::erase_if(lists, [](const std::string& name) { return !is_list(name); });
    std::ranges::sort(lists);
    if (lists.size() > kMostLists) note_wrong({ErrorCode::clinic_data_unreadable, "more lists than are read"});
    lists.resize(std::min(lists.size(), kMostLists));
    std::vector<PersonData> found;
    for (const auto& list : lists)
        if (const auto looked = look_for(told, list, found); !looked) note_wrong(looked.error());
    if (const auto* row = only_row(found, told)) comparison.fields = differences::compare(told, *row);
    return comparison;
}

}  // namespace uketsuke::differences
