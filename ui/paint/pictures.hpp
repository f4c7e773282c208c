// SPDX-License-Identifier: Apache-2.0
// Drawings of the things that a patient handles, in a square of 100 units. Internal to paint.
#pragma once

#include "motion.hpp"
#include "theme.hpp"

struct _cairo;

namespace uketsuke::ui::paint {

/// The card beside a reader of that shape (domain::ReaderShape), with an arrow into it or out of it.
void card_and_reader(_cairo* canvas, const Palette& palette, bool in, int shape, const Pose& pose = {});
/// A phone above the flat reader for phones, with an arrow towards it or away.
void phone_and_reader(_cairo* canvas, const Palette& palette, bool in, const Pose& pose = {});
/// The front of a card with the three places of its printed digits: birth and expiry beside the photo, the security
/// code under it. Invented; no name, no number. `marked`: the place that stands out, 1 … 3;
/// 0: a card whose places are not known, without them.
void card_numbers(_cairo* canvas, const Palette& palette, int marked);

}  // namespace uketsuke::ui::paint
