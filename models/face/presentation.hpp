// SPDX-License-Identifier: Apache-2.0
// The passive check: does one good frame show a person, or paper and glass? Internal to models/face: has OpenCV types.
// Not evaluated under ISO/IEC 30107-3; docs/presentation-attacks.md says what it rests on.
#pragma once

#include "networks.hpp"
#include "stages.hpp"

namespace uketsuke::models::face {

/// Each 0 … 1.
struct Presentation {
    double live = 0;   ///< the network's opinion: skin before the lens
    double moire = 0;  ///< a screen's pixels beating against the camera's: one lonely peak in the spectrum of the face
    double frame =
        0;  ///< long straight edges at both sides of the face: the rim of a sheet or a screen. Soft: doors, too
};

Presentation judge_presentation(Net& liveness, const cv::Mat& picture, const Face& face);

/// One number, 0 … 1, to be held against the liveness threshold; of an attempt the median over its good frames.
double combined(const Presentation& presentation, const PresentationSpec& spec);
/// Both at once, with the manifest's weights.
double passive_score(Networks& networks, const cv::Mat& picture, const Face& face);

/// The network alone: the face enlarged 1.5 times, its light brought to the middle by a factor of 0.6 … 4, the mean of
/// the picture and its mirror image.
double live_score(Net& liveness, const cv::Mat& picture, const Face& face);
double moire_score(const cv::Mat& picture, const Face& face);
double frame_score(const cv::Mat& picture, const Face& face);

}  // namespace uketsuke::models::face
