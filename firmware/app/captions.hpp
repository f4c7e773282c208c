// SPDX-License-Identifier: Apache-2.0
// What is being said and stands nowhere on the screen, line by line while it is said.
#pragma once

#include <string>
#include <vector>

#include "firmware/base/time.hpp"

namespace uketsuke::app {

/// Pure; time comes from outside.
class Captions {
public:
    /// In place of what was shown. The lines share the time evenly; the last one stays a moment longer, for who reads
    /// is slower than who hears.
    void show(std::vector<std::string> lines, base::MonoTime from, base::MonoTime until);
    void clear() { *this = {}; }
    /// Empty: none.
    [[nodiscard]] std::string at(base::MonoTime now) const;
    /// When at() becomes another one; MonoTime::max(): never.
    [[nodiscard]] base::MonoTime changes(base::MonoTime now) const;

private:
    [[nodiscard]] base::MonoTime end_of(std::size_t line) const;
    /// lines_.size(): none any more.
    [[nodiscard]] std::size_t line_at(base::MonoTime now) const;

    std::vector<std::string> lines_;
    base::MonoTime from_{}, until_{};
};

}  // namespace uketsuke::app
