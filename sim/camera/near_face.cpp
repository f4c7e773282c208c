// SPDX-License-Identifier: Apache-2.0
// A face from near, and with something before it.
#include <opencv2/imgproc.hpp>

#include "conditions.hpp"
#include "relief.hpp"

namespace uketsuke::sim {
namespace {

constexpr float kEyesApart = 6.3F;    ///< centimetres; ISO/IEC 19794-5 and others have 6.2 to 6.4 for adults
constexpr float kPhotographed = 100;  ///< centimetres: from where portraits are taken, about
constexpr float kCentre = 0.35F;      ///< of the lens's look: below the eyes, in distances between them
// In distances between the eyes.
constexpr double kClothBelow = 0.95, kClothWide = 0.95, kClothTall = 0.72;
constexpr double kGlassWide = 0.40, kGlassTall = 0.32, kBridge = 0.09;

/// How much larger a point is seen than in the portrait.
float magnified(float depth, float distance_cm) {
    const float here = distance_cm / kEyesApart, then = kPhotographed / kEyesApart;
    return (1 - depth / then) / (1 - depth / here);
}

/// Where the point that is seen here stands in the portrait.
cv::Point2f before(const Relief& relief, cv::Point2f seen, float distance_cm) {
    const cv::Point2f centre(0, kCentre);
    cv::Point2f from = seen;
    for (int i = 0; i < 8; ++i) from = centre + (seen - centre) / magnified(relief.depth(from.x, from.y), distance_cm);
    return from;
}

cv::Point2f middle_of(const Eyes& eyes) { return (eyes.left + eyes.right) * 0.5F; }

void put_face_mask(cv::Mat& portrait, const Eyes& eyes) {
    const double unit = unit_of(eyes);
    const cv::Point2d middle = cv::Point2d(middle_of(eyes)) + cv::Point2d(0, kClothBelow * unit);
    cv::ellipse(portrait, middle, {cvRound(kClothWide * unit), cvRound(kClothTall * unit)}, 0, 0, 360,
                cv::Scalar(236, 230, 222), cv::FILLED, cv::LINE_AA);
    for (int fold = -1; fold <= 1; ++fold)
        cv::line(portrait, middle + cv::Point2d(-0.7 * unit, 0.22 * fold * unit),
                 middle + cv::Point2d(0.7 * unit, 0.22 * fold * unit), cv::Scalar(208, 202, 194), 2, cv::LINE_AA);
}

void put_dark_glasses(cv::Mat& portrait, const Eyes& eyes) {
    const double unit = unit_of(eyes);
    const cv::Scalar dark(22, 20, 20);
    for (const auto& eye : {eyes.left, eyes.right})
        cv::ellipse(portrait, eye, {cvRound(kGlassWide * unit), cvRound(kGlassTall * unit)}, 0, 0, 360, dark,
                    cv::FILLED, cv::LINE_AA);
    cv::line(portrait, eyes.left, eyes.right, dark, cvRound(kBridge * unit), cv::LINE_AA);
}

}  // namespace

Sitter seen_from(const Sitter& sitter, double distance_cm) {
    if (distance_cm <= 0 || !sitter.eyes || sitter.portrait.empty()) return sitter;
    const auto distance = static_cast<float>(distance_cm);
    const auto relief = relief_of(*sitter.eyes, 0);
    cv::Mat map(sitter.portrait.size(), CV_32FC2);
    for (int y = 0; y < map.rows; ++y)
        for (int x = 0; x < map.cols; ++x) {
            const cv::Point2f here(static_cast<float>(x), static_cast<float>(y));
            map.at<cv::Point2f>(y, x) =
                before(relief, (here - relief.middle) / relief.unit, distance) * relief.unit + relief.middle;
        }
    Sitter out{{}, sitter.eyes};
    cv::remap(sitter.portrait, out.portrait, map, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    const cv::Point2f centre = relief.middle + cv::Point2f(0, kCentre * relief.unit);
    for (auto* eye : {&out.eyes->left, &out.eyes->right}) {
        const auto at = (*eye - relief.middle) / relief.unit;
        *eye = centre + (*eye - centre) * magnified(relief.depth(at.x, at.y), distance);
    }
    return out;
}

Sitter dressed(const Sitter& sitter, Wearing wearing) {
    if (wearing == Wearing::nothing || !sitter.eyes || sitter.portrait.empty()) return sitter;
    Sitter out{sitter.portrait.clone(), sitter.eyes};
    if (wearing == Wearing::face_mask) put_face_mask(out.portrait, *out.eyes);
    if (wearing == Wearing::dark_glasses) put_dark_glasses(out.portrait, *out.eyes);
    return out;
}

}  // namespace uketsuke::sim
