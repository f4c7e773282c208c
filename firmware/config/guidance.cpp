// SPDX-License-Identifier: Apache-2.0
#include "guidance.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <optional>

#include "firmware/base/enumeration.hpp"
#include "firmware/base/file.hpp"

namespace uketsuke::config {
namespace {

using base::ErrorCode;
using domain::Fallback;
using domain::Remark;
using domain::Situation;

/// A row without an end counts until then.
constexpr base::Date kForEver{2999, 12, 31};

/// Takes the parsed file apart; stops at the first thing that is wrong.
class Loader {
public:
    explicit Loader(std::string file) : file_(std::move(file)) {}

    base::Result<domain::DeskGuide> load(const toml::table& root) {
        allow_only(root, {"row", "clerk"});
        if (const auto* rows = root["row"].as_array())
            for (const auto& row : *rows) take_row(row);
        if (const auto* clerk = root["clerk"].as_table())
            take_words(*clerk);
        else
            complain(root, "there is no table [clerk]");
        check_coverage(root);
        if (problem_) return base::fail(ErrorCode::config_invalid, *problem_);
        return std::move(guide_);
    }

private:
    void take_row(const toml::node& node) {
        const auto* row = node.as_table();
        if (row == nullptr) return complain(node, "is no [[row]]");
        allow_only(*row, {"fallback", "from", "until", "situations"});
        domain::GuidanceRow taken{take_fallback(*row), take_date(*row, "from", {}), take_date(*row, "until", kForEver),
                                  0};
        if (taken.until < taken.from) complain(*row, "'until' is before 'from'");
        const auto* situations = (*row)["situations"].as_array();
        if (situations == nullptr || situations->empty()) return complain(*row, "'situations' is no list of words");
        for (const auto& word : *situations) taken.when |= take_situation(word);
        guide_.table.push_back(taken);
    }
    Fallback take_fallback(const toml::table& row) {
        const auto word = base::value_named<Fallback>(row["fallback"].value_or(std::string_view{}));
        if (!word) complain(row, "'fallback' is none of its words");
        return word.value_or(Fallback::certificate);
    }
    std::uint16_t take_situation(const toml::node& node) {
        const auto word = base::value_named<Situation>(node.value_or(std::string_view{}));
        if (!word) complain(node, "is no situation");
        return word ? bit_of(*word) : std::uint16_t{0};
    }
    base::Date take_date(const toml::table& row, std::string_view key, std::optional<base::Date> otherwise) {
        if (!row.contains(key) && otherwise) return *otherwise;
        const auto value = row[key].value<toml::date>();
        if (!value) complain(row, fmt::format("'{}' is no date (write 2025-12-01)", key));
        return value ? base::Date{value->year, value->month, value->day} : base::Date{};
    }

    void take_words(const toml::table& clerk) {
        allow_only(clerk, {"call", "alert", "situation", "fallback", "remark"});
        auto& words = guide_.words;
        words.call = take_text(clerk, "call");
        words.alert = take_text(clerk, "alert");
        take_list<Situation>(clerk, "situation", words.steps);
        take_list<Fallback>(clerk, "fallback", words.papers);
        take_list<Remark>(clerk, "remark", words.remarks);
    }
    template <class Word>
    void take_list(const toml::table& clerk, std::string_view name,
                   std::array<std::string, base::kCountOf<Word>>& into) {
        const auto* table = clerk[name].as_table();
        if (table == nullptr) return complain(clerk, fmt::format("there is no table [clerk.{}]", name));
        for (const auto& [key, node] : *table)
            if (!base::value_named<Word>(key.str()))
                complain(key.source(), fmt::format("there is no {} '{}'", name, key.str()));
        for (const auto word : base::kValuesOf<Word>) into.at(base::index_of(word)) = take_text(*table, name_of(word));
    }
    std::string take_text(const toml::table& table, std::string_view key) {
        auto text = table[key].value_or(std::string());
        if (text.empty()) complain(table, fmt::format("'{}' has no text", key));
        return text;
    }

    /// A patient must never stand there with no way at all, on no day to come.
    void check_coverage(const toml::table& root) {
        for (const auto situation : base::kValuesOf<Situation>) {
            if (domain::guidance(guide_.table, situation, kForEver).empty())
                complain(root, fmt::format("no row without an end for '{}'", name_of(situation)));
        }
    }
    void allow_only(const toml::table& table, std::initializer_list<std::string_view> keys) {
        for (const auto& [key, node] : table)
            if (std::find(keys.begin(), keys.end(), key.str()) == keys.end())
                complain(key.source(), fmt::format("there is no key '{}'", key.str()));
    }
    void complain(const toml::node& node, std::string_view what) { complain(node.source(), what); }
    void complain(const toml::source_region& where, std::string_view what) {
        if (!problem_) problem_ = fmt::format("{}:{}:{}: {}", file_, where.begin.line, where.begin.column, what);
    }

    const std::string file_;
    domain::DeskGuide guide_;
    std::optional<std::string> problem_;
};

}  // namespace

base::Result<domain::DeskGuide> load_guidance(const std::filesystem::path& file) {
    const auto text = base::read_file(file);
    if (!text) return base::fail(text.error());
    return parse_guidance(*text, file);
}

base::Result<domain::DeskGuide> parse_guidance(std::string_view text, const std::filesystem::path& file) {
    try {
        return Loader(file.string()).load(toml::parse(text, file.string()));
    } catch (const toml::parse_error& error) {
        const auto at = error.source().begin;
        return base::fail(ErrorCode::config_invalid,
                          fmt::format("{}:{}:{}: {}", file.string(), at.line, at.column, error.description()));
    }
}

}  // namespace uketsuke::config
