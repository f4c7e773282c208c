// SPDX-License-Identifier: Apache-2.0
#include "finding_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace uketsuke::tools::card {
namespace {

std::chrono::sys_days day_of(base::Date date) {
    using namespace std::chrono;
    return year{date.year} / month{static_cast<unsigned>(date.month)} / day{static_cast<unsigned>(date.day)};
}

}  // namespace

std::string iso(base::Date date) { return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day); }

int days_between(base::Date from, base::Date to) { return static_cast<int>((day_of(to) - day_of(from)).count()); }

std::string spaced_hex(base::ByteView bytes) { return fmt::format("{:02X}", fmt::join(bytes, " ")); }

}  // namespace uketsuke::tools::card
