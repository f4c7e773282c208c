// SPDX-License-Identifier: Apache-2.0
#include "infrared.hpp"

#include <cmath>
#include <opencv2/imgproc.hpp>

namespace uketsuke::sim {
namespace {

// All assumed. Skin reflects more of red light than of blue, and more of infrared than of red, whatever its tone; what
// is dark in red (brows, pupils, hair) is less so in infrared.
constexpr double kSofter = 0.8;       ///< exponent on what is darker or lighter than the skin
constexpr double kBehind = 0.45;      ///< of the light, that comes back from body and background of a portrait
constexpr double kWall = 16;          ///< grey: three times as far from the lamp as the face, a ninth of its light
constexpr double kParallax = 22;      ///< pixels of 640: lenses 2 cm apart, half a metre away, 60 degrees wide
constexpr double kGlareRadius = 0.2;  ///< of the lamp in a glass, in distances between the eyes
// In distances between the eyes: where skin is looked for; how far the head reaches, and over what it ends.
constexpr double kCheeksBelow = 0.5, kCheeksWide = 0.6, kCheeksTall = 0.5;
constexpr double kHeadWide = 1.4, kHeadTall = 2.0, kHeadBelow = 0.3, kEdge = 0.3;

cv::Point2d below(const Eyes& eyes, double units) {
    return cv::Point2d((eyes.left + eyes.right) * 0.5F) + cv::Point2d(0, units * unit_of(eyes));
}

cv::Mat ellipse(cv::Size size, cv::Point2d middle, double wide, double tall, double inside, double outside) {
    cv::Mat mask(size, CV_32FC1, cv::Scalar(outside));
    cv::ellipse(mask, middle, {cvRound(wide), cvRound(tall)}, 0, 0, 360, inside, cv::FILLED);
    return mask;
}

/// Middle of the red pixels between eyes and mouth.
double skin_of(const cv::Mat& red, const Eyes& eyes) {
    const double unit = unit_of(eyes);
    const auto middle = below(eyes, kCheeksBelow);
    const cv::Rect place = cv::Rect(cvRound(middle.x - kCheeksWide * unit), cvRound(middle.y - kCheeksTall * unit / 2),
                                    cvRound(2 * kCheeksWide * unit), cvRound(kCheeksTall * unit)) &
                           cv::Rect({}, red.size());
    cv::Mat pixels = red(place).clone().reshape(1, 1);
    cv::sort(pixels, pixels, cv::SORT_ASCENDING);
    return std::max(1.0F, pixels.at<float>(pixels.cols / 2));
}

Sitter in_grey(const Sitter& sitter) {
    if (sitter.portrait.empty()) return sitter;
    cv::Mat grey;
    cv::cvtColor(sitter.portrait, grey, cv::COLOR_BGR2GRAY);
    cv::cvtColor(grey, grey, cv::COLOR_GRAY2BGR);
    return {grey, sitter.eyes};
}

Sitter with_glare(const Sitter& sitter) {
    if (!sitter.eyes) return sitter;
    Sitter out{sitter.portrait.clone(), sitter.eyes};
    for (const auto& eye : {sitter.eyes->left, sitter.eyes->right})
        cv::circle(out.portrait, eye, cvRound(kGlareRadius * unit_of(*sitter.eyes)), cv::Scalar::all(255), cv::FILLED);
    return out;
}

bool is_screen(Artefact artefact) { return spec_of(artefact).columns > 0; }

}  // namespace

Sitter in_infrared(const Sitter& person) {
    if (person.portrait.empty() || !person.eyes) return in_grey(person);
    const auto& eyes = *person.eyes;
    const double unit = unit_of(eyes);
    cv::Mat red, light, out;
    cv::extractChannel(person.portrait, red, 2);
    red.convertTo(red, CV_32F);
    cv::pow(red / skin_of(red, eyes), kSofter, light);
    cv::Mat lamp = ellipse(red.size(), below(eyes, kHeadBelow), kHeadWide * unit, kHeadTall * unit, 1, kBehind);
    cv::GaussianBlur(lamp, lamp, {}, kEdge * unit);
    cv::multiply(light, lamp, light, kInfraredSkin);
    light.convertTo(out, CV_8U);
    cv::cvtColor(out, out, cv::COLOR_GRAY2BGR);
    return {out, person.eyes};
}

/// A screen's light is visible alone, and its glass throws the lamp back in one spot. Inks of dyes let infrared
/// through to the paper, toner is soot.
ArtefactSpec infrared_spec_of(Artefact artefact, bool toner) {
    auto spec = spec_of(artefact);
    if (artefact == Artefact::none) return spec;
    if (is_screen(artefact)) {
        spec.contrast = spec.moire = 0;
        spec.lift = 12;
        spec.margin_grey = 10;
        spec.glare = 120;
        return spec;
    }
    spec.contrast = toner ? 0.42 : 0.10;
    spec.lift = toner ? 20 : 105;
    spec.margin_grey = 130;
    return spec;
}

Sitter prepared_for_infrared(const View& view, const Sitter& first, const Sitter& other) {
    if (view.artefact == Artefact::none) return in_infrared(first);
    return prepared(infrared_spec_of(view.artefact, view.toner), in_grey(first), in_infrared(other));
}

cv::Mat compose_infrared(const View& view, const Sitter& first, const Sitter& second, base::Duration since_start,
                         const HeadPose& pose) {
    const cv::Mat wall(kRoomHeight, kRoomWidth, CV_8UC3, cv::Scalar::all(kWall));
    const cv::Mat room = compose_before(wall, infrared_spec_of(view.artefact, view.toner), view,
                                        pose.glare ? with_glare(first) : first, second, since_start, pose);
    const cv::Matx23d beside(1, 0, kParallax, 0, 1, 0);
    cv::Mat grey, seen;
    cv::cvtColor(room, grey, cv::COLOR_BGR2GRAY);
    cv::warpAffine(grey, seen, beside, grey.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    if (view.blur > 0) cv::GaussianBlur(seen, seen, {}, view.blur);
    cv::resize(seen, seen, {kRoomWidth / 2, kRoomHeight / 2}, 0, 0, cv::INTER_AREA);
    return seen;
}

}  // namespace uketsuke::sim
