// SPDX-License-Identifier: Apache-2.0
// What is heard with the packs of the build, and how it is measured.
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "drivers/sound/pack_folder.hpp"
#include "tools/voice/loudness.hpp"
#include "ui/locale/languages.hpp"
#include "ui/voice/mixer.hpp"
#include "ui/voice/plain.hpp"
#include "ui/voice/speech.hpp"

namespace uketsuke::test {

inline const drivers::sound::PackFolder& packs() {
    static const drivers::sound::PackFolder all(TEST_PACKS);
    return all;
}

inline ui::voice::Spoken spoken(const std::string& key, const std::string& language) {
    return {key, ui::voice::plain(ui::languages().words(language).text(key)), language, ui::voice::Hearing::anybody};
}

/// Marks are no sounds.
inline std::size_t sounds_in(const std::string& reading) {
    const auto letters = ui::voice::letters_of(reading);
    return static_cast<std::size_t>(
        std::count_if(letters.begin(), letters.end(), [](auto letter) { return !ui::voice::is_mark(letter); }));
}

/// One side.
inline ui::Samples side_of(const std::vector<float>& stereo) {
    ui::Samples samples{ui::voice::Mixer::kRate, {}};
    for (std::size_t i = 0; i + 1 < stereo.size(); i += 2)
        samples.values.push_back(static_cast<std::int16_t>(std::lround(stereo[i] * 32767)));
    return samples;
}

}  // namespace uketsuke::test
