// SPDX-License-Identifier: Apache-2.0
#include "speech.hpp"

#include <algorithm>
#include <utility>

#include "firmware/base/log.hpp"
#include "pieces.hpp"
#include "plain.hpp"
#include "tempo.hpp"
#include "ui/locale/languages.hpp"

namespace uketsuke::ui::voice {
namespace {

using base::Duration;
using base::MonoTime;
constexpr Duration kBetweenParts{300}, kPause{200}, kAfterEarcon{60};
constexpr std::string_view kOnScreen = "pack.on_screen", kNoVoice = "pack.none";

Duration length_of(const Samples& samples) {
    return Duration(static_cast<long>(samples.values.size()) * 1000 / samples.rate);
}

void add_silence(Samples& to, Duration length) {
    to.values.resize(to.values.size() + static_cast<std::size_t>(length.count() * to.rate / 1000));
}

void delay(Samples& samples, Duration length) {
    samples.values.insert(samples.values.begin(), static_cast<std::size_t>(length.count() * samples.rate / 1000), 0);
}

void add(Samples& to, const Samples& more) {
    to.values.insert(to.values.end(), more.values.begin(), more.values.end());
}

/// What has no recording lasts as long as it would, so that whoever waits for the end waits as long.
void add_clip(Samples& to, const Clips& clips, std::string_view language, std::string_view text) {
    if (const auto clip = clips.clip(language, text))
        add(to, *clip);
    else
        add_silence(to, estimated(text));
}

void add_part(Samples& to, std::vector<std::string>& unspoken, const Clips& clips, const Spoken& part) {
    for (const auto& piece : pieces_of(part, clips)) {
        if (piece.text.empty()) {
            add_silence(to, kPause);
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

Speech::Made Speech::make(const Utterance& utterance) {
    Made made{{}, {{}, {}, output_, {}}};
    for (const auto& part : sayable(utterance)) {
        if (!made.said.words.empty()) {
            made.said.words += ' ';
            add_silence(made.samples, kBetweenParts);
        }
        made.said.words += plain(part.text);
        add_part(made.samples, made.said.unspoken, clips_, part);
    }
    made.samples = at_tempo(std::move(made.samples), level_.rate_percent);
    made.said.lasts = length_of(made.samples);
    return made;
}

void Speech::say(const Utterance& utterance) {
    auto made = make(utterance);
    const auto now = now_();
    const bool after = now < protected_until_;
    if (made.said.words.empty() && after) return;
    cut(std::max(now, protected_until_));
    if (made.said.words.empty()) return play({output_, Track::words, {}});
    made.said.at = after ? protected_until_ : std::max(now, earcon_over_);
    if (!after) delay(made.samples, made.said.at - now);
    over_ = made.said.at + made.said.lasts;
    if (utterance.to_its_end) protected_until_ = over_;
    said_.push_back(std::move(made.said));
    play({output_, Track::words, std::move(made.samples), volume(), after});
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
