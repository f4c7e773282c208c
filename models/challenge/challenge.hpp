// SPDX-License-Identifier: Apache-2.0
// The active check: does the face before the camera make the movements that it is asked for, when it is asked, and is
// it one and the same face all the time? Numbers in, prompts out: no picture, no clock, no randomness.
#pragma once

#include <optional>
#include <span>

#include "firmware/domain/face.hpp"

namespace uketsuke::models::challenge {

/// What one frame shows of the one face.
struct Sight {
    base::MonoTime taken;  ///< the sensor's time
    double x = 0, y = 0;   ///< middle of the face's box, pixels
    double height = 0;     ///< of the box, pixels
    double turn = 0;       ///< −1 … 1, positive to the person's own left (0.023 a degree, models/face/quality.hpp)
    double eyes = 0;       ///< how open, in any unit that stays the same for one person
    double like_before = 1;  ///< cosine to the last frame that was the same face
    double like_first = 1;   ///< cosine to the person of the first frames
};

/// How the person is held who looks ahead, eyes open: the latest place, the medians of turn and eyes. Nothing when the
/// head still moves, or looks aside, in these frames. `sights` is not empty.
std::optional<Sight> neutral_of(std::span<const Sight> sights);

/// Our own choices, made before any was tried on a rendered attack; docs/presentation-attacks.md says what each is for.
struct Limits {
    base::Duration window{5000};   ///< from prompt to movement: an 85-year-old reads first
    base::Duration reaction{400};  ///< until a turn is there: nobody reads, decides and turns faster
    base::Duration onset{300};     ///< until the eyes are shut, the same; what is sooner counts for nothing
    base::Duration closed{250};    ///< a blink that is meant; a natural one takes 100 to 200 ms
    base::Duration dozing{500};    ///< eyes shut for so long without being asked: a movement for another prompt
    base::Duration lost{1000};     ///< without the face for longer, and anything may have been changed
    double turn = 0.30;            ///< from the neutral: 13 degrees
    double ahead = 0.16;           ///< of the neutral: looking ahead again
    double shut = 0.62;            ///< of the neutral opening and less: closed
    double open = 0.80;            ///< and more: open again
    double jump = 0.35;            ///< heights of the box from frame to frame: more is a cut
    double grow = 1.35;            ///< ratio of the heights, the same
    double like_before = 0.55;     ///< less is another face
    double like_first = 0.30;      ///< while turned up to 30 degrees
    int strangers = 3;             ///< so many frames of another face in a row, and it is over
};

/// A movement may take twice as long, for whoever asked for more time.
inline Limits limits_of(bool long_moves) {
    Limits limits;
    if (long_moves) limits.window *= 2;
    return limits;
}

/// One attempt. begin() once the face was seen well, then see() or miss() for each frame. Ends by itself.
class Challenge {
public:
    enum class Stage { waiting, ahead, prompt, passed, failed };
    /// Why it failed, for the log.
    enum class Flaw { none, too_late, other_movement, unasked, lost, cut, other_face };

    explicit Challenge(domain::FacePrompts prompts, Limits limits = {});

    /// With neutral_of() the first good frames. Without prompts it has passed.
    void begin(const Sight& neutral);
    /// More movements behind those that are asked for, also when these are done: then it goes on, and what it has seen
    /// meanwhile must have been one face without a cut. Not before begin(), and not when it has failed.
    void ask(const domain::FacePrompts& more);
    /// From now on, also for the movement that is asked for just now: limits_of(true).
    void allow_long_moves() { limits_.window = limits_of(true).window; }
    /// False: this is not the same face. Once it has passed it notes only that the face is still there.
    bool see(const Sight& sight);
    /// No face, or more than one.
    void miss(base::MonoTime taken);

    [[nodiscard]] Stage stage() const { return stage_; }
    [[nodiscard]] bool over() const { return stage_ == Stage::passed || stage_ == Stage::failed; }
    [[nodiscard]] Flaw flaw() const { return flaw_; }
    /// What to tell the person; nothing before begin() and after the end.
    [[nodiscard]] std::optional<domain::FaceAdvice> advice() const;

private:
    void fail(Flaw flaw);
    void keep_time(base::MonoTime taken);
    [[nodiscard]] bool is_like(const Sight& sight) const;
    [[nodiscard]] bool same_face(const Sight& sight);
    [[nodiscard]] bool is_cut(const Sight& sight) const;
    void look_ahead(const Sight& sight);
    void follow(const Sight& sight);
    [[nodiscard]] bool turned(const Sight& sight, domain::FacePrompt to) const;
    [[nodiscard]] bool shut(const Sight& sight) const;
    [[nodiscard]] bool blinked(const Sight& sight);
    [[nodiscard]] bool shut_unasked(const Sight& sight);
    void next(base::MonoTime taken);

    domain::FacePrompts prompts_;
    Limits limits_;
    Stage stage_ = Stage::waiting;
    Flaw flaw_ = Flaw::none;
    std::size_t at_ = 0;  ///< the prompt that is asked or comes next
    Sight neutral_, last_;
    int strangers_ = 0;
    std::optional<base::MonoTime> ahead_since_, shut_since_;
    bool was_shut_ = false;  ///< for long enough, begun after the prompt
    base::MonoTime begun_;   ///< the present stage
};

}  // namespace uketsuke::models::challenge
