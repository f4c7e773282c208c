// SPDX-License-Identifier: Apache-2.0
// Which numbers have come today, kept so that neither a restart nor a power cut forgets it. A number stands in the file
// as HMAC-SHA-256 under 256 random bits that are drawn for each day and stand in the same file: nobody reads it there
// by chance, and yesterday's file says nothing about today's. Whoever takes the file can try all numbers.
#pragma once

#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::appointments {

/// Thread-bound.
class Arrivals {
public:
    static constexpr std::size_t kMost = 20'000;  ///< on one day

    /// Takes up what the file holds. One that is none is set aside under ".broken" and the day begins anew.
    static Arrivals open(std::filesystem::path file);

    /// On another day than the last one all is forgotten, on the disk too. Errors: file_unreadable.
    base::Result<void> turn(base::Date today);
    [[nodiscard]] bool has(std::string_view number) const;
    /// It stands on the disk when this returns. Errors: file_unreadable (then it is not there), internal (no
    /// randomness).
    base::Result<void> add(std::string_view number);

private:
    using Key = std::array<std::uint8_t, 32>;
    explicit Arrivals(std::filesystem::path file) : file_(std::move(file)) {}
    [[nodiscard]] std::string hash_of(std::string_view number) const;
    bool take_up(std::string_view text);
    [[nodiscard]] base::Result<void> write(const std::set<std::string>& hashes) const;

    std::filesystem::path file_;
    base::Date day_;  ///< year 0: nobody has come
    Key key_{};
    std::set<std::string> hashes_;  ///< in hexadecimal
};

}  // namespace uketsuke::appointments
