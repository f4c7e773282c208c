// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>

#include "firmware/domain/image.hpp"

namespace uketsuke::ports {

/// Holds the latest camera picture for whoever shows it. Pictures never pass through the flow. Thread-safe.
class FrameTap {
public:
    void put(std::shared_ptr<const domain::Frame> frame) {
        const std::scoped_lock lock(mutex_);
        latest_ = std::move(frame);
        ++changes_;
    }
    /// nullptr when the camera is off.
    [[nodiscard]] std::shared_ptr<const domain::Frame> latest() const {
        const std::scoped_lock lock(mutex_);
        return latest_;
    }
    void clear() { put(nullptr); }
    /// Another number than before: there is another picture, or none any more.
    [[nodiscard]] std::uint64_t changes() const {
        const std::scoped_lock lock(mutex_);
        return changes_;
    }

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const domain::Frame> latest_;
    std::uint64_t changes_ = 0;
};

}  // namespace uketsuke::ports
