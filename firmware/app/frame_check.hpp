// SPDX-License-Identifier: Apache-2.0
// Whether pictures come straight from the one camera, and not from a file or a device that somebody slipped in between.
// It cannot see a virtual camera that adds fresh noise and honest times: docs/presentation-attacks.md.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <unordered_set>

#include "firmware/base/error.hpp"
#include "firmware/domain/image.hpp"

namespace uketsuke::app {

/// Refuses, each time and at the first frame: a picture that is the one before to the bit (camera_frozen) or one of
/// earlier in the visit (camera_repeated), a sensor time or a sequence number that does not rise, or a time that has
/// not come yet (camera_backwards), a camera that is another than the expected one (camera_swapped). A sensor's noise
/// makes two equal pictures impossible; only a half of one single colour (a covered lens, saturated black) may come
/// again, since no face is on it. A picture of which one half has been there and the other has not is torn: a packet or
/// a buffer was lost on the way. Nobody need have meant that, so it is passed over and the stream goes on. A tear at
/// another height, or with a picture that was never handed on, is not seen. Of each picture it keeps twice 64 bits,
/// until forget(). Thread-bound.
class FrameCheck {
public:
    /// Drivers date a frame by when it will have been read out, or by the USB frame in which it ends: vivid's are up to
    /// 150 ms ahead of the clock. One period of the slowest camera is borne, five a second.
    static constexpr base::Duration kAhead{200};

    /// `expected`: which camera it has to be; nothing: the first one is.
    explicit FrameCheck(std::optional<std::string> expected = {}) : expected_(std::move(expected)) {}

    /// A stream begins. Errors: camera_swapped.
    base::Result<void> begin(const std::string& identity);
    /// `now` by the clock of the sensor's times. A time that is a little ahead of it becomes `now`, so that nobody
    /// computes a negative age. False: the picture is torn, and not to be used. Errors: as above; the stream is not to
    /// be used any more.
    base::Result<bool> look(domain::Frame& frame, const std::string& identity, base::MonoTime now);
    /// The visit ends. Which camera it was stays.
    void forget() {
        for (auto& half : seen_) half.clear();
    }

    /// From now on it has to be this one.
    void expect(std::string identity) { expected_ = std::move(identity); }
    /// Nothing: none was expected and none has begun yet.
    [[nodiscard]] const std::optional<std::string>& expected() const { return expected_; }

private:
    base::Result<void> same_camera(const std::string& identity);
    base::Result<void> rises(const domain::Frame& frame, base::MonoTime now) const;
    base::Result<bool> is_new(const domain::Frame& frame);

    std::optional<std::string> expected_;
    std::optional<base::MonoTime> taken_;  ///< of the last frame of this stream, not ahead of the clock
    std::uint64_t sequence_ = 0;
    std::array<std::uint64_t, 2> last_{};  ///< upper and lower half of the frame before; 0: none, or one colour
    std::array<std::unordered_set<std::uint64_t>, 2> seen_;
};

}  // namespace uketsuke::app
