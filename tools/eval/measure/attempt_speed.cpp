// SPDX-License-Identifier: Apache-2.0
#include "attempt_speed.hpp"

#include <chrono>
#include <optional>

#include "bare_frame.hpp"
#include "models/face/gathered.hpp"
#include "models/face/pipeline.hpp"
#include "models/face/track.hpp"
#include "picture_file.hpp"

namespace uketsuke::tools::eval {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kMostFrames = 100;  ///< for one attempt
constexpr int kRound = models::face::FaceTrack::kFollowed + 1;
constexpr int kRounds = 4;

/// One attempt and the camera before it.
class Standing {
public:
    Standing(const std::shared_ptr<models::face::FaceModels>& models, const std::vector<cv::Mat>& pictures,
             domain::FacePrompts prompts = {})
        : pictures_(pictures), attempt_(models::face::FacePipeline(models).begin(std::move(prompts))) {}

    domain::Frame next_frame() {
        const auto& picture = pictures_[static_cast<std::size_t>(shown_) % pictures_.size()];
        const base::MonoTime taken(base::Duration(33 * shown_));
        return {image_of(picture), taken, static_cast<std::uint64_t>(shown_++)};
    }
    /// Whether there is enough.
    bool look(Timing& timing) {
        const auto frame = next_frame();
        const auto start = Clock::now();
        const bool enough = attempt_->observe(frame).enough;
        timing.runs.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
        return enough;
    }
    ports::FaceAttempt& attempt() { return *attempt_; }
    std::unique_ptr<ports::FaceAttempt> leave() { return std::move(attempt_); }

private:
    const std::vector<cv::Mat>& pictures_;
    std::unique_ptr<ports::FaceAttempt> attempt_;
    int shown_ = 0;
};

/// Of frames after there was enough: whole rounds of searched and followed ones.
std::uint64_t allocations_of(Standing& standing, const std::function<std::uint64_t()>& counter) {
    std::vector<domain::Frame> ahead;
    for (int i = 0; i < kRounds * kRound; ++i) ahead.push_back(standing.next_frame());
    const auto before = counter();
    for (const auto& frame : ahead) standing.attempt().observe(frame);
    return counter() - before;
}

std::uint64_t allocations_of(BareFrame& bare, const std::function<std::uint64_t()>& counter) {
    const auto round = [&] {
        bare.search();
        for (int i = 0; i < kRound; ++i) bare.follow();
    };
    round();  // the first makes room
    const auto before = counter();
    for (int i = 0; i < kRounds; ++i) round();
    return counter() - before;
}

/// Nobody moves: the first prompt never comes, and each frame costs what one during the prompts does.
void wait_for_prompt(Standing standing, int frames, Timing& timing) {
    Timing before;
    for (std::size_t i = 0; i < models::face::Gathered::kWanted; ++i) standing.look(before);
    for (int i = 0; i < frames; ++i) standing.look(timing);
}

bool look_until_enough(Standing& standing, Timing& timing) {
    for (int i = 0; i < kMostFrames; ++i)
        if (standing.look(timing)) return true;
    return false;
}

void count_allocations(Standing& standing, const SpeedOptions& options, const models::face::Manifest& manifest,
                       Speed& speed) {
    if (!options.allocations) return;
    BareFrame bare(options.models, manifest);
    constexpr double kTimedFrames = kRounds * kRound;
    speed.allocations = static_cast<double>(allocations_of(standing, options.allocations)) / kTimedFrames;
    speed.opencv_allocations = static_cast<double>(allocations_of(bare, options.allocations)) / kTimedFrames;
}

}  // namespace

base::Result<std::unique_ptr<ports::FaceAttempt>> measure_attempts(
    const std::shared_ptr<models::face::FaceModels>& models, const std::vector<cv::Mat>& pictures,
    const SpeedOptions& options, Speed& speed) {
    wait_for_prompt(Standing(models, pictures, {{domain::FacePrompt::turn_left, std::chrono::hours{1}}}),
                    options.frames, speed.prompted);
    std::optional<Standing> standing;
    for (; speed.taken.runs.size() < static_cast<std::size_t>(options.frames); ++speed.attempts) {
        standing.emplace(models, pictures);
        if (!look_until_enough(*standing, speed.taken))
            return base::fail(base::ErrorCode::face_not_found,
                              "the picture passed the quality gate once, and then too seldom");
    }
    for (int i = 0; i < options.frames; ++i) standing->look(speed.looked_at);
    count_allocations(*standing, options, models->manifest(), speed);
    return standing->leave();
}

}  // namespace uketsuke::tools::eval
