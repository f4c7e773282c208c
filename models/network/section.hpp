// SPDX-License-Identifier: Apache-2.0
// One section of a TOML file, read key by key. Internal to models/network and its users.
#pragma once

#include <toml++/toml.h>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace uketsuke::models::network {

/// Puts the first thing that is wrong into one sentence, shared by all sections of a file; reads on as if nothing were.
class Section {
public:
    using Node = toml::node_view<const toml::node>;

    /// `name` is how complaints call it; empty for the whole file. `problem` outlives it.
    Section(Node node, std::string name, std::string& problem);

    template <class T>
    void read(std::string_view key, T& into) {
        if (const auto value = take(key).value<T>())
            into = *value;
        else
            complain(key, "is missing or of the wrong type");
    }
    template <class T>
    void read_if_there(std::string_view key, T& into) {
        if (take(key)) read(key, into);
    }
    void words(std::string_view key, std::vector<std::string>& into);
    void shape(std::string_view key, std::vector<int>& into);
    void shapes(std::string_view key, std::vector<std::vector<int>>& into);
    /// One number for all three, or three.
    void by_channel(std::string_view key, std::array<double, 3>& into);
    void points(std::string_view key, std::array<std::array<float, 2>, 5>& into);

    Section section(std::string_view key);
    /// The sections key.NAME with their names; a complaint when there is none.
    std::vector<std::pair<std::string, Section>> sections(std::string_view key);

    /// A key or section that others read.
    void leave(std::string_view key) { take(key); }
    void complain(std::string_view key, std::string_view what);
    /// Complains of a key that nobody asked for: a slip of the pen must not pass for a setting.
    void end();

private:
    Node take(std::string_view key);
    [[nodiscard]] std::string name_of(std::string_view key) const;
    std::vector<int> shape_of(std::string_view key, const toml::array* list);

    Node table_;
    std::string name_;
    std::string& problem_;
    std::set<std::string, std::less<>> asked_;
};

}  // namespace uketsuke::models::network
