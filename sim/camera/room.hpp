// SPDX-License-Identifier: Apache-2.0
// Composes what a counter's camera sees: a plain room with the people who stand in it. Pure functions of their
// arguments. Copies of one photograph: synthetic, good for testing the machinery, no evidence about real people.
#pragma once

#include <opencv2/core.hpp>
#include <string>

#include "artefacts.hpp"
#include "conditions.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::sim {

constexpr int kRoomWidth = 640;
constexpr int kRoomHeight = 480;

/// What stands before the camera, and how the camera sees it.
struct View {
    std::string who;                     ///< a portrait's key; "figure" = the drawn one, no photograph; empty = nobody
    std::string second;                  ///< another person beside the first, or empty
    double size = 0.95;                  ///< height of the portrait, as a part of the frame's height
    double x = 0;                        ///< middle of the portrait right of the frame's middle, part of the width
    double y = 0.05;                     ///< and below it, part of the height; the body goes on below the frame
    double light = 1;                    ///< 1 = a well lit room
    double blur = 0;                     ///< standard deviation in pixels
    double roll = 0;                     ///< degrees, clockwise
    double motion = 1;                   ///< how much people sway; 0 = like a picture on a wall
    Artefact artefact = Artefact::none;  ///< what carries the first's face
    Manner manner = Manner::follows;     ///< what the first does about prompts
    std::string other;                   ///< who wears the mask, or steps in; empty = nobody
    bool toner = false;                  ///< what is printed is printed by a laser: infrared sees its black, too
    Conditions conditions = {};          ///< beyond a well lit room and a good camera
};

/// An attack as its table says (artefacts.hpp), held a little askew; for none, a person. Synthetic like the rest.
View held(Artefact artefact, std::string who);

/// `first` and `second` may be nobody; the first is in the pose.
cv::Mat compose_room(const View& view, const Sitter& first, const Sitter& second, base::Duration since_start,
                     const HeadPose& pose = {});

/// The same with another wall and another material of what is held up, as infrared.hpp needs it; neither blurred nor
/// dimmed.
cv::Mat compose_before(cv::Mat wall, const ArtefactSpec& spec, const View& view, const Sitter& first,
                       const Sitter& second, base::Duration since_start, const HeadPose& pose);

/// A friendly drawn person of 480x640, for pictures in documents and goldens.
cv::Mat drawn_figure();
const Eyes kFigureEyes{{190, 300}, {290, 300}};

}  // namespace uketsuke::sim
