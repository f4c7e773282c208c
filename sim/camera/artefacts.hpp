// SPDX-License-Identifier: Apache-2.0
// Presentation attacks, drawn: paper, screens and a mask that carry a portrait. Their sizes stand in one table, which
// was made before any threshold that judges them. Rendered from photographs: they test the machinery and rank its cues,
// and are no evidence about real attacks.
#pragma once

#include "head.hpp"

namespace uketsuke::sim {

/// Where a picture's middle comes to lie in the room.
struct Place {
    double x, y;   ///< pixels
    double scale;  ///< pixels of the frame for one of the portrait
    double roll;   ///< degrees, clockwise
};

/// How it is made and held.
struct ArtefactSpec {
    Artefact artefact;
    double size, y, roll, blur;  ///< as in View (room.hpp)
    bool dark;                   ///< before a dark wall
    double contrast, lift;       ///< of the picture: paper and glass reach neither the black nor the colours of life
    int margin;                  ///< of paper, or the frame of a screen, in pixels of the frame
    unsigned char margin_grey;
    int columns;   ///< pixels of a screen, across; 0 = paper
    double moire;  ///< how much a screen's pixels modulate what the camera's pixels see
    double glare;  ///< grey levels of the room's reflection in the glass
};
/// Of a person nothing but the artefact counts.
const ArtefactSpec& spec_of(Artefact artefact);

/// What is made once, before it is held up: the chip's photo small and grey, the mask with its wearer's eyes. The
/// others carry the portrait as it is, and so does none. `wearer` is of use for the mask alone.
Sitter prepared(const ArtefactSpec& spec, const Sitter& portrait, const Sitter& wearer);

/// Puts paper or a screen into the room, turned with the pose (a replay plays it). Not for none and mask.
void put_artefact(cv::Mat& room, const ArtefactSpec& spec, const Sitter& portrait, const Place& place,
                  const HeadPose& pose);

}  // namespace uketsuke::sim
