// SPDX-License-Identifier: Apache-2.0
// A short secret (a PIN, a 照合番号): in locked memory that is in no core file, never printed, never copied, always
// wiped.
#pragma once

#include <cstddef>
#include <string_view>

#include "bytes.hpp"

namespace uketsuke::base {

/// Thread-bound. Move-only; the moved-from secret is empty. Capacity is fixed, so the bytes never move in memory.
class Secret {
public:
    static constexpr std::size_t kCapacity = 64;

    Secret();
    /// Takes a copy of at most kCapacity characters; the caller wipes its own.
    explicit Secret(std::string_view characters);
    ~Secret();
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;

    /// False, and nothing appended, when full.
    bool push(std::uint8_t byte);
    /// Removes the last byte, if any.
    void pop();
    void clear();

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    /// The bytes, valid until the next change. The only way to read them, for making the command to a
    /// card, and for digits that stand printed on it and that somebody wants to see.
    [[nodiscard]] ByteView expose() const { return {page_, size_}; }

private:
    std::uint8_t* page_ = nullptr;  ///< one locked page of our own
    std::size_t size_ = 0;
};

}  // namespace uketsuke::base
