// SPDX-License-Identifier: Apache-2.0
// Moving pictures from files, frame by frame.
#pragma once

#include <filesystem>
#include <functional>
#include <opencv2/core.hpp>

#include "firmware/base/error.hpp"
#include "tools/eval/data/shown.hpp"

namespace uketsuke::tools::eval {

/// Called with each frame, 8-bit grey or BGR, until it says false.
using LookAtFrame = std::function<bool(const cv::Mat& frame)>;

/// Shows the frames of a video or of a folder of pictures in their order; a picture is one frame. Pictures of a folder
/// that cannot be read are passed over. Videos: whatever FFmpeg's libraries read. Errors: file_unreadable (no frame at
/// all; without the path, so that it may stand in a report).
base::Result<void> each_frame(const std::filesystem::path& folder, const Shown& shown, const LookAtFrame& look);

}  // namespace uketsuke::tools::eval
