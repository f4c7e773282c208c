// SPDX-License-Identifier: Apache-2.0
#include "guided.hpp"

#include "firmware/app/face_jobs.hpp"
#include "ui/locale/languages.hpp"
#include "ui/voice/face_guide.hpp"

namespace uketsuke::sim {
namespace {

using base::Duration;
using base::MonoTime;

constexpr Duration kStep{10}, kFrame{66}, kKnown{100}, kTitle{2000}, kStays{500};

Duration length_of(const std::string& words) {
    return Duration{1000 * ui::languages().words("en").text(words).size() / 14};
}

/// Camera, guide and voice around one person.
class Visit {
public:
    Visit(std::uint32_t seed, const std::function<void(const GuidedMoment&)>& see)
        : person_(draw_newcomer(seed), seed), see_(see) {}

    Guided run(Duration limit) {
        Guided outcome;
        for (now_ = start_; now_ - start_ <= limit && !outcome.in_place; now_ += kStep) {
            end_words();
            if (now_ >= next_frame_) take();
            if (!coming_.empty() && coming_.front().known <= now_) outcome.words += tell() ? 1 : 0;
            if (well_since_ && now_ - *well_since_ >= kStays) outcome.in_place = now_ - start_;
        }
        return outcome;
    }

private:
    struct Taken {
        MonoTime known;
        std::optional<Framed> seen;
    };

    void take() {
        const auto stance = person_.at(now_);
        coming_.push_back({now_ + kKnown, framed(stance, now_)});
        next_frame_ = now_ + kFrame;
        const auto& seen = coming_.back().seen;
        const bool well = seen && seen->advice == domain::FaceAdvice::good;
        if (!well) well_since_.reset();
        if (well && !well_since_) well_since_ = now_;
    }

    /// Whether words began.
    bool tell() {
        const auto taken = coming_.front();
        coming_.pop_front();
        const auto advice = taken.seen ? taken.seen->advice : domain::FaceAdvice::no_face;
        if (const auto held = hold_.hear(advice, now_)) held_ = held;
        const auto place = taken.seen ? std::optional(taken.seen->place) : std::nullopt;
        const auto told = guide_.hear(held_, place, now_ < said_until_, now_);
        person_.hear(told.tone, now_);
        if (see_) see_({now_ - start_, person_.at(now_), told.tone, told.words});
        if (told.words.empty()) return false;
        words_ = told.words;
        said_until_ = now_ + length_of(words_);
        return true;
    }

    void end_words() {
        if (!words_.empty() && now_ >= said_until_) person_.hear(std::exchange(words_, {}), now_);
    }

    Listener person_;
    const std::function<void(const GuidedMoment&)>& see_;
    ui::voice::FaceGuide guide_;
    app::AdviceHold hold_;
    const MonoTime start_{Duration{1000}};
    MonoTime now_ = start_, next_frame_ = start_, said_until_ = start_ + kTitle;
    std::string words_;
    std::deque<Taken> coming_;
    std::optional<domain::FaceAdvice> held_;
    std::optional<MonoTime> well_since_;
};

}  // namespace

Guided guide(std::uint32_t seed, Duration limit, const std::function<void(const GuidedMoment&)>& see) {
    return Visit(seed, see).run(limit);
}

}  // namespace uketsuke::sim
