// SPDX-License-Identifier: Apache-2.0
#include "practice.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <thread>

#include "drivers/sdl/sdl_speaker.hpp"
#include "drivers/sound/pack_folder.hpp"
#include "drivers/sound/sound_file.hpp"
#include "sim/hearing/by_ear.hpp"
#include "sim/recording/recording.hpp"
#include "ui/voice/mixer.hpp"
#include "ui/voice/narrate.hpp"

namespace uketsuke::sim {
namespace {

using namespace std::chrono_literals;
using ui::KeypadKey;
using ui::voice::Earcon;
using ui::voice::FaceTone;

constexpr const char* kPerson = "hanako";
constexpr base::Duration kTurn{20};

/// A terminal that gives each key at once and shows none, until this is gone.
class KeyByKey {
public:
    KeyByKey() {
        tcgetattr(STDIN_FILENO, &before_);
        auto raw = before_;
        raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
        tcsetattr(STDIN_FILENO, TCSANOW, &raw);
    }
    ~KeyByKey() { tcsetattr(STDIN_FILENO, TCSANOW, &before_); }
    KeyByKey(const KeyByKey&) = delete;
    KeyByKey& operator=(const KeyByKey&) = delete;

    /// Within a turn of the rehearsal. The end of input is a "q".
    static std::optional<char> next() {
        pollfd input{STDIN_FILENO, POLLIN, 0};
        if (poll(&input, 1, static_cast<int>(kTurn.count())) <= 0) return {};
        char key = 0;
        return read(STDIN_FILENO, &key, 1) == 1 ? key : 'q';
    }

private:
    termios before_{};
};

std::optional<KeypadKey> keypad_key(char typed) {
    using Name = KeypadKey::Name;
    if (typed >= '0' && typed <= '9') return KeypadKey{Name::digit, typed - '0'};
    switch (typed) {
        case '\n': return KeypadKey{Name::enter};
        case '+': return KeypadKey{Name::plus};
        case '-': return KeypadKey{Name::minus};
        case '*': return KeypadKey{Name::star};
        case '/': return KeypadKey{Name::slash};
        case '.': return KeypadKey{Name::dot};
        case 127: return KeypadKey{Name::backspace};
        case 'n': return KeypadKey{Name::num_lock};
        default: return {};
    }
}

/// What was said, as letters, for who also sees.
class Captions {
public:
    explicit Captions(const VirtualRig& rig) : rig_(rig), from_(rig.now()) {}
    void write() {
        const auto& said = rig_.speech().transcript();
        if (written_ > said.size()) written_ = 0;
        for (; written_ < said.size(); ++written_) fmt::print("{}", transcript_text({&said[written_], 1}, from_));
        std::fflush(stdout);
    }

private:
    const VirtualRig& rig_;
    const base::MonoTime from_;
    std::size_t written_ = 0;
};

void press(VirtualRig& rig, char typed, bool& laid) {
    if (typed == 'c') {
        laid = !laid;
        if (laid && !rig.insert(domain::kCardSlot)) laid = false;
        if (!laid) rig.remove(domain::kCardSlot);
    }
    if (const auto key = keypad_key(typed)) rig.kiosk().handle(ui::Input{*key});
}

void rehearse(VirtualRig& rig) {
    const KeyByKey keys;
    Captions captions(rig);
    bool laid = false;
    rig.kiosk().handle(ui::Input{ui::HeadphonesChanged{true}});
    auto last = std::chrono::steady_clock::now();
    for (;;) {
        const auto typed = KeyByKey::next();
        const auto now = std::chrono::steady_clock::now();
        const auto passed = std::chrono::duration_cast<base::Duration>(now - last);
        last += passed;
        rig.advance_until([] { return false; }, passed);
        if (typed == 'q') return;
        if (typed) press(rig, *typed, laid);
        captions.write();
    }
}

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
    explicit Walk(const ui::voice::Clips& clips)
        : speech_(clips, tape_, [this] { return now_; }, {.headphones = ui::voice::Level{}.loudness}) {
        speech_.output(ui::Output::headphones);
    }
    void tell(const Told& told) {
        speech_.say(narrator_.sentence(told.words, "ja"));
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

void stand_by_ear(VirtualRig& rig, std::uint32_t seed) {
    auto person = std::make_shared<ByEar>(rig.tape(), rig.speech(), ui::languages().words("ja"), seed);
    rig.stand([person](Stage& stage, base::MonoTime now) {
        const auto seen = person->frame(now);
        stage.advice = seen ? seen->advice : domain::FaceAdvice::no_face;
        stage.place = seen ? std::optional(seen->place) : std::nullopt;
    });
}

int run_practice() {
    if (isatty(STDIN_FILENO) == 0) {
        std::fputs("uketsuke-sim: a rehearsal needs a terminal; 'demo --voice' leaves one to listen to\n", stderr);
        return 1;
    }
    const drivers::sound::PackFolder packs(UKETSUKE_PACKS);
    drivers::sdl::SdlSpeaker speaker;
    const TemporaryFolder folder;
    auto rig = VirtualRig::create({.start = *base::parse_iso8601("2026-11-24T09:00:00+09:00"),
                                   .folder = folder.path(),
                                   .heads = {.later = 1600ms},
                                   .clips = &packs,
                                   .outputs = {.headphones = ui::voice::Level{}.loudness},
                                   .speaker = &speaker});
    const auto person = load_person(Paths{}.people / (std::string(kPerson) + ".toml"));
    if (!rig || !person || !(*rig)->hold(*person) || !(*rig)->look(kPerson)) {
        std::fputs("uketsuke-sim: the rehearsal could not be set up\n", stderr);
        return 1;
    }
    fmt::print(
        "A rehearsal with a simulated card; its PIN is {}.\n"
        "Keys of the numeric keypad: digits + - * / . Enter Backspace, n for Num Lock. c lays the card or takes "
        "it, q ends.\n",
        person->pin);
    rehearse(**rig);
    return 0;
}

base::Result<void> keep_telephone(const ui::voice::Tape& tape, const ui::voice::Clips& clips, base::MonoTime from,
                                  const std::filesystem::path& wav) {
    Walk walk(clips);
    for (const auto& told : told_before()) walk.tell(told);
    auto all = walk.heard();
    const auto visits = mixed(tape, ui::Output::headphones, from);
    all.insert(all.end(), visits.begin(), visits.end());
    return drivers::sound::write_wav(wav, for_telephone(all), ui::voice::Mixer::kRate / 3);
}

}  // namespace uketsuke::sim
