// SPDX-License-Identifier: Apache-2.0
// What a raw recording needs before it goes into a pack: cut to its words, at the packs' rate and loudness. Pure;
// loudness by libebur128 (MIT).
#pragma once

#include <string>

#include "ui/scene/speaker.hpp"

namespace uketsuke::tools::voice {

constexpr double kLoudness = -20;  ///< LUFS of every recording in a pack; softer only where peaks forbid it

/// −70 or less: silence. What is shorter than a measurement takes is measured as if it were said again and again.
double lufs_of(const ui::Samples& samples);
/// The largest sample, of full scale.
double peak_of(const ui::Samples& samples);

/// Without what is 50 dB below its peak at both ends, but for 10 ms.
ui::Samples trimmed(ui::Samples samples);
/// All of it, at kLoudness, with no sample above ui::voice::kWordsPeak: higher peaks are bent down, by at most 8 dB.
ui::Samples finished(const ui::Samples& raw);

/// One sentence on why a recording has to be made again; empty: it is good.
std::string fault_of(const ui::Samples& raw);

}  // namespace uketsuke::tools::voice
