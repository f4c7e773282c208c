// SPDX-License-Identifier: Apache-2.0
#include "voice_demo.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "drivers/sound/pack_folder.hpp"
#include "sim/hearing/by_ear.hpp"
#include "sim/recording/recording.hpp"
#include "sim/rig/virtual_rig.hpp"
#include "sim/scenario/player.hpp"
#include "telephone.hpp"

namespace uketsuke::sim {
namespace {

using ui::voice::Said;

/// The visits of a language; those of the first are kept as the demo.
struct Visits {
    std::string_view language;
    std::vector<std::string> scenarios;
};
const std::vector<Visits>& all_visits() {
    static const std::vector<Visits> all{{"ja", {"demo_voice_face", "demo_voice_pin"}}, {"en", {"demo_voice_face_en"}}};
    return all;
}
/// Who listens moves once the words for it are over.
constexpr base::Duration kWords{1600};

/// The usual loudness fills the file.
constexpr int kReference = ui::voice::Level{}.loudness;

int give_up(const std::string& why) {
    fmt::print(stderr, "uketsuke-sim: {}\n", why);
    return 1;
}

/// All that was said, of several people, each line printed as it is over.
class Heard {
public:
    Heard(const VirtualRig& rig, base::MonoTime from) : rig_(rig), from_(from) {}

    /// Called often: a kiosk forgets what it said to the person before.
    void listen() {
        const auto& said = rig_.speech().transcript();
        if (said.size() < now_.size()) keep();
        now_ = said;
        for (; printed_ < now_.size() && now_[printed_].at + now_[printed_].lasts <= rig_.now(); ++printed_)
            fmt::print("{}", transcript_text({&now_[printed_], 1}, from_));
    }
    std::vector<Said> all() {
        keep();
        return all_;
    }

private:
    void keep() {
        all_.insert(all_.end(), now_.begin(), now_.end());
        now_.clear();
        printed_ = 0;
    }
    const VirtualRig& rig_;
    const base::MonoTime from_;
    std::vector<Said> all_, now_;
    std::size_t printed_ = 0;
};

/// Who stands before the rig's camera from now on moves by what its kiosk plays and says.
void stand_by_ear(VirtualRig& rig, std::uint32_t seed, std::string_view language) {
    auto person = std::make_shared<ByEar>(rig.tape(), rig.speech(), ui::languages().words(language), seed);
    rig.stand([person](Stage& stage, base::MonoTime now) {
        const auto seen = person->frame(now);
        stage.advice = seen ? seen->advice : domain::FaceAdvice::no_face;
        stage.place = seen ? std::optional(seen->place) : std::nullopt;
    });
}

int play(VirtualRig& rig, Heard& heard, const std::string& name) {
    const auto script = load_script(std::filesystem::path(UKETSUKE_SCENARIOS) / (name + ".scn"));
    if (!script) return give_up(script.error().detail);
    fmt::print("\n== {}\n", script->says);
    Player player(rig, {Paths{}.people,
                        {},
                        false,
                        [](const std::string& line) { fmt::print("      {}\n", line); },
                        [&] { heard.listen(); }});
    const auto outcome = player.play(*script);
    return outcome.problems.empty() ? 0 : give_up(outcome.problems.front());
}

/// One language: the visits, and how they go for a telephone line; of the first language also what headphones played.
class VoiceDemo {
public:
    VoiceDemo(const VoiceDemoOptions& options, const drivers::sound::PackFolder& packs)
        : options_(options), packs_(packs) {}

    int run(const Visits& visits) {
        const TemporaryFolder folder;
        auto rig = VirtualRig::create({.start = *base::parse_iso8601("2026-11-24T09:00:00+09:00"),
                                       .folder = folder.path(),
                                       .heads = {.later = kWords},
                                       .clips = &packs_,
                                       .outputs = {.headphones = kReference}});
        if (!rig) return give_up(rig.error().detail);
        const auto from = (*rig)->now();
        Heard heard(**rig, from);
        stand_by_ear(**rig, options_.seed, visits.language);
        for (const auto& name : visits.scenarios)
            if (const int failed = play(**rig, heard, name); failed != 0) return failed;
        const auto wav = options_.out / fmt::format("telephone-{}.wav", visits.language);
        if (auto kept = keep_telephone((*rig)->tape(), packs_, visits.language, from, wav); !kept)
            return give_up(kept.error().detail);
        return &visits == &all_visits().front() ? keep(**rig, heard, from) : 0;
    }

private:
    int keep(const VirtualRig& rig, Heard& heard, base::MonoTime from) const {
        const auto files = keep_recording(rig.tape(), heard.all(), ui::Output::headphones, from, options_.out);
        if (!files) return give_up(files.error().detail);
        fmt::print("\nIn {}:\n  {}  what the headphones played\n  {}  the words, with their times\n  {}, {}\n",
                   options_.out.string(), files->sound.filename().string(), files->transcript.filename().string(),
                   files->waveform.filename().string(), files->spectrogram.filename().string());
        return 0;
    }

    const VoiceDemoOptions& options_;
    const drivers::sound::PackFolder& packs_;
};

}  // namespace

int run_voice_demo(const VoiceDemoOptions& options) {
    std::error_code error;
    std::filesystem::create_directories(options.out, error);
    const drivers::sound::PackFolder packs(UKETSUKE_PACKS);
    fmt::print("{}\n", packs.summary());
    VoiceDemo demo(options, packs);
    for (const auto& visits : all_visits())
        if (const int failed = demo.run(visits); failed != 0) return failed;
    fmt::print(
        "\nHow a visit goes, for a telephone line, is there in each language: telephone-ja.wav, telephone-en.wav\n");
    return 0;
}

}  // namespace uketsuke::sim
