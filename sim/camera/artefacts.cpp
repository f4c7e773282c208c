// SPDX-License-Identifier: Apache-2.0
#include "artefacts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace uketsuke::sim {
namespace {

// clang-format off: a table. Committed before any threshold that judges what it draws.
constexpr std::array kSpecs{
    //           artefact              size   y     roll blur dark   contrast lift margin grey columns moire glare
    ArtefactSpec{Artefact::print, 0.867, 0, -8, 1.2, true, 0.55, 80, 20, 245, 0, 0, 0},
    ArtefactSpec{Artefact::print_bent, 0.867, 0, -4, 1.0, true, 0.60, 70, 20, 240, 0, 0, 0},
    ArtefactSpec{Artefact::cut_out, 0.95, 0.05, 3, 0.9, false, 0.65, 60, 6, 240, 0, 0, 0},
    ArtefactSpec{Artefact::phone, 0.90, 0, 4, 0.8, false, 1.05, 10, 14, 18, 1080, 0.05, 35},
    ArtefactSpec{Artefact::tablet, 0.90, 0, -3, 0.8, false, 1.00, 14, 26, 22, 1536, 0.08, 45},
    ArtefactSpec{Artefact::replay, 0.90, 0, 2, 0.8, false, 0.95, 14, 26, 22, 1536, 0.08, 45},
    ArtefactSpec{Artefact::chip_photo, 0.90, 0, 5, 1.0, false, 0.65, 60, 20, 245, 0, 0, 0},
    ArtefactSpec{Artefact::mask, 0.95, 0.05, 0, 0.6, false, 0.70, 50, 0, 0, 0, 0, 0},
    ArtefactSpec{Artefact::none, 0, 0, 0, 0, false, 1, 0, 0, 0, 0, 0, 0},
};
// clang-format on

constexpr double kFar = 900;    ///< pixels from the camera to what is held up, for the perspective of a turn
constexpr double kBend = 0.55;  ///< radius of a bent print, in its widths
constexpr int kChipWidth = 240, kChipHeight = 320;
constexpr double kChipLoss = 1.0;  ///< blur that stands for 5 kB of JPEG 2000, pixels of the chip's photo
// The mask and the cut-out, in distances between the eyes.
constexpr double kMaskWide = 1.0, kMaskTall = 1.45, kMaskBelow = 0.5, kHoleWide = 0.24, kHoleTall = 0.12;
constexpr double kHeadWide = 1.5, kHeadTall = 2.2, kHeadBelow = 0.2;

/// White inside an ellipse around a point that lies so far below the middle of the eyes.
cv::Mat ellipse_mask(cv::Size size, cv::Point2d middle, double wide, double tall) {
    cv::Mat mask = cv::Mat::zeros(size, CV_8UC1);
    cv::ellipse(mask, middle, {cvRound(wide), cvRound(tall)}, 0, 0, 360, 255, cv::FILLED);
    return mask;
}

Sitter as_on_chip(const Sitter& portrait) {
    cv::Mat grey, small, back;
    cv::cvtColor(portrait.portrait, grey, cv::COLOR_BGR2GRAY);
    cv::resize(grey, small, {kChipWidth, kChipHeight}, 0, 0, cv::INTER_AREA);
    cv::GaussianBlur(small, small, {}, kChipLoss);
    cv::resize(small, back, portrait.portrait.size(), 0, 0, cv::INTER_CUBIC);
    cv::cvtColor(back, back, cv::COLOR_GRAY2BGR);
    return {back, portrait.eyes};
}

/// The holder's printed face on the wearer's head, the wearer's eyes in its holes.
Sitter masked(const ArtefactSpec& spec, const Sitter& portrait, const Sitter& wearer) {
    const auto &from = *portrait.eyes, &onto = *wearer.eyes;
    const std::array<cv::Point2f, 3> here{
        from.left, from.right,
        (from.left + from.right) * 0.5F + cv::Point2f(-(from.right - from.left).y, (from.right - from.left).x)};
    const std::array<cv::Point2f, 3> there{
        onto.left, onto.right,
        (onto.left + onto.right) * 0.5F + cv::Point2f(-(onto.right - onto.left).y, (onto.right - onto.left).x)};
    cv::Mat print, fitted, out = wearer.portrait.clone();
    portrait.portrait.convertTo(print, -1, spec.contrast, spec.lift);
    cv::warpAffine(print, fitted, cv::getAffineTransform(here.data(), there.data()), out.size(), cv::INTER_LINEAR,
                   cv::BORDER_REPLICATE);
    const double unit = unit_of(onto);
    const cv::Point2d middle = (onto.left + onto.right) * 0.5F;
    cv::Mat mask =
        ellipse_mask(out.size(), middle + cv::Point2d(0, kMaskBelow * unit), kMaskWide * unit, kMaskTall * unit);
    for (const auto& eye : {onto.left, onto.right})
        mask.setTo(0, ellipse_mask(out.size(), eye, kHoleWide * unit, kHoleTall * unit));
    fitted.copyTo(out, mask);
    return {out, wearer.eyes};
}

/// A flat thing with an outline.
struct Sheet {
    cv::Mat picture, mask;
};

Sheet bordered(const cv::Mat& picture, const ArtefactSpec& spec) {
    Sheet sheet;
    const int m = spec.margin;
    cv::copyMakeBorder(picture, sheet.picture, m, m, m, m, cv::BORDER_CONSTANT, cv::Scalar::all(spec.margin_grey));
    sheet.mask = cv::Mat(sheet.picture.size(), CV_8UC1, cv::Scalar(255));
    return sheet;
}

Sheet cut_out(const cv::Mat& picture, const Sitter& portrait, double scale, const ArtefactSpec& spec) {
    if (!portrait.eyes) return bordered(picture, spec);
    const double unit = unit_of(*portrait.eyes) * scale;
    const cv::Point2d eyes = cv::Point2d((portrait.eyes->left + portrait.eyes->right) * 0.5F) * scale;
    const cv::Point2d middle = eyes + cv::Point2d(0, kHeadBelow * unit);
    Sheet sheet{cv::Mat(picture.size(), CV_8UC3, cv::Scalar::all(spec.margin_grey)),
                ellipse_mask(picture.size(), middle, kHeadWide * unit + spec.margin, kHeadTall * unit + spec.margin)};
    picture.copyTo(sheet.picture, ellipse_mask(picture.size(), middle, kHeadWide * unit, kHeadTall * unit));
    return sheet;
}

/// Bent around an upright axis, the face outside, and turned on it.
Sheet bent(const Sheet& flat, double degrees) {
    const double width = flat.picture.cols, radius = kBend * width, turn = degrees * CV_PI / 180;
    cv::Mat map_x(flat.picture.size(), CV_32FC1), map_y(flat.picture.size(), CV_32FC1),
        shade(flat.picture.size(), CV_32FC3);
    for (int x = 0; x < flat.picture.cols; ++x) {
        const double angle = std::asin(std::clamp((x - width / 2) / radius, -1.0, 1.0));
        map_x.col(x).setTo(radius * (angle - turn) + width / 2);
        shade.col(x).setTo(cv::Scalar::all(0.7 + 0.3 * std::cos(angle)));
    }
    for (int y = 0; y < flat.picture.rows; ++y) map_y.row(y).setTo(y);
    Sheet out;
    cv::remap(flat.picture, out.picture, map_x, map_y, cv::INTER_LINEAR, cv::BORDER_CONSTANT);
    cv::remap(flat.mask, out.mask, map_x, map_y, cv::INTER_NEAREST, cv::BORDER_CONSTANT);
    cv::multiply(out.picture, shade, out.picture, 1, CV_8U);
    return out;
}

/// From the sheet's pixels to the room's.
cv::Mat seen_from_camera(cv::Size size, const Place& place, double degrees) {
    const double turn = degrees * CV_PI / 180, roll = place.roll * CV_PI / 180;
    const auto width = static_cast<float>(size.width), height = static_cast<float>(size.height);
    const std::array<cv::Point2f, 4> corners{{{0, 0}, {width, 0}, {width, height}, {0, height}}};
    std::array<cv::Point2f, 4> seen;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const double across = corners[i].x - width / 2, down = corners[i].y - height / 2;
        const double nearer = kFar / (kFar + across * std::sin(turn));
        const double x = across * std::cos(turn) * nearer, y = down * nearer;
        seen[i] = {static_cast<float>(place.x + x * std::cos(roll) - y * std::sin(roll)),
                   static_cast<float>(place.y + x * std::sin(roll) + y * std::cos(roll))};
    }
    return cv::getPerspectiveTransform(corners.data(), seen.data());
}

/// The screen's pixels against the camera's, each camera pixel a point: what beats against each other shows.
void add_moire(cv::Mat& seen, const cv::Mat& mask, const cv::Mat& to_room, double per_pixel, double depth) {
    const cv::Mat inverse = to_room.inv();
    const cv::Matx33d back(inverse.ptr<double>());
    for (int y = 0; y < seen.rows; ++y)
        for (int x = 0; x < seen.cols; ++x) {
            if (mask.at<std::uint8_t>(y, x) == 0) continue;
            const cv::Vec3d at = back * cv::Vec3d(x, y, 1);
            const double u = at[0] / at[2] * per_pixel, v = at[1] / at[2] * per_pixel;
            const double light = 1 + depth * (std::cos(2 * CV_PI * u) + std::cos(2 * CV_PI * v)) / 2;
            auto& pixel = seen.at<cv::Vec3b>(y, x);
            for (int c = 0; c < 3; ++c) pixel[c] = cv::saturate_cast<std::uint8_t>(pixel[c] * light);
        }
}

/// A window behind the camera, soft, in the upper third of the glass.
void add_glare(cv::Mat& seen, const cv::Mat& mask, const Place& place, double levels) {
    cv::Mat light = cv::Mat::zeros(seen.size(), CV_8UC3);
    cv::ellipse(light, cv::Point2d(place.x + 40, place.y - 130), {110, 40}, -20, 0, 360, cv::Scalar::all(levels),
                cv::FILLED);
    cv::GaussianBlur(light, light, {}, 25);
    cv::add(seen, light, seen, mask);
}

Sheet made(const ArtefactSpec& spec, const Sitter& portrait, double scale, const HeadPose& pose) {
    const cv::Mat shown = spec.artefact == Artefact::replay ? moved_head(portrait, pose) : portrait.portrait;
    cv::Mat picture;  // in place, the portrait itself would fade
    shown.convertTo(picture, -1, spec.contrast, spec.lift);
    cv::resize(picture, picture, {}, scale, scale, cv::INTER_AREA);
    if (spec.artefact == Artefact::cut_out) return cut_out(picture, portrait, scale, spec);
    auto sheet = bordered(picture, spec);
    return spec.artefact == Artefact::print_bent ? bent(sheet, pose.turn) : sheet;
}

}  // namespace

const ArtefactSpec& spec_of(Artefact artefact) {
    return *std::find_if(kSpecs.begin(), kSpecs.end(), [&](const auto& spec) { return spec.artefact == artefact; });
}

Sitter prepared(const ArtefactSpec& spec, const Sitter& portrait, const Sitter& wearer) {
    if (spec.artefact == Artefact::chip_photo) return as_on_chip(portrait);
    if (spec.artefact == Artefact::mask && portrait.eyes && wearer.eyes) return masked(spec, portrait, wearer);
    return portrait;
}

void put_artefact(cv::Mat& room, const ArtefactSpec& spec, const Sitter& portrait, const Place& place,
                  const HeadPose& pose) {
    const auto sheet = made(spec, portrait, place.scale, pose);
    const auto to_room = seen_from_camera(sheet.picture.size(), place, is_flat(spec.artefact) ? pose.turn : 0);
    cv::Mat seen = room.clone(), mask;
    cv::warpPerspective(sheet.picture, seen, to_room, room.size(), cv::INTER_LINEAR, cv::BORDER_TRANSPARENT);
    cv::warpPerspective(sheet.mask, mask, to_room, room.size(), cv::INTER_NEAREST);
    if (spec.columns > 0) {
        add_moire(seen, mask, to_room, spec.columns / static_cast<double>(sheet.picture.cols), spec.moire);
        add_glare(seen, mask, place, spec.glare);
    }
    seen.copyTo(room, mask);
}

}  // namespace uketsuke::sim
