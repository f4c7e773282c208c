// SPDX-License-Identifier: Apache-2.0
#include "section.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace uketsuke::models::network {

Section::Section(Node node, std::string name, std::string& problem)
    : table_(node), name_(std::move(name)), problem_(problem) {
    if (!table_.is_table()) complain("", "the section is missing");
}

Section::Node Section::take(std::string_view key) {
    asked_.emplace(key);
    return table_[key];
}

std::string Section::name_of(std::string_view key) const {
    return name_.empty() ? std::string(key) : fmt::format("{}.{}", name_, key);
}

void Section::words(std::string_view key, std::vector<std::string>& into) {
    const auto* list = take(key).as_array();
    if (list == nullptr || list->empty()) return complain(key, "is no list of words");
    for (const auto& one : *list) into.push_back(one.value_or(std::string{}));
}

std::vector<int> Section::shape_of(std::string_view key, const toml::array* list) {
    std::vector<int> shape;
    if (list != nullptr)
        for (const auto& size : *list) shape.push_back(size.value_or(0));
    if (shape.empty() || std::any_of(shape.begin(), shape.end(), [](int n) { return n < 1; }))
        complain(key, "is no shape");
    return shape;
}

void Section::shape(std::string_view key, std::vector<int>& into) { into = shape_of(key, take(key).as_array()); }

void Section::shapes(std::string_view key, std::vector<std::vector<int>>& into) {
    const auto* list = take(key).as_array();
    if (list == nullptr || list->empty()) return complain(key, "is no list of shapes");
    for (const auto& one : *list) into.push_back(shape_of(key, one.as_array()));
}

void Section::by_channel(std::string_view key, std::array<double, 3>& into) {
    if (const auto* list = take(key).as_array()) {
        if (list->size() != into.size()) return complain(key, "is neither a number nor three");
        for (std::size_t i = 0; i < into.size(); ++i) into[i] = list->get(i)->value_or(0.0);
        return;
    }
    read(key, into[0]);
    into.fill(into[0]);
}

void Section::points(std::string_view key, std::array<std::array<float, 2>, 5>& into) {
    const auto* list = take(key).as_array();
    if (list == nullptr || list->size() != into.size()) return complain(key, "is no list of five points");
    for (std::size_t i = 0; i < into.size(); ++i) {
        const auto* point = list->get(i)->as_array();
        if (point == nullptr || point->size() != 2) return complain(key, "is no list of five points");
        for (std::size_t axis = 0; axis < 2; ++axis) into[i][axis] = point->get(axis)->value_or(0.0F);
    }
}

Section Section::section(std::string_view key) { return {take(key), name_of(key), problem_}; }

std::vector<std::pair<std::string, Section>> Section::sections(std::string_view key) {
    std::vector<std::pair<std::string, Section>> all;
    if (const auto* table = take(key).as_table())
        for (const auto& [name, node] : *table) {
            const std::string word{std::string_view(name)};
            all.emplace_back(word, Section(Node(node), fmt::format("{}.{}", name_of(key), word), problem_));
        }
    if (all.empty()) complain(key, "there is no such section");
    return all;
}

void Section::complain(std::string_view key, std::string_view what) {
    if (!problem_.empty()) return;
    problem_ = name_.empty() ? fmt::format("{}: {}", key, what) : fmt::format("[{}] {}: {}", name_, key, what);
}

void Section::end() {
    if (const auto* table = table_.as_table())
        for (const auto& [key, node] : *table)
            if (asked_.count(std::string_view(key)) == 0) complain(std::string_view(key), "is not known");
}

}  // namespace uketsuke::models::network
