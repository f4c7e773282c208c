// SPDX-License-Identifier: Apache-2.0
// Which of a camera's formats, sizes and rates is asked for. Cameras as they are sold have some size near the wanted
// one, the larger ones often in MJPG only, and start with whatever rate they were left at.
#pragma once

#include <linux/videodev2.h>

#include <span>
#include <string>
#include <vector>

#include "device.hpp"

namespace uketsuke::drivers::camera {

/// What the pictures are for. Width and height in pixels, even; frames a second below which a mode is taken only when
/// there is no other. Infrared pictures are of one channel and come in GREY alone: a colour camera that was named by
/// mistake would see what they must not show.
struct Wanted {
    unsigned width, height;
    double rate;
    bool infrared = false;
};

/// One way in which a camera can send pictures. Pixels; the time from frame to frame is unknown as 0/0.
struct Mode {
    std::uint32_t format = 0;  ///< V4L2_PIX_FMT_…
    unsigned width = 0, height = 0;
    v4l2_fract period{};
};

/// A frame rate that nobody needs to go beyond.
constexpr unsigned kMostRate = 30;
/// A picture may be enlarged to the wanted size by as much: 1280x720 is cut to 960x720 and serves as 1280x960.
constexpr double kSmallest = 0.75;

/// Pixels of the picture for each of the wanted one, after it was cut to the wanted shape.
double scale_of(unsigned width, unsigned height, const Wanted& wanted);
/// Neither so small that it would have to be enlarged by more than kSmallest allows, nor absurdly large.
bool is_near(unsigned width, unsigned height, const Wanted& wanted);

/// Whether pictures of this format serve.
bool is_taken(std::uint32_t format, const Wanted& wanted);

/// The modes that the device tells of, in formats that picture.hpp reads, each with its best rate. A device that tells
/// no sizes is asked what it would make of the wanted one. As many as 64 of each kind are looked at.
std::vector<Mode> modes_of(const Device& device, const Wanted& wanted);

/// Those near the wanted size, best first: in colour, fast enough, not to be enlarged, as few pixels as possible, not
/// compressed.
std::vector<Mode> best_of(std::span<const Mode> modes, const Wanted& wanted);

/// "MJPG 1280x720 at 30", for the log.
std::string text_of(const Mode& mode);

}  // namespace uketsuke::drivers::camera
