// SPDX-License-Identifier: Apache-2.0
// What an infrared camera right beside the colour one sees, lit by a lamp of its own near 850 nm. Made from pictures in
// visible light: what the two kinds of light have to do with each other is assumed here, as docs/cameras.md tells, and
// shows nothing about real ones.
#pragma once

#include "room.hpp"

namespace uketsuke::sim {

/// Of the lamp's light, what comes back from skin of every tone, in grey levels.
constexpr double kInfraredSkin = 90;

/// A person as infrared sees them: in grey, the skin of everybody equally light, the head lighter than what lies
/// behind.
Sitter in_infrared(const Sitter& person);
/// What is held up as infrared sees it: glass dark, paper light and nearly without the picture; with toner the picture,
/// too.
ArtefactSpec infrared_spec_of(Artefact artefact, bool toner);
/// What is made once for a view: the first of it, who may be printed or masked.
Sitter prepared_for_infrared(const View& view, const Sitter& first, const Sitter& other);

/// Grey, half as wide and tall as the room's colour picture. Sitters as prepared_for_infrared() and in_infrared() give
/// them. Glasses with glare (pose) throw the lamp back.
cv::Mat compose_infrared(const View& view, const Sitter& first, const Sitter& second, base::Duration since_start,
                         const HeadPose& pose = {});

}  // namespace uketsuke::sim
