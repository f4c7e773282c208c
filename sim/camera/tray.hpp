// SPDX-License-Identifier: Apache-2.0
// What the camera over the reader's tray sees, as a pure function: the card, how it lies, what covers it, the light.
// Synthetic: made from the ways in which such pictures go wrong, not measured on a counter.
#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace uketsuke::sim {

constexpr int kTrayWidth = 1280, kTrayHeight = 960;
constexpr double kTrayPixelsPerMm = 9.3;  ///< a card fits in every direction

/// A lamp that shines back from the card. Millimetres on the tray from its middle.
struct Highlight {
    double x, y, width, height;  ///< standard deviations of its light
    double turn;                 ///< degrees
    double strength;             ///< grey levels in its middle; white from about 100 on
};

/// A clear plastic cover, open at one end.
struct Sleeve {
    bool on = false;
    double margin = 2.2;  ///< millimetres that it is larger at each side
    double veil = 0.12;   ///< part by which everything under it is paler
    double edge = 0.5;    ///< how bright its edges shine
    std::vector<Highlight> streaks;
};

/// A soft-edged shadow over one half of the tray.
struct Shadow {
    double depth = 0;  ///< part of the light that it takes
    double at = 0;     ///< millimetres of its edge from the tray's middle
    double turn = 0;   ///< degrees
    double soft = 4;   ///< millimetres
};

/// How the card lies on the tray and how the camera sees it. As made: straight, in the middle, sharp.
struct Tray {
    double turn = 0;          ///< degrees, clockwise; 180 = upside down
    double x = 0, y = 0;      ///< millimetres from the middle
    double tilt = 0;          ///< perspective: how much shorter the far edge is, part of its length
    double tilt_towards = 0;  ///< degrees; 0 = the far edge is the picture's upper one
    double blur = 0;          ///< standard deviation in pixels
    double light = 1;
    double noise = 2;    ///< standard deviation in grey levels, new in each pixel of each frame
    cv::Rect2d covered;  ///< part of the card under a finger, millimetres from its upper left corner
    Shadow shadow;
    Sleeve sleeve;
    std::vector<Highlight> highlights;
};

/// A slip, a 診察券 or a phone's screen on top of what lies there.
struct LaidPaper {
    cv::Mat picture;  ///< BGR, as large as it may be; empty: nothing lies there
    cv::Size2d mm;    ///< its width and height; what reaches beyond the tray the camera does not see
    Tray lies;        ///< of it turn, x, y, blur and highlights
};

/// BGR, kTrayWidth x kTrayHeight, without the sensor's noise. An empty `front` is a tray without a card.
cv::Mat compose_tray(const cv::Mat& front, const Tray& tray, const LaidPaper& paper = {});

/// The same picture with noise that each pixel draws anew.
cv::Mat with_tray_noise(const cv::Mat& picture, double grey_levels, cv::RNG& random);

}  // namespace uketsuke::sim
