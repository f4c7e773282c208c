// SPDX-License-Identifier: Apache-2.0
// Looks at memory in the one moment when it can still be looked at: when it is given back.
#pragma once

#include <cstddef>

namespace uketsuke::test {

/// Watches one block of the heap. The program's operator delete looks whether its bytes were zero when it was freed.
/// One at a time.
class WatchedBlock {
public:
    /// `data` is what an allocation returned; it must hold something else than zeros now.
    WatchedBlock(const void* data, std::size_t size);
    ~WatchedBlock();
    WatchedBlock(const WatchedBlock&) = delete;
    WatchedBlock& operator=(const WatchedBlock&) = delete;

    [[nodiscard]] bool freed() const;
    [[nodiscard]] bool zero_when_freed() const;
};

}  // namespace uketsuke::test
