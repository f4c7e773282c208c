// SPDX-License-Identifier: Apache-2.0
// The steps from a picture to numbers, each one network. Internal to models/face: has OpenCV types.
#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <vector>

#include "firmware/domain/image.hpp"
#include "net.hpp"
#include "picture_memory.hpp"
#include "template.hpp"

namespace uketsuke::models::face {

/// A detected face; the box is in pixels of the picture and may reach over its edge.
struct Face {
    cv::Rect2f box;
    float score = 0;
};

/// What the steps draw on and write to. One for all of them, so that a frame needs no memory of its own: what a step
/// returns from here is good until that step is done again. Holds pictures of a person until forget().
struct Scratch {
    std::vector<Face> faces;
    PictureMemory whole;            ///< a copy of the whole picture, changed
    PictureMemory square;           ///< a square cut out of it
    PictureMemory aligned, grey;    ///< the upright face; without its colours
    PictureMemory exposed, edges;   ///< of it: what is neither black nor white; where it changes
    PictureMemory own;              ///< the face as an embedding with places of its own wants it
    PictureMemory light, spectrum;  ///< the middle of the face, and the waves that make it up

    void forget();
};

/// 68 points in iBUG order, in pixels of the picture.
using Points = std::array<cv::Point2f, 68>;
/// Middle of the left eye (in the picture), right eye, tip of the nose, left and right corner of the mouth.
using FivePoints = std::array<cv::Point2f, 5>;

/// A look at the pixels, without a copy. The image must outlive it and be consistent().
cv::Mat view_of(const domain::Image& image);

/// Faces above the manifest's threshold, the one that the picture is about first: large, sure, in the middle. They
/// stand in `scratch.faces`.
const std::vector<Face>& detect(Net& detector, const cv::Mat& picture, Scratch& scratch);
Points find_landmarks(Net& landmarks, const cv::Mat& picture, const Face& face, Scratch& scratch);
FivePoints five_of(const Points& points);
/// The five places in an upright face of 112x112: ArcFace's, which most embeddings are trained with.
inline constexpr FacePlaces kUprightFace{
    {{38.2946F, 51.6963F}, {73.5318F, 51.5014F}, {56.0252F, 71.7366F}, {41.5493F, 92.3655F}, {70.7299F, 92.2041F}}};
inline const cv::Size kUprightSize(112, 112);
/// The face turned, scaled and moved (least squares over the five points) so that the points come to `to`, in the
/// picture's colours.
cv::Mat align(const cv::Mat& picture, const FivePoints& points, const FacePlaces& to, cv::Size size,
              PictureMemory& canvas);
/// Plain: one forward, no centre.
Template embed(Net& embedding, const cv::Mat& aligned);
/// A copy of the part of the picture under a square; what lies outside repeats the edge.
cv::Mat cut_square(const cv::Mat& picture, cv::Point2f centre, float side, PictureMemory& canvas);
/// The picture itself when it is grey, else a grey copy.
cv::Mat in_grey(const cv::Mat& picture, PictureMemory& canvas);
cv::Point2f centre_of(const cv::Rect2f& box);

}  // namespace uketsuke::models::face
