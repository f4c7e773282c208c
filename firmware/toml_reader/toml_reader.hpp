// SPDX-License-Identifier: Apache-2.0
// TOML files, read key by key: settings, guidance, the models' manifest, the simulator's people. What is wrong is told
// with line and column, and a key that nobody asked for is wrong too: a slip of the pen must not pass for a setting.
#pragma once

#include <toml++/toml.h>
#include <array>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "firmware/base/error.hpp"
#include "value.hpp"

namespace uketsuke::toml_reader {

/// Where the first thing that is wrong in a file stands. Shared by all its sections, which read on as if nothing were.
struct Problem {
    std::size_t line = 0, column = 0;
    std::string sentence;  ///< "file:line:column: what"; empty: nothing is wrong
};

/// A table of the file. Valid as long as the File is.
class Section {
public:
    /// `name` is how complaints call it; empty for the whole file.
    Section(const toml::table* table, std::string name, const toml::node& around, Problem& problem);

    /// One of bool, int, double, float, std::string, base::Date, or std::vector and std::array of them.
    template <class T>
    void read(std::string_view key, T& into) {
        const auto* node = take(key);
        if (node == nullptr) return complain(key, "is missing");
        if (!Value<T>::take(*node, into)) complain(key, fmt::format("is not {}", Value<T>::noun()));
    }
    template <class T>
    void read_if_there(std::string_view key, T& into) {
        if (take(key) != nullptr) read(key, into);
    }
    /// One of a few words.
    template <class Words, class T>
    void read_word(std::string_view key, const Words& words, T& into) {
        std::string text;
        read(key, text);
        for (const auto& [word, value] : words)
            if (word == text) return void(into = value);
        complain(key, "is none of its words");
    }
    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] bool is_list(std::string_view key) const;

    /// The table [key]; an empty one and a complaint when there is none.
    Section section(std::string_view key);
    /// The tables in this one with their names, in the order of the names; a complaint of what is no table.
    std::vector<std::pair<std::string, Section>> sections();
    /// The tables [[key]] in their order; none when there is none.
    std::vector<Section> rows(std::string_view key);

    /// A key or table that others read.
    void leave(std::string_view key) { asked_.emplace(key); }
    void complain(std::string_view key, std::string_view what);
    /// Complains of each key that was not asked for.
    void end();

private:
    const toml::node* take(std::string_view key);
    [[nodiscard]] const toml::node* find(std::string_view key) const;
    [[nodiscard]] std::string name_of(std::string_view key) const;
    void put(const toml::source_region& where, std::string sentence);

    const toml::table* table_;  ///< nullptr: there is none
    std::string name_;
    const toml::node* around_;  ///< where a missing key is complained of
    Problem* problem_;
    std::set<std::string, std::less<>> asked_;
};

class File {
public:
    /// `wrong` is the code of whatever is wrong with the content. Errors: file_unreadable, `wrong`.
    static base::Result<File> load(const std::filesystem::path& file,
                                   base::ErrorCode wrong = base::ErrorCode::config_invalid);
    /// The same for a text; `file` names it in sentences. Errors: `wrong`.
    static base::Result<File> parse(std::string_view text, const std::filesystem::path& file,
                                    base::ErrorCode wrong = base::ErrorCode::config_invalid);
    /// Key by key, sections within sections: what stands in `over` counts.
    void lay_over(File over);

    Section root();
    /// Whether nothing was complained of.
    [[nodiscard]] base::Result<void> judge() const;

private:
    File(toml::table table, base::ErrorCode wrong);
    std::unique_ptr<toml::table> table_;
    std::unique_ptr<Problem> problem_;
    base::ErrorCode wrong_;
};

}  // namespace uketsuke::toml_reader
