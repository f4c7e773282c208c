// SPDX-License-Identifier: Apache-2.0
// Follows the dominant face from frame to frame, so that the detector need not run on each. Internal to models/face:
// has OpenCV types.
#pragma once

#include "recipe.hpp"

namespace uketsuke::models::face {

/// Where the detector would put its box, from the points alone. Fitted on 792 photographs of LFW: the height to 7 %,
/// the middle to 3 %.
Face box_around(const Points& points, float score);

/// Thread-bound. Between two detections the points of the last frame say where to look. A frame is taken that way only
/// if the box stays in place and the upright face looks like the last one; otherwise the detector runs at once. Another
/// person in line is noticed at the next detection, after kFollowed frames at the latest.
class FaceTrack {
public:
    static constexpr int kFollowed = 4;  ///< frames between two detections

    /// As look_at(); took.detect stays 0 on a followed frame.
    std::optional<Seen> look(Networks& networks, const cv::Mat& picture, StageTimes& took);
    /// The next frame is looked at afresh.
    void lose() { face_.reset(); }

private:
    std::optional<Seen> follow(Networks& networks, const cv::Mat& picture, StageTimes& took);
    cv::Mat patch_of(const cv::Mat& aligned);
    void keep(const Seen& seen, const cv::Mat& patch);

    std::optional<Face> face_;
    PictureMemory small_, grey_, last_;  ///< the upright face, small; without its colours; the same of the last frame
    int followed_ = 0;
};

}  // namespace uketsuke::models::face
