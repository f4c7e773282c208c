// SPDX-License-Identifier: Apache-2.0
// Whether pictures come straight from the one camera, and not from a file or a device that somebody slipped in between.
// It cannot see a virtual camera that adds fresh noise and honest times: docs/presentation-attacks.md.
#pragma once

#include <optional>
#include <string>
#include <unordered_set>

#include "firmware/base/error.hpp"
#include "firmware/domain/image.hpp"

namespace uketsuke::app {

/// Refuses, each time and at the first frame: a picture that is the one before to the bit (camera_frozen) or one of
/// earlier in the visit (camera_repeated), a sensor time or a sequence number that does not rise (camera_backwards), a
/// camera that is another than the first one since the start (camera_swapped). A sensor's noise makes two equal
/// pictures impossible; only a picture of one single colour (a covered lens, saturated black) may come again, since no
/// face is on it. Of each picture it keeps 64 bits, until forget(). Thread-bound.
class FrameCheck {
public:
    /// A stream begins. Errors: camera_swapped.
    base::Result<void> begin(const std::string& identity);
    /// Errors: as above; the stream is not to be used any more.
    base::Result<void> look(const domain::Frame& frame, const std::string& identity);
    /// The visit ends. Which camera it was stays.
    void forget() { seen_.clear(); }

private:
    base::Result<void> same_camera(const std::string& identity);

    std::optional<std::string> camera_;    ///< the first one since the start
    std::optional<base::MonoTime> taken_;  ///< of the last frame of this stream
    std::uint64_t sequence_ = 0;
    std::uint64_t last_ = 0;
    std::unordered_set<std::uint64_t> seen_;
};

}  // namespace uketsuke::app
