// SPDX-License-Identifier: Apache-2.0
// The my-way code: in what language and how somebody likes the kiosk, to be shown the next time. The same text for all
// who like it so: nothing of a person, no number, no day.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "firmware/flow/event.hpp"
#include "ui/locale/languages.hpp"

namespace uketsuke::ui {

/// "UKW1:EN:2100010": version, the language's code in capitals, and a digit each for text size (0 small, 1 standard, 2
/// large), theme (0 standard, 1 dark, 2 light), slow, reach, hold, spoken and long_moves (0 or 1). Only signs that a QR
/// code writes short.
[[nodiscard]] std::string my_way_text(const Languages& languages, flow::Language language, const flow::Comfort& comfort);
/// Nothing: it is no such code, one of another version, or not written exactly so. A language that is not spoken here
/// leaves that of the kiosk.
[[nodiscard]] std::optional<flow::MyWay> my_way_in(const Languages& languages, std::string_view text);

}  // namespace uketsuke::ui
