// SPDX-License-Identifier: Apache-2.0
// One value of a TOML file, taken only when it is of the right type and, for a whole number, fits. Internal to
// toml_reader.
#pragma once

#include <fmt/format.h>
#include <toml++/toml.h>
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "firmware/base/time.hpp"

namespace uketsuke::toml_reader {

template <class T>
struct Value;

template <>
struct Value<bool> {
    static bool take(const toml::node& node, bool& into) {
        if (node.is_boolean()) into = *node.value<bool>();
        return node.is_boolean();
    }
    static std::string noun() { return "true or false"; }
};

template <>
struct Value<int> {
    static bool take(const toml::node& node, int& into) {
        const auto value = node.is_integer() ? node.value<int>() : std::nullopt;
        if (value) into = *value;
        return value.has_value();
    }
    static std::string noun() { return "a whole number"; }
};

template <>
struct Value<double> {
    static bool take(const toml::node& node, double& into) {
        if (node.is_number()) into = *node.value<double>();
        return node.is_number();
    }
    static std::string noun() { return "a number"; }
};

template <>
struct Value<float> {
    static bool take(const toml::node& node, float& into) {
        double wide = into;
        const bool taken = Value<double>::take(node, wide);
        into = static_cast<float>(wide);
        return taken;
    }
    static std::string noun() { return Value<double>::noun(); }
};

template <>
struct Value<std::string> {
    static bool take(const toml::node& node, std::string& into) {
        if (node.is_string()) into = *node.value<std::string>();
        return node.is_string();
    }
    static std::string noun() { return "a text"; }
};

template <>
struct Value<base::Date> {
    static bool take(const toml::node& node, base::Date& into) {
        const auto value = node.value<toml::date>();
        if (value) into = {value->year, value->month, value->day};
        return value.has_value();
    }
    static std::string noun() { return "a date (write 2025-12-01)"; }
};

template <class T>
struct Value<std::vector<T>> {
    static bool take(const toml::node& node, std::vector<T>& into) {
        const auto* list = node.as_array();
        if (list == nullptr || list->empty()) return false;
        into.clear();
        for (const auto& element : *list) {
            T value{};
            if (!Value<T>::take(element, value)) return false;
            into.push_back(std::move(value));
        }
        return true;
    }
    static std::string noun() { return fmt::format("a list, each {}", Value<T>::noun()); }
};

template <class T, std::size_t N>
struct Value<std::array<T, N>> {
    static bool take(const toml::node& node, std::array<T, N>& into) {
        const auto* list = node.as_array();
        if (list == nullptr || list->size() != N) return false;
        for (std::size_t i = 0; i < N; ++i)
            if (!Value<T>::take(*list->get(i), into[i])) return false;
        return true;
    }
    static std::string noun() { return fmt::format("a list of {}, each {}", N, Value<T>::noun()); }
};

}  // namespace uketsuke::toml_reader
