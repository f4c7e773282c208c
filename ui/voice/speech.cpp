// SPDX-License-Identifier: Apache-2.0
#include "speech.hpp"

#include <algorithm>
#include <utility>

#include "firmware/base/log.hpp"
#include "pieces.hpp"
#include "plain.hpp"
#include "recipe.hpp"
#include "ui/locale/languages.hpp"

namespace uketsuke::ui::voice {
namespace {

using base::Duration;
using base::MonoTime;
constexpr Duration kBetweenParts{300}, kPause{200}, kAfterEarcon{60};
constexpr std::string_view kOnScreen = "pack.on_screen", kNoVoice = "pack.none";

/// What has no recording lasts as long as it would, so that whoever waits for the end waits as long.
void add_clip(Recipe& to, const Clips& clips, std::string_view language, std::string_view text) {
    if (auto clip = clips.unread(language, text))
        to.add(std::move(*clip));
    else
        to.add_silence(estimated(text));
}

void add_part(Recipe& to, std::vector<std::string>& unspoken, const Clips& clips, const Spoken& part) {
    for (const auto& piece : pieces_of(part, clips)) {
        if (piece.text.empty()) {
            to.add_silence(kPause);
        } else if (piece.unspoken) {
            unspoken.push_back(piece.text);
            add_clip(to, clips, part.language, plain(languages().words(part.language).text(kOnScreen)));
        } else {
            add_clip(to, clips, part.language, piece.text);
        }
    }
}

Spoken no_voice(std::string_view in) {
    return {std::string(kNoVoice), languages().words(in).text(kNoVoice), std::string(in), Hearing::anybody};
}

}  // namespace

Speech::Speech(const Clips& clips, Speaker& speaker, Now now, Outputs outputs, Level start)
    : clips_(clips), speaker_(speaker), now_(std::move(now)), outputs_(outputs), start_(start), level_(start) {}

bool Speech::may_say(const Spoken& spoken) const {
    return output_ == Output::headphones || spoken.hearing == Hearing::anybody;
}

/// Told once to a person, in each language that there are recordings of.
std::vector<Spoken> Speech::no_voice_for(const std::string& language) {
    if (clips_.speaks(language) || std::ranges::count(told_of_, language) > 0) return {};
    told_of_.push_back(language);
    std::vector<Spoken> parts;
    for (const auto& row : languages().rows())
        if (clips_.speaks(row.code)) parts.push_back(no_voice(row.code));
    return parts;
}

std::vector<Spoken> Speech::sayable(const Utterance& utterance) {
    std::vector<Spoken> parts;
    for (const auto& part : utterance.parts) {
        if (!may_say(part)) continue;
        std::ranges::move(no_voice_for(part.language), std::back_inserter(parts));
        parts.push_back(part);
    }
    return parts;
}

Saying Speech::say(const Utterance& utterance) {
    auto parts = sayable(utterance);
    const auto now = now_();
    const bool after = now < protected_until_;
    if (parts.empty() && after) return {};
    cut(std::max(now, protected_until_));
    if (parts.empty()) return play({output_, Track::words, {}}), Saying{};
    const auto from = after ? protected_until_ : std::max(now, earcon_over_);
    const auto recipe = note_down(parts, from);
    over_ = said_.back().at + said_.back().lasts;
    if (utterance.to_its_end) protected_until_ = over_;
    const auto delay = after ? Duration{} : from - now;
    play({output_, Track::words, {}, volume(), after, recipe.maker(level_.rate_percent, delay)});
    return {std::move(parts), from, over_};
}

Recipe Speech::note_down(const std::vector<Spoken>& parts, MonoTime from) {
    Recipe recipe;
    Said said{from, {}, output_, {}};
    for (const auto& part : parts) {
        if (!said.words.empty()) {
            said.words += ' ';
            recipe.add_silence(kBetweenParts);
        }
        said.words += plain(part.text);
        add_part(recipe, said.unspoken, clips_, part);
    }
    said.lasts = recipe.length(level_.rate_percent);
    said_.push_back(std::move(said));
    return recipe;
}

/// What was being said has ended at `end`; what would have begun later never was.
void Speech::cut(MonoTime end) {
    std::erase_if(said_, [&](const Said& said) { return !said.earcon && said.at >= end; });
    for (auto& said : said_)
        if (!said.earcon) said.lasts = std::min(said.lasts, end - said.at);
    over_ = std::min(over_, end);
}

void Speech::earcon(Earcon earcon) {
    auto samples = samples_of(earcon);
    const Said said{now_(), length_of(samples), output_, {}, earcon};
    earcon_over_ = said.at + said.lasts + kAfterEarcon;
    said_.push_back(said);
    play({output_, Track::earcon, std::move(samples), volume()});
}

void Speech::tone(std::optional<FaceTone> tone) { note(speaker_.tone(output_, tone ? &*tone : nullptr, volume())); }

void Speech::silence() {
    protected_until_ = {};
    earcon_over_ = {};
    cut(now_());
    tone(std::nullopt);
    for (const auto track : {Track::words, Track::earcon}) play({output_, track, {}});
}

void Speech::next_person() {
    silence();
    level_ = start_;
    said_.clear();
    told_of_.clear();
}

void Speech::output(Output output) {
    if (output == output_) return;
    silence();
    output_ = output;
}

double Speech::volume() const {
    if (output_ == Output::headphones) return gain_of(level_.loudness, outputs_.headphones);
    return gain_of(level_.loudness, outputs_.loudspeaker) * outputs_.loudspeaker_share;
}

void Speech::play(const Play& play) { note(speaker_.play(play)); }

void Speech::note(const base::Result<void>& played) {
    if (!played && !std::exchange(speaker_failed_, true)) base::warn("speech", "{}", played.error().detail);
    if (played) speaker_failed_ = false;
}

}  // namespace uketsuke::ui::voice
