// SPDX-License-Identifier: Apache-2.0
// JPEG 2000 pictures whose headers lie: for the decoder's tests and as seeds of its fuzzers.
#pragma once

#include <functional>
#include <vector>

#include "firmware/base/bytes.hpp"

namespace uketsuke::test {

struct HeaderLie {
    const char* what;
    std::function<void(base::Bytes& picture)> tell;  ///< changes a good JP2 file or codestream
};
const std::vector<HeaderLie>& header_lies();

}  // namespace uketsuke::test
