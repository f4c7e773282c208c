// SPDX-License-Identifier: Apache-2.0
// Enumerations that count up from zero without gaps: how many values they have, the name of each as the source writes
// it, and tables with one row for each value. What is missing or there twice does not compile.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace uketsuke::base {
namespace enumeration {

/// The name that the compiler writes for a value, and what stands before it: ':' of the scope, or ')' of a cast such as
/// "(Colour)7" where no enumerator has the value.
template <auto value>
constexpr std::string_view written() {
    std::string_view function = __PRETTY_FUNCTION__;
    function.remove_suffix(function.size() - std::min(function.rfind(';'), function.rfind(']')));
    auto begin = function.size();
    while (function[begin - 1] != ':' && function[begin - 1] != ')') --begin;
    return function.substr(begin - 1);
}
template <auto value>
constexpr bool exists() {
    return written<value>().front() == ':';
}
/// Without the underscore that keeps a name apart from a keyword.
template <auto value>
constexpr std::string_view name() {
    constexpr auto bare = written<value>().substr(1);
    return bare.back() == '_' ? bare.substr(0, bare.size() - 1) : bare;
}
template <class E>
constexpr std::size_t kFirst = exists<static_cast<E>(0)>() ? 0 : 1;
template <class E, std::size_t n = kFirst<E>>
constexpr std::size_t end() {
    if constexpr (exists<static_cast<E>(n)>())
        return end<E, n + 1>();
    else
        return n;
}
template <class E, std::size_t... n>
constexpr std::array<E, sizeof...(n)> values(std::index_sequence<n...>) {
    return {static_cast<E>(kFirst<E> + n)...};
}
template <class E, std::size_t... n>
constexpr std::array<std::string_view, sizeof...(n)> names(std::index_sequence<n...>) {
    return {name<static_cast<E>(kFirst<E> + n)>()...};
}

}  // namespace enumeration

template <class E>
constexpr std::size_t kCountOf = enumeration::end<E>() - enumeration::kFirst<E>;
/// In their order.
template <class E>
constexpr auto kValuesOf = enumeration::values<E>(std::make_index_sequence<kCountOf<E>>());
template <class E>
constexpr auto kNamesOf = enumeration::names<E>(std::make_index_sequence<kCountOf<E>>());

/// The place of a value among all.
template <class E>
constexpr std::size_t index_of(E value) {
    return static_cast<std::size_t>(value) - enumeration::kFirst<E>;
}

/// As the source writes it.
template <class E>
constexpr std::string_view enumerator_name(E value) {
    return kNamesOf<E>.at(index_of(value));
}

/// The value of that name, if there is one.
template <class E>
constexpr std::optional<E> value_named(std::string_view name) {
    for (const auto value : kValuesOf<E>)
        if (enumerator_name(value) == name) return value;
    return std::nullopt;
}

/// Whether each value is there exactly once.
template <class E, std::size_t n>
consteval bool each_once(std::array<E, n> values) {
    std::ranges::sort(values);
    return std::ranges::equal(values, kValuesOf<E>);
}

/// What the alternatives of a variant call themselves: their kKind.
template <class... T>
consteval auto kinds_of(std::type_identity<std::variant<T...>>) {
    return std::array{T::kKind...};
}
/// Whether each value is the kKind of exactly one alternative.
template <class Variant>
constexpr bool kOneForEachKind = each_once(kinds_of(std::type_identity<Variant>{}));

/// The rows, sorted by the value that each has in `key`: row i is that of the value in place i.
template <auto key, class Row, std::size_t rows>
consteval std::array<Row, rows> one_for_each(std::array<Row, rows> table) {
    std::array<std::remove_cvref_t<decltype(table[0].*key)>, rows> keys{};
    std::ranges::transform(table, keys.begin(), key);
    if (!each_once(keys)) throw std::logic_error("a value has no row, or two");
    std::ranges::sort(table, {}, key);
    return table;
}

}  // namespace uketsuke::base
