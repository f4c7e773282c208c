// SPDX-License-Identifier: Apache-2.0
#include "looks.hpp"

#include <algorithm>
#include <array>

namespace uketsuke::sim {
namespace {
constexpr std::array kLooks{
    Look{"unmoved", Artefact::none, Manner::unmoved, "the card holder, who does not follow the prompts"},
    Look{"swapped", Artefact::none, Manner::swaps, "the card holder, then another person at the first prompt"},
    Look{"photo", Artefact::print, Manner::unmoved, "a print of the holder's portrait"},
    Look{"photo_turned", Artefact::print, Manner::follows, "the same, turned as the prompts ask"},
    Look{"bent", Artefact::print_bent, Manner::unmoved, "a bent print"},
    Look{"bent_turned", Artefact::print_bent, Manner::follows, "the same, turned as the prompts ask"},
    Look{"cut_out", Artefact::cut_out, Manner::unmoved, "a print cut out along the head"},
    Look{"phone", Artefact::phone, Manner::unmoved, "a still on a phone"},
    Look{"tablet", Artefact::tablet, Manner::unmoved, "a still on a tablet"},
    Look{"replay", Artefact::replay, Manner::recorded, "a video of the holder following other prompts, on a tablet"},
    Look{"chip_photo", Artefact::chip_photo, Manner::unmoved, "the chip's small grey photo, printed large"},
    Look{"mask", Artefact::mask, Manner::follows, "a printed face with eye holes, worn by a person who follows"},
};
}  // namespace

std::span<const Look> looks() { return kLooks; }

const Look* look_named(std::string_view word) {
    const auto* found = std::find_if(kLooks.begin(), kLooks.end(), [&](const Look& look) { return look.word == word; });
    return found == kLooks.end() ? nullptr : found;
}

}  // namespace uketsuke::sim
