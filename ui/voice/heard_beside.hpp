// SPDX-License-Identifier: Apache-2.0
// What is heard beside the words that stand on a screen: its sound, and how a card is laid by touch. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "earcons.hpp"
#include "ui/scene/scene.hpp"

namespace uketsuke::ui::voice {

/// The sound of a screen that comes up after the screen of this name: the flow's own (StateRow::earcon), told apart
/// where ears need more than eyes; and that the reader is done with the card.
std::optional<Earcon> sound_of(std::string_view before, const Scene& now);

/// Keys of the sentences that say where and how the card goes, where a screen shows a card that goes into the reader;
/// by the reader's shape. By feel only what a public source says of every card: the contacts of the chip are on the
/// back, where the photo is not (card facts, A-front). Its name in Braille is on those cards whose holder asked for
/// it, on a side that no source names: nothing is said of it.
std::vector<std::string> card_words(const Scene& scene);

}  // namespace uketsuke::ui::voice
