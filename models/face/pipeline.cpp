// SPDX-License-Identifier: Apache-2.0
#include "pipeline.hpp"

#include "firmware/base/log.hpp"
#include "gathered.hpp"
#include "prompt_watch.hpp"
#include "second_eye.hpp"
#include "track.hpp"

namespace uketsuke::models::face {
namespace {

using base::ErrorCode;
using domain::FaceAdvice;

constexpr std::size_t kKnown = 3;  ///< good frames after which the person's own eyes are known
constexpr double kShut = 0.65;     ///< of their opening: closed, or closing

class PipelineAttempt : public ports::FaceAttempt {
public:
    PipelineAttempt(std::shared_ptr<FaceModels> models, double threshold, domain::FacePrompts prompts,
                    domain::FacePrompts more, bool long_moves)
        : models_(std::move(models)),
          threshold_(threshold),
          more_(std::move(more)),
          gathered_(networks()),
          watch_(std::move(prompts), challenge::limits_of(long_moves)) {}
    ~PipelineAttempt() override { networks().forget(); }
    PipelineAttempt(const PipelineAttempt&) = delete;
    PipelineAttempt& operator=(const PipelineAttempt&) = delete;

    ports::Observation observe(const domain::Frame& frame) override;
    void allow_long_moves() override { watch_.allow_long_moves(); }
    base::Result<domain::Verdict> decide(const domain::Image& portrait) override;

private:
    FaceAdvice look(const domain::Frame& frame, StageTimes& took);
    FaceAdvice miss(FaceAdvice why, base::MonoTime taken);
    [[nodiscard]] bool blinks(const challenge::Sight& sight) const;
    void begin_prompts();
    void ask_more_in_doubt();
    void spend(bool searched);
    base::Result<Template> template_of(const domain::Image& portrait);
    /// Whether more is asked for is still open, or it is being asked.
    [[nodiscard]] bool watches() const { return watch_.watches() || (watch_.begun() && !more_.empty()); }
    [[nodiscard]] Look look() const { return look_of(gathered_.live(), models_->manifest()); }
    [[nodiscard]] bool enough() const { return watch_.failed() || (watch_.over() && gathered_.settled()); }
    [[nodiscard]] Networks& networks() const { return models_->networks(); }

    std::shared_ptr<FaceModels> models_;
    const double threshold_;
    domain::FacePrompts more_;  ///< until the look is known
    bool doubted_ = false;      ///< they are asked for, or were followed
    Gathered gathered_;
    FaceTrack track_;
    PromptWatch watch_;
    SecondEye second_eye_;
    std::optional<domain::FacePlace> place_;  ///< of the face in the last frame
    bool spared_ = false;                     ///< the last frame was left to the detector
};

ports::Observation PipelineAttempt::observe(const domain::Frame& frame) {
    FaceAdvice advice = FaceAdvice::no_face;
    place_.reset();
    StageTimes took;
    try {
        if (frame.image.consistent()) advice = look(frame, took);
        spend(took.detect > 0);
        if (!watch_.begun() && gathered_.full() && gathered_.known()) begin_prompts();
        ask_more_in_doubt();
    } catch (const cv::Exception& error) {
        base::warn("face", "frame {} dropped: {}", frame.sequence, error.err);
    }
    return {advice, enough(), doubted_, place_};
}

FaceAdvice PipelineAttempt::miss(FaceAdvice why, base::MonoTime taken) {
    watch_.miss(taken);
    return why;
}

FaceAdvice PipelineAttempt::look(const domain::Frame& frame, StageTimes& took) {
    const auto picture = view_of(frame.image);
    const auto taken = frame.taken;
    const auto seen = track_.look(networks(), picture, took);
    if (!seen) return miss(FaceAdvice::no_face, taken);
    if (seen->rival) return miss(FaceAdvice::several_faces, taken);
    place_ = place_of(seen->quality, {}, taken);
    const auto sight = sight_of(taken, seen->face, seen->quality, seen->points, seen->aligned, networks().scratch.grey);
    if (watches()) watch_.see(first_template(networks(), picture, *seen, false), sight);
    auto advice = advise(seen->quality, {});
    if (advice == FaceAdvice::good && blinks(sight)) advice = FaceAdvice::open_eyes;
    if (advice == FaceAdvice::good && !watch_.begun() && !gathered_.full()) {
        gathered_.add(picture, *seen, sight);
        second_eye_.look(networks(), frame, seen->face);  // writes over what `seen` has on the scratch
    }
    return watch_.advice().value_or(advice);
}

/// Spends what time a frame has left on the gathered ones. None, when the detector ran; but not twice in a row, since a
/// dark face is searched for in each frame. During the prompts each frame has an embedding of its own.
void PipelineAttempt::spend(bool searched) {
    spared_ = searched && !spared_;
    if (!spared_) gathered_.work(watch_.advice() ? 1 : 2);
}

void PipelineAttempt::begin_prompts() {
    if (const auto neutral = gathered_.neutral())
        watch_.begin(*neutral, gathered_.face().first(networks().layout));
    else
        gathered_.drop_oldest();  // the head still moves
}

/// As soon as the networks are through with the gathered frames, mostly during the prompts.
void PipelineAttempt::ask_more_in_doubt() {
    if (more_.empty() || !watch_.begun() || !gathered_.settled()) return;
    doubted_ = look() == Look::doubtful && !watch_.failed();
    if (doubted_) watch_.ask(more_);
    more_.clear();
}

/// By the person's own eyes: one limit for everybody would be no use (quality_values.hpp).
bool PipelineAttempt::blinks(const challenge::Sight& sight) const {
    return gathered_.size() >= kKnown && sight.eyes < kShut * gathered_.eyes();
}

base::Result<Template> PipelineAttempt::template_of(const domain::Image& portrait) {
    if (!portrait.consistent()) return base::fail(ErrorCode::portrait_without_face, "the portrait has no pixels");
    StageTimes took;
    const auto seen = look_at(networks(), view_of(portrait), took);
    const int faces = seen ? seen->faces : 0;
    if (networks().second_opinion.count_faces(portrait) != faces)
        base::info("face", "the second detector does not see {} face(s) in the portrait", faces);
    if (const auto fit = fit_for_portrait(seen); !fit) return base::fail(fit.error());
    return product_template(networks(), view_of(portrait), *seen);
}

base::Result<domain::Verdict> PipelineAttempt::decide(const domain::Image& portrait) {
    if (!watch_.begun())
        return base::fail(ErrorCode::face_not_found,
                          fmt::format("{} of {} good frames", gathered_.size(), Gathered::kWanted));
    if (!enough()) return base::fail(ErrorCode::face_not_found, "the prompts or the networks are not done");
    if (watch_.failed()) return domain::Verdict{.decision = domain::FaceDecision::challenge_failed};
    if (!second_eye_.shut()) base::info("face", "{}", second_eye_.text());
    if (second_eye_.lacks()) return base::fail(ErrorCode::face_not_found, second_eye_.text());
    if (!second_eye_.agrees()) return domain::Verdict{.decision = domain::FaceDecision::not_live};
    try {
        const auto card = template_of(portrait);
        if (!card) return base::fail(card.error());
        domain::Verdict verdict;
        verdict.score = centred(gathered_.face(), networks().taken_off, networks().layout).cosine(*card);
        verdict.threshold = threshold_;
        verdict.live_score = gathered_.live();
        const bool live = look() == Look::sure || doubted_;
        if (verdict.score >= verdict.threshold)
            verdict.decision = live ? domain::FaceDecision::match : domain::FaceDecision::not_live;
        return verdict;
    } catch (const cv::Exception& error) {
        return base::fail(ErrorCode::internal, error.err);
    }
}

}  // namespace

FacePipeline::FacePipeline(std::shared_ptr<FaceModels> models, std::string operating_point)
    : models_(std::move(models)), operating_point_(std::move(operating_point)) {}

std::unique_ptr<ports::FaceAttempt> FacePipeline::begin(domain::FacePrompts prompts, domain::FacePrompts more,
                                                        bool long_moves) {
    return std::make_unique<PipelineAttempt>(models_, models_->manifest().threshold(operating_point_),
                                             std::move(prompts), std::move(more), long_moves);
}

}  // namespace uketsuke::models::face
