// SPDX-License-Identifier: Apache-2.0
// The steps from a picture to numbers, each one network. Internal to models/face: has OpenCV types.
#pragma once

#include <array>
#include <opencv2/core.hpp>

#include "firmware/domain/image.hpp"
#include "net.hpp"
#include "template.hpp"

namespace uketsuke::models::face {

/// A detected face; the box is in pixels of the picture and may reach over its edge.
struct Face {
    cv::Rect2f box;
    float score = 0;
};

/// 68 points in iBUG order, in pixels of the picture.
using Points = std::array<cv::Point2f, 68>;
/// Middle of the left eye (in the picture), right eye, tip of the nose, left and right corner of the mouth.
using FivePoints = std::array<cv::Point2f, 5>;

/// A look at the pixels, without a copy. The image must outlive it and be consistent().
cv::Mat view_of(const domain::Image& image);

/// Faces above the manifest's threshold, the one that the picture is about first: large, sure, in the middle.
std::vector<Face> detect(Net& detector, const cv::Mat& picture);
Points find_landmarks(Net& landmarks, const cv::Mat& picture, const Face& face);
FivePoints five_of(const Points& points);
/// The face turned, scaled and moved (least squares over the five points) so that the points come to `to`, in the
/// picture's colours.
cv::Mat align(const cv::Mat& picture, const FivePoints& points, const FacePlaces& to, cv::Size size);
/// Plain: one forward, no centre.
Template embed(Net& embedding, const cv::Mat& aligned);
/// A copy of the part of the picture under a square; what lies outside repeats the edge.
cv::Mat cut_square(const cv::Mat& picture, cv::Point2f centre, float side);
cv::Point2f centre_of(const cv::Rect2f& box);

}  // namespace uketsuke::models::face
