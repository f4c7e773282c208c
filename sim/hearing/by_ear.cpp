// SPDX-License-Identifier: Apache-2.0
#include "by_ear.hpp"

#include <string_view>

#include "ui/scene/scene.hpp"

namespace uketsuke::sim {

ByEar::ByEar(const ui::voice::Tape& tape, const ui::voice::Speech& speech, const ui::Catalogue& words,
             std::uint32_t seed)
    : tape_(tape),
      speech_(speech),
      words_(words),
      person_(draw_newcomer(seed), seed),
      heard_(speech.transcript().size()) {}

/// Of the words that lead a face; empty: they are about something else.
std::string ByEar::key_of(const std::string& said) const {
    for (const auto& [key, text] : words_.all())
        if ((key.starts_with("hear.") || key.starts_with("advice.")) && ui::plain(text) == said) return key;
    return {};
}

void ByEar::hear(base::MonoTime now) {
    if (!tape_.tones.empty()) person_.hear(tape_.tones.back().tone, now);
    const auto& said = speech_.transcript();
    if (heard_ > said.size()) heard_ = 0;
    for (; heard_ < said.size() && said[heard_].at + said[heard_].lasts <= now; ++heard_)
        if (const auto key = key_of(said[heard_].words); !key.empty()) person_.hear(key, now);
}

std::optional<Framed> ByEar::frame(base::MonoTime now) {
    hear(now);
    return framed(person_.at(now), now);
}

}  // namespace uketsuke::sim
