// SPDX-License-Identifier: Apache-2.0
// Memory for pictures of our own making. Internal to models/face: has OpenCV types.
#pragma once

#include <opencv2/core.hpp>

#include "firmware/base/bytes.hpp"

namespace uketsuke::models::face {

/// One picture's memory, used again for the next picture, so that a frame allocates nothing once the largest was there.
/// Wiped before it grows, when it is dropped and, since it is kept from one person to the next, whenever it is told to.
/// Thread-bound.
class PictureMemory {
public:
    PictureMemory() = default;
    PictureMemory(PictureMemory&& other) noexcept = default;
    PictureMemory& operator=(PictureMemory&& other) noexcept = default;

    /// A picture on this memory, with whatever the last one left there; valid until the next call. Give it to a
    /// function of OpenCV as its output: of the right size and type it is drawn on, not replaced.
    cv::Mat of(cv::Size size, int type);
    /// Overwrites the memory and keeps it.
    void forget() { base::wipe(memory_.data(), memory_.size()); }

private:
    base::Bytes memory_;
};

}  // namespace uketsuke::models::face
