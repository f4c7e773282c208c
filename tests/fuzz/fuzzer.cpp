// SPDX-License-Identifier: Apache-2.0
// libFuzzer's entry for the target whose name is compiled in.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto all = uketsuke::fuzz::targets();
    static const auto target =
        std::find_if(all.begin(), all.end(), [](const auto& t) { return t.name == FUZZ_TARGET; });
    target->run({data, size});
    return 0;
}
