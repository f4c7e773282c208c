// SPDX-License-Identifier: Apache-2.0
// Composes what a counter's camera sees: a plain room with the people who stand in it. Pure functions of their
// arguments. Copies of one photograph: synthetic, good for testing the machinery, no evidence about real people.
#pragma once

#include <opencv2/core.hpp>
#include <string>

#include "firmware/base/time.hpp"

namespace uketsuke::sim {

constexpr int kRoomWidth = 640;
constexpr int kRoomHeight = 480;

/// What stands before the camera, and how the camera sees it.
struct View {
    std::string who;     ///< a portrait's key; "figure" = the drawn one, no photograph; empty = nobody
    std::string second;  ///< another person beside the first, or empty
    double size = 0.95;  ///< height of the portrait, as a part of the frame's height
    double x = 0;        ///< middle of the portrait right of the frame's middle, part of the width
    double y = 0.05;     ///< and below it, part of the height; the body goes on below the frame
    double light = 1;    ///< 1 = a well lit room
    double blur = 0;     ///< standard deviation in pixels
    double roll = 0;     ///< degrees, clockwise
    double motion = 1;   ///< how much people sway; 0 = like a picture on a wall
    bool print = false;  ///< the first is a faded print with a white margin, held up before a dark wall
};

/// The attack that the tests know: a print of a portrait, held a little askew. Synthetic like the rest.
View held_print(std::string who);

/// `first` and `second` are BGR portraits, or empty for nobody.
cv::Mat compose_room(const View& view, const cv::Mat& first, const cv::Mat& second, base::Duration since_start);

/// A friendly drawn person of 480x640, for pictures in documents and goldens.
cv::Mat drawn_figure();

}  // namespace uketsuke::sim
