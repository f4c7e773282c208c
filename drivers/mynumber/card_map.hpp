// SPDX-License-Identifier: Apache-2.0
// What there is on a card, in words for the engineer who looks at one (card facts A2, A4, A5, A6).
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "apdu.hpp"

namespace uketsuke::drivers::mynumber {

struct KnownApplication {
    std::string_view key;  ///< stable, for programs
    Aid aid;
    std::string_view name;     ///< as it is published
    std::string_view meaning;  ///< in English
};

/// In the order in which a card is asked about them.
std::span<const KnownApplication> known_applications();
/// nullptr for another name.
const KnownApplication* application_of(base::ByteView aid);
/// What a file of an application holds; empty when that is not known.
std::string_view meaning_of(const KnownApplication* application, std::uint16_t file);

/// A counter that may be asked without burning a try. Those that guard My Number are not among them, and have no
/// FileId.
struct KnownCounter {
    std::string_view key;  ///< stable, for programs
    Aid application;
    FileId file;
    int full;
    std::string_view name;
};
std::span<const KnownCounter> known_counters();

}  // namespace uketsuke::drivers::mynumber
