// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cerrno>
#include <cstring>
#include <string_view>

#include <fmt/format.h>

#include "error.hpp"

namespace uketsuke::base {

/// What a call of the operating system left in errno, as this error; "rename: No space left on device" in its detail.
inline Unexpected<Error> system_error(ErrorCode code, std::string_view what) {
    return fail(code, fmt::format("{}: {}", what, std::strerror(errno)));
}

}  // namespace uketsuke::base
