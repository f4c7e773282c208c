// SPDX-License-Identifier: Apache-2.0
#include "guidance.hpp"

#include <fmt/format.h>

#include <array>
#include <vector>

#include "firmware/base/enumeration.hpp"
#include "firmware/base/file.hpp"
#include "firmware/toml_reader/toml_reader.hpp"

namespace uketsuke::config {
namespace {

using domain::Fallback;
using domain::Remark;
using domain::Situation;
using toml_reader::Section;

/// A row without an end counts until then.
constexpr base::Date kForEver{2999, 12, 31};

template <class Word>
Word read_word(Section& row, std::string_view key, std::string_view text) {
    const auto word = base::value_named<Word>(text);
    if (!word) row.complain(key, fmt::format("has no word '{}'", text));
    return word.value_or(Word{});
}

Fallback read_fallback(Section& row) {
    std::string text;
    row.read("fallback", text);
    return read_word<Fallback>(row, "fallback", text);
}

std::uint16_t read_situations(Section& row) {
    std::vector<std::string> words;
    row.read("situations", words);
    std::uint16_t when = 0;
    for (const auto& word : words) when |= bit_of(read_word<Situation>(row, "situations", word));
    return when;
}

domain::GuidanceRow read_row(Section row) {
    domain::GuidanceRow taken{read_fallback(row), {}, kForEver, 0};
    row.read("from", taken.from);
    row.read_if_there("until", taken.until);
    if (taken.until < taken.from) row.complain("until", "is before 'from'");
    row.read_if_there("needs_lookup", taken.needs_lookup);
    row.read_if_there("age_from", taken.age_from);
    row.read_if_there("age_to", taken.age_to);
    if (taken.age_from < 0 || taken.age_to < 0) row.complain("age_from", "or age_to is below 0");
    if (taken.age_to > 0 && taken.age_to < taken.age_from) row.complain("age_to", "is below 'age_from'");
    if (row.has("review")) row.read("review", taken.review.emplace());
    const bool alone = taken.fallback == Fallback::expired_card || taken.fallback == Fallback::notice_alone;
    if (alone && !taken.needs_lookup) row.complain("needs_lookup", "is false, and it never counts unasked");
    taken.when = read_situations(row);
    row.end();
    return taken;
}

std::string read_text(Section& table, std::string_view key) {
    std::string text;
    table.read(key, text);
    if (text.empty()) table.complain(key, "has no text");
    return text;
}

template <class Word>
void read_texts(Section table, std::array<std::string, base::kCountOf<Word>>& into) {
    for (const auto word : base::kValuesOf<Word>) {
        auto& text = into.at(base::index_of(word));
        if (text.empty())
            text = read_text(table, name_of(word));
        else
            table.read_if_there(name_of(word), text);
    }
    table.end();
}

void read_clerk(Section clerk, domain::DeskWords& words) {
    words.call = read_text(clerk, "call");
    words.alert = read_text(clerk, "alert");
    clerk.read_if_there("unfetched", words.unfetched);
    clerk.read_if_there("journal", words.journal);
    clerk.read_if_there("panel", words.panel);
    clerk.read_if_there("camera_view", words.camera_view);
    clerk.read_if_there("fhir", words.fhir);
    clerk.read_if_there("infrared", words.infrared);
    clerk.read_if_there("mismatch", words.mismatch);
    clerk.read_if_there("staff_check", words.staff_check);
    clerk.read_if_there("faces", words.faces);
    clerk.read_if_there("codes", words.codes);
    clerk.read_if_there("clinic_data", words.clinic_data);
    clerk.read_if_there("appointments", words.appointments);
    clerk.read_if_there("slip_paper", words.slip_paper);
    clerk.read_if_there("slip_printer", words.slip_printer);
    clerk.read_if_there("letters", words.letters);
    clerk.read_if_there("lookup", words.lookup);
    clerk.read_if_there("ages", words.ages);
    clerk.read_if_there("statement", words.statement);
    read_texts<Situation>(clerk.section("situation"), words.steps);
    read_texts<Fallback>(clerk.section("fallback"), words.papers);
    read_texts<Remark>(clerk.section("remark"), words.remarks);
    clerk.read_if_there("ends", words.ends);
    clerk.read_if_there("ended", words.ended);
    clerk.end();
}

/// A patient of whom the card was read must never stand there with no way at all, on no day to come.
void check_coverage(Section& root, const domain::DeskGuide& guide) {
    for (const auto situation : base::kValuesOf<Situation>) {
        if (situation == Situation::no_card) continue;  // guidance of before has none: that way is not offered then
        if (domain::guidance(guide.table, situation, kForEver).empty())
            root.complain("row", fmt::format("has none without an end for '{}'", name_of(situation)));
    }
}

}  // namespace

base::Result<domain::DeskGuide> load_guidance(const std::filesystem::path& file) {
    const auto text = base::read_file(file);
    if (!text) return base::fail(text.error());
    return parse_guidance(*text, file);
}

base::Result<domain::DeskGuide> parse_guidance(std::string_view text, const std::filesystem::path& file) {
    auto parsed = toml_reader::File::parse(text, file);
    if (!parsed) return base::fail(parsed.error());
    auto root = parsed->root();
    domain::DeskGuide guide;
    for (auto& row : root.rows("row")) guide.table.push_back(read_row(std::move(row)));
    read_clerk(root.section("clerk"), guide.words);
    check_coverage(root, guide);
    root.end();
    if (auto right = parsed->judge(); !right) return base::fail(right.error());
    return guide;
}

}  // namespace uketsuke::config
