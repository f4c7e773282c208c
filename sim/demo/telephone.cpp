// SPDX-License-Identifier: Apache-2.0
#include "telephone.hpp"

#include <span>
#include <vector>

#include "drivers/sound/sound_file.hpp"
#include "ui/locale/languages.hpp"
#include "ui/voice/mixer.hpp"
#include "ui/voice/narrate.hpp"

namespace uketsuke::sim {
namespace {

using namespace std::chrono_literals;
using ui::voice::Earcon;
using ui::voice::FaceTone;

/// What is told before a visit: each sentence, and the sounds that it is about.
struct Told {
    std::string_view words;
    std::vector<Earcon> earcons;
    std::vector<FaceTone> tones;
};
const std::vector<Told>& told_before() {
    static const std::vector<Told> all{
        {"hear.practice", {}, {}},
        {"voice.help", {Earcon::digit, Earcon::wrong_key}, {}},
        {"hear.card.flat", {}, {}},
        {"hear.card.tones", {Earcon::card_laid, Earcon::card_read}, {}},
        {"hear.tone", {}, {{-1, 440, 4}, {1, 440, 4}, {0, 660, 4}, {0, 330, 4}, {0, 440, 2}, {0, 440, 8}, {}}},
    };
    return all;
}

/// Speaks onto a tape of its own, by a clock that goes on as it says.
class Walk {
public:
    Walk(const ui::voice::Clips& clips, std::string_view language)
        : language_(language),
          speech_(clips, tape_, [this] { return now_; }, {.headphones = ui::voice::Level{}.loudness}) {
        speech_.output(ui::Output::headphones);
    }
    void tell(const Told& told) {
        speech_.say(narrator_.sentence(told.words, language_));
        now_ = speech_.over() + 600ms;
        for (const auto earcon : told.earcons) {
            speech_.earcon(earcon);
            now_ += 1200ms;
        }
        for (const auto& tone : told.tones) {
            speech_.tone(tone);
            now_ += 1500ms;
        }
        speech_.tone({});
        now_ += 600ms;
    }
    [[nodiscard]] std::vector<float> heard() const { return mixed(tape_, ui::Output::headphones, {}); }

private:
    const std::string language_;
    base::MonoTime now_{};
    ui::voice::Tape tape_{[this] { return now_; }};
    ui::voice::Narrator narrator_{ui::languages()};
    ui::voice::Speech speech_;
};

/// Every third frame, of the mean of three: a telephone carries 3.4 kHz.
std::vector<float> for_telephone(std::span<const float> stereo) {
    std::vector<float> narrow;
    for (std::size_t i = 0; i + 5 < stereo.size(); i += 6)
        for (const std::size_t ear : {0U, 1U})
            narrow.push_back((stereo[i + ear] + stereo[i + 2 + ear] + stereo[i + 4 + ear]) / 3);
    return narrow;
}

}  // namespace

base::Result<void> keep_telephone(const ui::voice::Tape& tape, const ui::voice::Clips& clips, std::string_view language,
                                  base::MonoTime from, const std::filesystem::path& wav) {
    Walk walk(clips, language);
    for (const auto& told : told_before()) walk.tell(told);
    auto all = walk.heard();
    const auto visits = mixed(tape, ui::Output::headphones, from);
    all.insert(all.end(), visits.begin(), visits.end());
    return drivers::sound::write_wav(wav, for_telephone(all), ui::voice::Mixer::kRate / 3);
}

}  // namespace uketsuke::sim
