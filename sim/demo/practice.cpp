// SPDX-License-Identifier: Apache-2.0
#include "practice.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <utility>

#include "drivers/sdl/sdl_speaker.hpp"
#include "drivers/sound/pack_folder.hpp"
#include "sim/hearing/listener.hpp"
#include "sim/recording/recording.hpp"

namespace uketsuke::sim {
namespace {

using namespace std::chrono_literals;
using ui::KeypadKey;

constexpr const char* kPerson = "hanako";
constexpr base::Duration kTurn{20};
constexpr std::uint32_t kNewcomer = 3;

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

/// What was said, as letters, for who also sees: once it has begun, for what has not may never.
class Captions {
public:
    explicit Captions(const VirtualRig& rig) : rig_(rig), from_(rig.now()) {}
    void write() {
        const auto& said = rig_.speech().transcript();
        // Begun anew with each person: then what was written last stands no longer where it stood.
        if (written_ > said.size() || (written_ > 0 && said[written_ - 1].at != last_)) written_ = 0;
        for (; written_ < said.size() && said[written_].at < rig_.now(); ++written_) {
            last_ = said[written_].at;
            fmt::print("{}", transcript_text({&said[written_], 1}, from_));
        }
        std::fflush(stdout);
    }

private:
    const VirtualRig& rig_;
    const base::MonoTime from_;
    std::size_t written_ = 0;
    base::MonoTime last_{};  ///< of the one before
};

/// How the person stands before the camera, moved by letters as one would move.
struct Move {
    char letter;
    double Stance::*member;
    double by;  ///< metres; degrees of the head
};
constexpr Move kMoves[]{{'j', &Stance::right, -0.03}, {'l', &Stance::right, 0.03}, {'i', &Stance::up, 0.03},
                        {'k', &Stance::up, -0.03},    {'u', &Stance::away, -0.05}, {'o', &Stance::away, 0.05},
                        {'a', &Stance::turn, 6},      {'d', &Stance::turn, -6}};

/// What the person at the terminal holds and does.
class AtTerminal {
public:
    explicit AtTerminal(VirtualRig& rig) : rig_(rig) {
        rig.stand([stance = stance_](Stage& stage, base::MonoTime now) {
            const auto seen = framed(*stance, now);
            stage.advice = seen ? seen->advice : domain::FaceAdvice::no_face;
            stage.place = seen ? std::optional(seen->place) : std::nullopt;
        });
    }
    void type(char typed) {
        if (typed == 'c') lay_or_take();
        if (typed == 'p') handle(ui::HeadphonesChanged{plugged_ = !plugged_});
        for (const auto& move : kMoves)
            if (move.letter == typed) *stance_.*move.member += move.by;
        if (const auto key = keypad_key(typed)) press(*key);
        holds_ = typed == 'h';
    }

private:
    void handle(const ui::Input& input) { rig_.kiosk().handle(input); }
    void lay_or_take() {
        if (std::exchange(laid_, !laid_))
            rig_.remove(domain::kCardSlot);
        else if (!rig_.insert(domain::kCardSlot))
            laid_ = false;
    }
    /// As a keypad tells it: once as it goes down, and once more where it stays down.
    void press(KeypadKey key) {
        handle(key);
        key.held = true;
        if (holds_) handle(key);
    }

    VirtualRig& rig_;
    /// Somewhere beside the camera.
    std::shared_ptr<Stance> stance_ = std::make_shared<Stance>(draw_newcomer(kNewcomer).stance);
    bool laid_ = false, plugged_ = false;
    bool holds_ = false;  ///< the next key stays down
};

void rehearse(VirtualRig& rig) {
    const KeyByKey keys;
    Captions captions(rig);
    AtTerminal person(rig);
    auto last = std::chrono::steady_clock::now();
    for (;;) {
        const auto typed = KeyByKey::next();
        const auto now = std::chrono::steady_clock::now();
        const auto passed = std::chrono::duration_cast<base::Duration>(now - last);
        last += passed;
        rig.advance_until([] { return false; }, passed);
        if (typed == 'q') return;
        if (typed) person.type(*typed);
        captions.write();
    }
}

/// The idle screen tells how to begin.
config::Config practice_settings() {
    auto settings = simulated_settings();
    settings.voice_announce_s = 15;
    return settings;
}

constexpr auto kHow =
    "A rehearsal with a simulated card; its PIN is {}.\n"
    "Keys of the numeric keypad: digits + - * / . Enter Backspace, n for Num Lock; h before a key holds it down.\n"
    "h 5 begins, or p, which plugs headphones in and pulls them out. c lays the card or takes it.\n"
    "Before the camera the sound leads: j and l go left and right, i and k up and down, u closer, o back, a and d "
    "turn\n"
    "the head to the left and to the right. Movements that are asked for are made by themselves. q ends.\n";

}  // namespace

int run_practice() {
    if (isatty(STDIN_FILENO) == 0) {
        std::fputs("uketsuke-sim: a rehearsal needs a terminal; 'demo --voice' leaves one to listen to\n", stderr);
        return 1;
    }
    const drivers::sound::PackFolder packs(UKETSUKE_PACKS);
    drivers::sdl::SdlSpeaker speaker;
    const TemporaryFolder folder;
    auto rig = VirtualRig::create({.start = *base::parse_iso8601("2026-11-24T09:00:00+09:00"),
                                   .settings = practice_settings(),
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
    fmt::print(kHow, person->pin);
    rehearse(**rig);
    return 0;
}

}  // namespace uketsuke::sim
