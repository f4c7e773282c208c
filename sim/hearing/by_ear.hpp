// SPDX-License-Identifier: Apache-2.0
// A listener before a virtual rig's camera: hears what the rig's kiosk plays and says, and moves by it.
#pragma once

#include "listener.hpp"
#include "ui/locale/languages.hpp"
#include "ui/voice/speech.hpp"
#include "ui/voice/tape.hpp"

namespace uketsuke::sim {

/// Copies share nothing. What it is made with must outlive it.
class ByEar {
public:
    ByEar(const ui::voice::Tape& tape, const ui::voice::Speech& speech, const ui::Catalogue& words, std::uint32_t seed);

    /// What the frame of this moment shows; times rise.
    std::optional<Framed> frame(base::MonoTime now);

private:
    void hear(base::MonoTime now);
    [[nodiscard]] std::string key_of(const std::string& said) const;

    const ui::voice::Tape& tape_;
    const ui::voice::Speech& speech_;
    const ui::Catalogue& words_;
    Listener person_;
    std::size_t heard_ = 0;  ///< of the transcript
};

}  // namespace uketsuke::sim
