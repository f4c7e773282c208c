// SPDX-License-Identifier: Apache-2.0
// The names of result files: OQSsiquc01res_face_<id>_<yyyyMMddHHmmss>.xml (domain facts §3.1). Real ids differ from
// place to place: no program should look into one. Ours: facility code, three digits, a running number.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/base/time.hpp"

namespace uketsuke::reception {

/// The three digits between facility code and counter. Their official meaning is not public; this is ours.
constexpr std::string_view kProcessCode = "001";

/// `facility_code`: ten digits. The time stands there in Japan's, to the second.
std::string result_name(std::string_view facility_code, std::uint64_t number, base::WallTime given);

/// When a kiosk of this facility gave the name; nothing: none did.
std::optional<base::WallTime> time_of_name(std::string_view name, std::string_view facility_code);

}  // namespace uketsuke::reception
