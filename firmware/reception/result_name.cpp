// SPDX-License-Identifier: Apache-2.0
#include "result_name.hpp"

#include <fmt/format.h>

namespace uketsuke::reception {
namespace {

constexpr std::string_view kStart = "OQSsiquc01res_face_", kEnd = ".xml";
constexpr std::size_t kNumberSize = 17, kStampSize = 14;

bool are_digits(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

}  // namespace

std::string result_name(std::string_view facility_code, std::uint64_t number, base::WallTime given) {
    return fmt::format("{}{}{}{:0{}}_{}{}", kStart, facility_code, kProcessCode, number, kNumberSize,
                       base::to_yyyymmddhhmmss(given), kEnd);
}

std::optional<base::WallTime> time_of_name(std::string_view name, std::string_view facility_code) {
    const auto ours = fmt::format("{}{}{}", kStart, facility_code, kProcessCode);
    const auto size = ours.size() + kNumberSize + 1 + kStampSize + kEnd.size();
    if (name.size() != size || !name.starts_with(ours) || !name.ends_with(kEnd)) return std::nullopt;
    const auto number = name.substr(ours.size(), kNumberSize);
    const auto s = name.substr(size - kEnd.size() - kStampSize, kStampSize);
    if (!are_digits(number) || name[ours.size() + kNumberSize] != '_' || !are_digits(s)) return std::nullopt;
    return base::parse_iso8601(fmt::format("{}-{}-{}T{}:{}:{}+09:00", s.substr(0, 4), s.substr(4, 2), s.substr(6, 2),
                                           s.substr(8, 2), s.substr(10, 2), s.substr(12, 2)));
}

}  // namespace uketsuke::reception
