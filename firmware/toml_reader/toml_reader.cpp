// SPDX-License-Identifier: Apache-2.0
#include "toml_reader.hpp"

#include <tuple>

#include "firmware/base/file.hpp"

namespace uketsuke::toml_reader {
namespace {

std::string at(const toml::source_region& where, std::string_view what) {
    return fmt::format("{}:{}:{}: {}", where.path ? *where.path : std::string(), where.begin.line, where.begin.column,
                       what);
}

/// Moves, since a copy of a node does not know where it stood.
void lay(toml::table& table, toml::table& over) {
    for (auto&& [key, node] : over) {
        auto* into = table.get_as<toml::table>(key);
        if (into != nullptr && node.is_table())
            lay(*into, *node.as_table());
        else
            table.insert_or_assign(key, std::move(node));
    }
}

}  // namespace

Section::Section(const toml::table* table, std::string name, const toml::node& around, Problem& problem)
    : table_(table), name_(std::move(name)), around_(&around), problem_(&problem) {}

const toml::node* Section::find(std::string_view key) const { return table_ == nullptr ? nullptr : table_->get(key); }

const toml::node* Section::take(std::string_view key) {
    asked_.emplace(key);
    return find(key);
}

bool Section::has(std::string_view key) const { return find(key) != nullptr; }

bool Section::is_list(std::string_view key) const { return has(key) && find(key)->is_array(); }

std::string Section::name_of(std::string_view key) const {
    return name_.empty() ? std::string(key) : fmt::format("{}.{}", name_, key);
}

Section Section::section(std::string_view key) {
    const auto* node = take(key);
    const auto* table = node == nullptr ? nullptr : node->as_table();
    if (table == nullptr) put(around_->source(), fmt::format("there is no table [{}]", name_of(key)));
    return {table, name_of(key), table == nullptr ? *around_ : *table, *problem_};
}

std::vector<std::pair<std::string, Section>> Section::sections() {
    std::vector<std::pair<std::string, Section>> all;
    if (table_ == nullptr) return all;
    for (const auto& [key, node] : *table_) {
        const std::string name(key.str());
        take(name);
        if (!node.is_table()) put(node.source(), fmt::format("'{}' is not a table", name_of(name)));
        all.emplace_back(name, Section(node.as_table(), name_of(name), node, *problem_));
    }
    return all;
}

std::vector<Section> Section::rows(std::string_view key) {
    std::vector<Section> all;
    const auto* node = take(key);
    if (node == nullptr) return all;
    const auto* list = node->as_array();
    if (list == nullptr) return complain(key, "is not a list of tables"), all;
    for (const auto& row : *list) {
        if (!row.is_table()) put(row.source(), fmt::format("'{}' holds something else than tables", name_of(key)));
        all.emplace_back(row.as_table(), name_of(key), row, *problem_);
    }
    return all;
}

void Section::complain(std::string_view key, std::string_view what) {
    const auto* node = find(key);
    put((node == nullptr ? around_ : node)->source(), fmt::format("'{}' {}", name_of(key), what));
}

void Section::end() {
    if (table_ == nullptr) return;
    for (const auto& [key, node] : *table_) {
        if (asked_.count(key.str()) != 0) continue;
        if (node.is_table())
            put(node.source(), fmt::format("there is no table [{}]", name_of(key.str())));
        else
            put(key.source(), fmt::format("there is no key '{}'", name_of(key.str())));
    }
}

/// What is missing from a table that is missing itself goes without saying.
void Section::put(const toml::source_region& where, std::string sentence) {
    const bool later = std::tie(where.begin.line, where.begin.column) >= std::tie(problem_->line, problem_->column);
    if (!problem_->sentence.empty() && later) return;
    *problem_ = {where.begin.line, where.begin.column, at(where, sentence)};
}

File::File(toml::table table, base::ErrorCode wrong)
    : table_(std::make_unique<toml::table>(std::move(table))), problem_(std::make_unique<Problem>()), wrong_(wrong) {}

base::Result<File> File::load(const std::filesystem::path& file, base::ErrorCode wrong) {
    const auto text = base::read_file(file);
    if (!text) return base::fail(text.error());
    return parse(*text, file, wrong);
}

base::Result<File> File::parse(std::string_view text, const std::filesystem::path& file, base::ErrorCode wrong) {
    try {
        return File(toml::parse(text, file.string()), wrong);
    } catch (const toml::parse_error& error) {
        return base::fail(wrong, at(error.source(), error.description()));
    }
}

void File::lay_over(File over) { lay(*table_, *over.table_); }

Section File::root() { return {table_.get(), {}, *table_, *problem_}; }

base::Result<void> File::judge() const {
    if (!problem_->sentence.empty()) return base::fail(wrong_, problem_->sentence);
    return {};
}

}  // namespace uketsuke::toml_reader
