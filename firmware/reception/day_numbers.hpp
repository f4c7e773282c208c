// SPDX-License-Identifier: Apache-2.0
// Reception numbers (受付番号), counted anew each day in Japan. A number is on the disk before anybody sees it, so that
// neither a power cut nor a restart gives it twice; where it cannot be kept none is given. When the clock is set back
// the count goes on above all that was ever given: a day of which numbers may be out gets none of them again.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "firmware/ports/clinic.hpp"
#include "firmware/ports/clock.hpp"

namespace uketsuke::reception {

/// The counters' names in the CounterStore: the day as yyyymmdd, how many were given on it, and the most on any day.
constexpr std::string_view kNumberDay = "reception_day", kNumbersGiven = "reception_numbers",
                           kMostNumbers = "reception_most";

/// Thread-bound to the net lane.
class DayNumbers : public ports::ReceptionNumbers {
public:
    using KnownAs = std::function<std::string(std::string_view person)>;

    /// `first`: how the day's first number looks, its digits in braces, which give the least width ("A-{001}"); empty:
    /// none is ever given. `known_as`: under what the same person is found again, which says nothing to anybody else.
    /// Counters and clock must outlive it. Errors: config_invalid (no such pattern).
    static base::Result<std::unique_ptr<DayNumbers>> create(std::string_view first, KnownAs known_as,
                                                            ports::CounterStore& counters, const ports::Clock& clock);
    base::Result<std::string> number_for(std::string_view person) override;

private:
    struct Pattern {
        std::string before;
        std::uint64_t first = 0;
        std::size_t width = 0;  ///< 0: no numbers
    };
    DayNumbers(Pattern pattern, KnownAs known_as, ports::CounterStore& counters, const ports::Clock& clock)
        : pattern_(std::move(pattern)), known_as_(std::move(known_as)), counters_(counters), clock_(clock) {}
    static base::Result<Pattern> pattern_of(std::string_view first);
    base::Result<std::uint64_t> next(std::uint64_t today);

    const Pattern pattern_;
    const KnownAs known_as_;
    ports::CounterStore& counters_;
    const ports::Clock& clock_;
    std::uint64_t day_ = 0;                     ///< of the numbers that are known
    std::map<std::string, std::string> given_;  ///< by what a person is known as
};

}  // namespace uketsuke::reception
