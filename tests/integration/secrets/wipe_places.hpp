// SPDX-License-Identifier: Apache-2.0
// Where in the sources the watched kiosk calls base::wipe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace uketsuke::test {

/// From the program's debug information, by addr2line.
class WipePlaces {
public:
    /// `addresses` as wipe_switch.hpp tells them.
    WipePlaces(const std::string& program, const std::string& addresses);
    /// The addresses of the calls whose source, or what it was inlined into, names both; each with a blank before it.
    [[nodiscard]] std::string in(std::string_view file, std::string_view function) const;

private:
    struct Place {
        std::string address;
        std::string source;  ///< lines of "function at file:line"
    };
    std::vector<Place> places_;
};

}  // namespace uketsuke::test
