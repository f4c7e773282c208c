// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

namespace uketsuke::drivers::camera {

/// The kernel counts frames in 32 bits, which wrap, and from nothing when a stream is started again; a domain::Frame's
/// number does neither. A number that falls is handed on as one that falls.
class FrameNumbers {
public:
    std::uint64_t widened(std::uint32_t number) {
        if (!last_)
            wide_ = wide_ ? *wide_ + 1 : number;
        else
            *wide_ += static_cast<std::uint64_t>(std::int64_t{static_cast<std::int32_t>(number - *last_)});
        last_ = number;
        return *wide_;
    }
    /// The stream was started again: whatever number comes next is the next one.
    void start_again() { last_.reset(); }

private:
    std::optional<std::uint32_t> last_;
    std::optional<std::uint64_t> wide_;
};

}  // namespace uketsuke::drivers::camera
