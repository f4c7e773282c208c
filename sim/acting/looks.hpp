// SPDX-License-Identifier: Apache-2.0
// Who or what may stand before the camera, by word: people, and the attacks that the simulator knows. One table for
// scenarios, window, virtual and real rig.
#pragma once

#include <span>
#include <string_view>

namespace uketsuke::sim {

/// What carries the face. How each is drawn, with all its sizes: sim/camera/artefacts.cpp.
enum class Artefact {
    none,        ///< a person
    print,       ///< a photograph on paper with a white margin, flat
    print_bent,  ///< the same, bent around an upright axis
    cut_out,     ///< the same, cut out along the head
    phone,       ///< a still on a phone
    tablet,      ///< a still on a tablet
    replay,      ///< a video on a tablet
    chip_photo,  ///< the chip's small grey photo, printed large
    mask,        ///< a printed face worn before the own, with holes for the eyes
};

/// What it does about prompts.
enum class Manner {
    follows,
    unmoved,   ///< sways a little and does nothing else
    recorded,  ///< plays movements of another occasion
    swaps,     ///< follows, but another person steps in at the first prompt
};

struct Look {
    std::string_view word;
    Artefact artefact;
    Manner manner;
    std::string_view what;
};

/// All looks but "a person by name, who follows".
std::span<const Look> looks();
/// nullptr for a word that is none.
const Look* look_named(std::string_view word);

/// Paper and glass show the eyes that they show.
constexpr bool can_blink(Artefact artefact) {
    return artefact == Artefact::none || artefact == Artefact::replay || artefact == Artefact::mask;
}
/// Without relief a face looks the same from all sides.
constexpr bool is_flat(Artefact artefact) {
    return artefact != Artefact::none && artefact != Artefact::replay && artefact != Artefact::mask &&
           artefact != Artefact::print_bent;
}

}  // namespace uketsuke::sim
