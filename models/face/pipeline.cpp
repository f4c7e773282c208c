// SPDX-License-Identifier: Apache-2.0
#include "pipeline.hpp"

#include <algorithm>
#include <array>

#include "firmware/base/log.hpp"
#include "presentation.hpp"
#include "prompt_watch.hpp"
#include "track.hpp"

namespace uketsuke::models::face {
namespace {

using base::ErrorCode;
using domain::FaceAdvice;

constexpr std::size_t kGathered = 7;  ///< good frames before a decision: half a second at 15 frames a second
constexpr std::size_t kBest = 5;      ///< of them in the template
constexpr std::size_t kKnown = 3;     ///< good frames after which the person's own eyes are known
constexpr double kShut = 0.65;        ///< of their opening: closed, or closing
constexpr double kSamePerson = 0.6;   ///< cosine between frames of one attempt

struct Good {
    Template face;
    double live = 0;
    double sharpness = 0;
    challenge::Sight sight;
};

class PipelineAttempt : public ports::FaceAttempt {
public:
    PipelineAttempt(std::shared_ptr<FaceModels> models, double threshold, domain::FacePrompts prompts)
        : models_(std::move(models)), threshold_(threshold), watch_(std::move(prompts)) {}
    ~PipelineAttempt() override { networks().forget(); }
    PipelineAttempt(const PipelineAttempt&) = delete;
    PipelineAttempt& operator=(const PipelineAttempt&) = delete;

    ports::Observation observe(const domain::Frame& frame) override;
    base::Result<domain::Verdict> decide(const domain::Image& portrait) override;

private:
    FaceAdvice look(const cv::Mat& picture, base::MonoTime taken);
    FaceAdvice miss(FaceAdvice why, base::MonoTime taken);
    [[nodiscard]] bool blinks(const challenge::Sight& sight) const;
    void gather(Good good);
    void begin_prompts();
    base::Result<Template> template_of(const domain::Image& portrait);
    [[nodiscard]] Template live_template() const;
    /// Of the gathered frames; there is one at least.
    template <class Value>
    [[nodiscard]] double median(Value value) const;
    [[nodiscard]] Networks& networks() const { return models_->networks(); }

    std::shared_ptr<FaceModels> models_;
    const double threshold_;
    std::vector<Good> gathered_;
    FaceTrack track_;
    PromptWatch watch_;
};

ports::Observation PipelineAttempt::observe(const domain::Frame& frame) {
    FaceAdvice advice = FaceAdvice::no_face;
    try {
        if (frame.image.consistent()) advice = look(view_of(frame.image), frame.taken);
    } catch (const cv::Exception& error) {
        base::warn("face", "frame {} dropped: {}", frame.sequence, error.err);
    }
    return {advice, watch_.over()};
}

FaceAdvice PipelineAttempt::miss(FaceAdvice why, base::MonoTime taken) {
    watch_.miss(taken);
    return why;
}

FaceAdvice PipelineAttempt::look(const cv::Mat& picture, base::MonoTime taken) {
    StageTimes took;
    const auto seen = track_.look(networks(), picture, took);
    if (!seen) return miss(FaceAdvice::no_face, taken);
    if (seen->rival) return miss(FaceAdvice::several_faces, taken);
    const auto sight = sight_of(taken, seen->face, seen->quality, seen->points, seen->aligned, networks().scratch.grey);
    if (watch_.watches()) watch_.see(first_template(networks(), picture, *seen, false), sight);
    auto advice = advise(seen->quality, {});
    if (advice == FaceAdvice::good && blinks(sight)) advice = FaceAdvice::open_eyes;
    if (advice == FaceAdvice::good && gathered_.size() < kGathered)
        gather({plain_template(networks(), picture, *seen), passive_score(networks(), picture, seen->face),
                seen->quality.sharpness, sight});
    return watch_.advice().value_or(advice);
}

void PipelineAttempt::gather(Good good) {
    if (!gathered_.empty() && good.face.cosine(gathered_.front().face) < kSamePerson) {
        base::info("face", "another face came before the camera after {} frames: starting again", gathered_.size());
        gathered_.clear();
    }
    gathered_.push_back(std::move(good));
    if (gathered_.size() == kGathered) begin_prompts();
}

void PipelineAttempt::begin_prompts() {
    std::array<challenge::Sight, kGathered> sights;
    std::transform(gathered_.begin(), gathered_.end(), sights.begin(), [](const Good& good) { return good.sight; });
    if (const auto neutral = challenge::neutral_of(sights))
        watch_.begin(*neutral, live_template().first(networks().layout));
    else
        gathered_.erase(gathered_.begin());  // the head still moves
}

Template PipelineAttempt::live_template() const {
    std::vector<const Good*> best;
    for (const auto& good : gathered_) best.push_back(&good);
    std::stable_sort(best.begin(), best.end(),
                     [](const Good* a, const Good* b) { return a->sharpness > b->sharpness; });
    std::array<const Template*, kBest> templates{};
    std::transform(best.begin(), best.begin() + kBest, templates.begin(), [](const Good* good) { return &good->face; });
    return Template::mean_of(templates);
}

template <class Value>
double PipelineAttempt::median(Value value) const {
    std::array<double, kGathered> values{};
    const auto end = std::transform(gathered_.begin(), gathered_.end(), values.begin(), value);
    const auto middle = values.begin() + (end - values.begin()) / 2;
    std::nth_element(values.begin(), middle, end);
    return *middle;
}

/// By the person's own eyes: one limit for everybody would be no use (quality_values.hpp).
bool PipelineAttempt::blinks(const challenge::Sight& sight) const {
    return gathered_.size() >= kKnown && sight.eyes < kShut * median([](const Good& good) { return good.sight.eyes; });
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
    if (gathered_.size() < kGathered)
        return base::fail(ErrorCode::face_not_found, fmt::format("{} of {} good frames", gathered_.size(), kGathered));
    if (!watch_.over()) return base::fail(ErrorCode::face_not_found, "the prompts are not done");
    if (watch_.failed()) return domain::Verdict{.decision = domain::FaceDecision::challenge_failed};
    try {
        const auto card = template_of(portrait);
        if (!card) return base::fail(card.error());
        domain::Verdict verdict;
        verdict.score = centred(live_template(), networks().centre, networks().layout).cosine(*card);
        verdict.threshold = threshold_;
        verdict.live_score = median([](const Good& good) { return good.live; });
        const bool live = verdict.live_score >= networks().liveness.spec().threshold;
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

std::unique_ptr<ports::FaceAttempt> FacePipeline::begin(domain::FacePrompts prompts) {
    return std::make_unique<PipelineAttempt>(models_, models_->manifest().threshold(operating_point_),
                                             std::move(prompts));
}

}  // namespace uketsuke::models::face
