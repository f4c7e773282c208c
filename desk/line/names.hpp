// SPDX-License-Identifier: Apache-2.0
// What streams, subjects and members of the broker are called. docs/several-kiosks.md has the table.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace uketsuke::desk::line {

/// Reports and the desks' actions, in a file; nothing in it says who somebody is.
constexpr const char* kEvents = "UKETSUKE";
/// Names, in the broker's memory alone.
constexpr const char* kNames = "UKETSUKE_NAMES";

inline std::string report_of(std::string_view kiosk) { return fmt::format("uketsuke.report.{}", kiosk); }
inline std::string name_of(std::string_view kiosk) { return fmt::format("uketsuke.name.{}", kiosk); }
inline std::string here_of(std::string_view kiosk) { return fmt::format("uketsuke.here.{}", kiosk); }
inline std::string action_for(std::string_view kiosk) { return fmt::format("uketsuke.act.{}", kiosk); }
/// Where the broker hands the kiosk its actions over.
inline std::string hands_to(std::string_view kiosk) { return fmt::format("uketsuke.to.{}", kiosk); }
/// The last part of a subject.
inline std::string_view last_part(std::string_view subject) { return subject.substr(subject.rfind('.') + 1); }

/// Headers of messages.
constexpr const char* kRun = "run";        ///< the kiosk's, of desk_link::Hello
constexpr const char* kNumber = "number";  ///< of an action: which report it answers
constexpr const char* kBy = "by";          ///< alike: whose it is
constexpr const char* kMatter = "matter";  ///< alike: what of several desks one alone may do, and
constexpr const char* kRound = "round";    ///< for the how-many-th time
/// The text of an action that only claims a matter for the desk whose it is; a kiosk passes over it.
constexpr const char* kClaims = "{}";

/// Stands in subjects, so there is no dot in it.
inline bool is_member_name(std::string_view name) {
    return !name.empty() && name.size() <= 32 && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

}  // namespace uketsuke::desk::line
