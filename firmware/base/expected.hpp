// SPDX-License-Identifier: Apache-2.0
// A value or the reason why there is none (the part of C++23's std::expected that this project uses).
#pragma once

#include <type_traits>
#include <utility>
#include <variant>

namespace uketsuke::base {

/// Wraps an error on its way into an Expected: `return Unexpected{error};`.
template <class E>
struct Unexpected {
    E error;
};
template <class E>
Unexpected(E) -> Unexpected<E>;

/// Holds a T or an E. Asking for the one that is not there is a broken invariant (std::bad_variant_access).
template <class T, class E>
class [[nodiscard]] Expected {
public:
    using value_type = T;

    template <class U = T>
    requires(std::is_constructible_v<T, U&&> && !std::is_same_v<std::remove_cvref_t<U>, Expected>) Expected(U&& value)
        : state_(std::in_place_index<0>, std::forward<U>(value)) {}
    template <class G>
    Expected(Unexpected<G> unexpected) : state_(std::in_place_index<1>, std::move(unexpected.error)) {}

    [[nodiscard]] bool has_value() const { return state_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    T& value() & { return std::get<0>(state_); }
    const T& value() const& { return std::get<0>(state_); }
    T&& value() && { return std::get<0>(std::move(state_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const E& error() const& { return std::get<1>(state_); }
    E&& error() && { return std::get<1>(std::move(state_)); }

    bool operator==(const Expected&) const = default;

private:
    std::variant<T, E> state_;
};

/// The same for work that yields nothing: `Expected<void, E> ok{};`.
template <class E>
class [[nodiscard]] Expected<void, E> {
public:
    using value_type = void;

    Expected() = default;
    template <class G>
    Expected(Unexpected<G> unexpected) : state_(std::in_place_index<1>, std::move(unexpected.error)) {}

    [[nodiscard]] bool has_value() const { return state_.index() == 0; }
    explicit operator bool() const { return has_value(); }
    const E& error() const& { return std::get<1>(state_); }
    E&& error() && { return std::get<1>(std::move(state_)); }

    bool operator==(const Expected&) const = default;

private:
    std::variant<std::monostate, E> state_;
};

}  // namespace uketsuke::base
