// SPDX-License-Identifier: Apache-2.0
// A card that was met elsewhere, as far as its report (report.json of `uketsuke-card first-contact`) tells: a
// stranger's card becomes options of the simulated one, without its data.
#pragma once

#include <array>
#include <chrono>
#include <filesystem>
#include <string>

#include "sim/card/card_shape.hpp"

namespace uketsuke::sim {

/// Applications by the names that reports have for them.
struct ReportedApplication {
    std::string_view key;
    ApplicationName name;
};
inline constexpr std::array kReportedApplications{
    ReportedApplication{"jpki", ApplicationName::jpki}, ReportedApplication{"card_front", ApplicationName::card_front},
    ReportedApplication{"text", ApplicationName::text}, ReportedApplication{"juki", ApplicationName::juki},
    ReportedApplication{"common", ApplicationName::common}};

/// One object of a file, as it was written there.
struct SeenObject {
    std::uint32_t tag = 0;
    std::string form;  ///< "one_byte", "81", "82", "83"
    std::size_t length = 0;
    bool operator==(const SeenObject&) const = default;
};
struct SeenFile {
    CardShape::Place place;
    std::vector<SeenObject> objects;  ///< empty: it holds none
    std::size_t size = 0, filler = 0;
};

struct Likeness {
    std::string person;  ///< of sim/people, whose card is of that kind
    base::Bytes atr;     ///< empty: the report has none
    CardShape shape;
    bool first_command_fails = false;  ///< with 6F00 (card facts A3, trap b)
    /// What each kind of command took, the median, by its name.
    std::map<std::string, std::chrono::microseconds> times;
    std::vector<SeenFile> files;
};

/// Of at most 1 MiB, with numbers that a card can have: who wrote it is not known. Errors: file_unreadable,
/// config_invalid (no such report, and why).
base::Result<Likeness> read_likeness(const std::filesystem::path& report);

/// In what a card of these contents differs from the report all the same, a sentence each: certificates and signatures
/// keep their lengths, and what no card of ours has is not made.
std::vector<std::string> not_followed(const Likeness& likeness, const std::vector<Application>& contents);

}  // namespace uketsuke::sim
