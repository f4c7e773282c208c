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

/// One number, 0 … 1, to be held against the thresholds; of an attempt the median over its good frames.
double combined(const Presentation& presentation, const PresentationSpec& spec);

/// What that number is worth. `doubtful`: too little to go by and too much for a refusal, so the movements decide.
enum class Look { attack, doubtful, sure };
Look look_of(double score, const Manifest& manifest);
/// All at once, with the manifest's weights.
double passive_score(Networks& networks, const cv::Mat& picture, const Face& face);

/// What the network is shown of a frame: the face enlarged 1.5 times, its light brought to the middle by a factor of
/// 0.6 … 4, in the network's size, and the mirror image. Both may wait until there is time for them. Wiped when
/// dropped.
class LiveViews {
public:
    void draw(const cv::Mat& picture, const Face& face, cv::Size size, Scratch& scratch);
    void forget();
    cv::Mat straight, mirrored;

private:
    PictureMemory straight_, mirrored_;
};

/// The network's opinion of one view …
double live_score(Net& liveness, const cv::Mat& view);
/// … and of a face, the mean of both views.
double live_score(Net& liveness, const cv::Mat& picture, const Face& face, Scratch& scratch);
double moire_score(const cv::Mat& picture, const Face& face, Scratch& scratch);
double frame_score(const cv::Mat& picture, const Face& face, Scratch& scratch);

}  // namespace uketsuke::models::face
