// SPDX-License-Identifier: Apache-2.0
#include "speaker_thread.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>
#include <variant>

#include "firmware/base/log.hpp"
#include "ui/voice/face_tone.hpp"

namespace uketsuke::drivers::sound {
namespace {

constexpr std::chrono::milliseconds kPatience{500};

struct Tone {
    ui::Output output;
    std::optional<ui::voice::FaceTone> tone;
    double volume;
};
using Asked = std::variant<ui::Play, Tone>;

base::Result<void> carry_out(ui::Speaker& speaker, const Asked& asked) {
    if (const auto* play = std::get_if<ui::Play>(&asked)) return speaker.play(*play);
    const auto& tone = std::get<Tone>(asked);
    return speaker.tone(tone.output, tone.tone ? &*tone.tone : nullptr, tone.volume);
}

/// What was being said ends before anything is read for what follows.
void hush(ui::Speaker& speaker, const ui::Play& next) {
    if (!next.after) (void)speaker.play({next.output, next.track, {}});
}

/// Whether what waits is never to be heard, now that the next was asked for.
bool replaced(const Asked& waiting, const Asked& next) {
    if (waiting.index() != next.index()) return false;
    if (const auto* tone = std::get_if<Tone>(&next)) return tone->output == std::get<Tone>(waiting).output;
    const auto &old = std::get<ui::Play>(waiting), &play = std::get<ui::Play>(next);
    return old.output == play.output && old.track == play.track && (!play.after || old.after);
}

}  // namespace

struct SpeakerThread::State {
    std::unique_ptr<ui::Speaker> speaker;  ///< the thread's alone
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Asked> waiting;
    std::optional<base::Error> failed;
    bool stop = false, done = false;

    base::Result<void> ask(Asked next) {
        const std::lock_guard lock(mutex);
        std::erase_if(waiting, [&](const Asked& one) { return replaced(one, next); });
        waiting.push_back(std::move(next));
        changed.notify_all();
        if (auto error = std::exchange(failed, std::nullopt)) return base::fail(std::move(*error));
        return {};
    }
    /// Nothing: it is time to stop.
    std::optional<Asked> next() {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return stop || !waiting.empty(); });
        if (stop) return std::nullopt;
        auto asked = std::move(waiting.front());
        waiting.pop_front();
        return asked;
    }
    /// With its samples; nothing: something else was asked for while they were made.
    std::optional<Asked> ready(Asked asked) {
        auto* play = std::get_if<ui::Play>(&asked);
        if (play == nullptr || !play->make) return asked;
        hush(*speaker, *play);
        play->samples = made(*play);
        play->make = {};
        const std::lock_guard lock(mutex);
        const bool late = std::ranges::any_of(waiting, [&](const Asked& one) { return replaced(asked, one); });
        return late ? std::nullopt : std::optional(std::move(asked));
    }
    void note(const base::Result<void>& played) {
        const std::lock_guard lock(mutex);
        if (!played) failed = played.error();
    }
};

SpeakerThread::SpeakerThread(std::unique_ptr<ui::Speaker> speaker) : state_(std::make_shared<State>()) {
    state_->speaker = std::move(speaker);
    thread_ = std::thread([state = state_] { work(*state); });
}

void SpeakerThread::work(State& state) {
    while (auto asked = state.next())
        if (const auto ready = state.ready(std::move(*asked))) state.note(carry_out(*state.speaker, *ready));
    state.speaker.reset();  // closing may hang, too
    const std::lock_guard lock(state.mutex);
    state.done = true;
    state.changed.notify_all();
}

SpeakerThread::~SpeakerThread() {
    std::unique_lock lock(state_->mutex);
    state_->stop = true;
    state_->changed.notify_all();
    const bool done = state_->changed.wait_for(lock, kPatience, [this] { return state_->done; });
    lock.unlock();
    if (done) {
        thread_.join();
    } else {
        base::warn("speaker", "the sound device hangs and is left alone");
        thread_.detach();
    }
}

base::Result<void> SpeakerThread::play(const ui::Play& play) { return state_->ask(play); }

base::Result<void> SpeakerThread::tone(ui::Output output, const ui::voice::FaceTone* tone, double volume) {
    return state_->ask(Tone{output, tone != nullptr ? std::optional(*tone) : std::nullopt, volume});
}

}  // namespace uketsuke::drivers::sound
