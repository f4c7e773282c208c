// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <opencv2/core.hpp>

#include "firmware/base/error.hpp"

namespace uketsuke::tools::eval {

/// Resident memory of the face part alone, MB.
struct Weight {
    double before = 0;  ///< the networks: the program and its libraries
    double most = 0;    ///< ever, over 100 frames and a decision, dlib's detector included
};

/// Lets uketsuke-weigh, a process with nothing else in it, look at a frame of 640x480 BGR pixels with one good face.
/// Errors: internal (it did not run or did not get to a decision).
base::Result<Weight> weigh(const std::filesystem::path& models, const cv::Mat& frame);

}  // namespace uketsuke::tools::eval
