// SPDX-License-Identifier: Apache-2.0
// What was read of each card of a long run, so that a run that was broken off goes on where it stopped.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>

namespace uketsuke::sim {

inline constexpr const char* kRead = "read";
inline constexpr const char* kWrong = "wrong";

struct CardFrontReading {
    std::string word;  ///< kRead, kWrong, or why it was not read
    double ms = 0;     ///< one core's work, and the waits for the camera's pictures
};

struct CardReading {
    std::uint64_t seed = 0;
    CardFrontReading front;
    std::optional<CardFrontReading> back;
};

/// A text file, one card a line. Not for several threads at once.
class CardFrontLog {
public:
    /// `mark` says what is measured (program and networks): a file that begins with another is begun anew.
    CardFrontLog(std::filesystem::path file, const std::string& mark);

    /// By seed, what the file held at the start.
    [[nodiscard]] const std::map<std::uint64_t, CardReading>& known() const { return known_; }
    void add(const CardReading& card);
    /// The run is complete: the next one begins anew.
    void remove();

private:
    void read_cards(std::istream& in);

    std::filesystem::path file_;
    std::map<std::uint64_t, CardReading> known_;
    std::ofstream out_;
};

}  // namespace uketsuke::sim
