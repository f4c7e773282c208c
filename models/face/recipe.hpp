// SPDX-License-Identifier: Apache-2.0
// The one way from pixels to a template, for frames, chip photos and whoever measures it. Internal to models/face: has
// OpenCV types.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "networks.hpp"
#include "quality.hpp"
#include "still.hpp"

namespace uketsuke::models::face {

/// Runs a step and says how long it took.
template <class Step>
auto timed(double& milliseconds, Step step) {
    const auto start = std::chrono::steady_clock::now();
    auto result = step();
    milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    return result;
}

/// The dominant face of a picture.
struct Seen {
    Face face;
    int faces = 0;            ///< in the picture
    bool rival = false;       ///< one of them is another person in line
    bool brightened = false;  ///< it was found only in a brightened copy of a dark picture
    Points points;
    cv::Mat aligned;  ///< to kUprightFace, on the networks' scratch: until the next look
    Quality quality;
};

/// A dark picture without a face is denoised, brightened and searched once more. nullopt: no face. Errors: OpenCV's
/// exceptions.
std::optional<Seen> look_at(Networks& networks, const cv::Mat& picture, StageTimes& took);
/// The rest of it, when face and points are known.
Seen seen_at(const cv::Mat& picture, const Face& face, const Points& points, Scratch& scratch);
/// The heaviest embedding alone.
Template first_template(Networks& networks, const cv::Mat& picture, const Seen& seen, bool flip);

/// The face as each embedding wants it, so that it may wait. Wiped when dropped.
class UprightFaces {
public:
    void draw(const Networks& networks, const cv::Mat& picture, const Seen& seen);
    void forget();
    std::vector<cv::Mat> pictures;  ///< one an embedding

private:
    std::vector<PictureMemory> canvases_;
};

/// All networks, in the layout; before the centre is taken off.
Template plain_template(Networks& networks, const UprightFaces& faces);
Template plain_template(Networks& networks, const cv::Mat& picture, const Seen& seen);
/// What is compared, as the manifest says.
Template product_template(Networks& networks, const cv::Mat& picture, const Seen& seen);
/// A chip photo must have a face with so much between the eyes. Errors: portrait_without_face.
base::Result<void> fit_for_portrait(const std::optional<Seen>& seen);

}  // namespace uketsuke::models::face
