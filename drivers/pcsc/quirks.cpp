// SPDX-License-Identifier: Apache-2.0
#include "quirks.hpp"

#include <algorithm>
#include <array>

namespace uketsuke::drivers::pcsc {
namespace {

using namespace std::chrono_literals;

// No real reader has been met yet: one gets a row when it was seen to need one (docs/readers.md).
constexpr std::array kQuirks{
    // The virtual reader of the package vsmartcard-vpcd: tried with its pcscd of Debian 12.
    Quirks{.name = "Virtual PCD", .extended = Extended::yes},
    // A driver looks for its card every 400 ms. The second power-up: seen with a daemon that has just come back.
    Quirks{.name = "", .extended = Extended::told, .first_connect_unpowered = true, .slow_removal = 700ms},
};

}  // namespace

std::span<const Quirks> quirks() { return kQuirks; }

const Quirks& quirks_of(std::string_view reader) {
    return *std::find_if(kQuirks.begin(), kQuirks.end(),
                         [&](const Quirks& row) { return reader.find(row.name) != reader.npos; });
}

}  // namespace uketsuke::drivers::pcsc
