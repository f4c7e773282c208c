// SPDX-License-Identifier: Apache-2.0
#include "scripted_optics.hpp"

#include <algorithm>
#include <random>

#include "models/challenge/challenge.hpp"

namespace uketsuke::sim {
namespace {

using base::ErrorCode;
using domain::FaceAdvice;
using domain::FaceDecision;
using models::challenge::Challenge;
using models::challenge::Sight;

/// Grey, with a noise that no other frame has.
domain::Image noisy_grey(std::uint64_t sequence) {
    domain::Image image{32, 24, 3, base::Bytes(32 * 24 * 3)};
    std::minstd_rand random(static_cast<std::uint32_t>(sequence));
    for (auto& pixel : image.pixels) pixel = static_cast<std::uint8_t>(120 + random() % 16);
    return image;
}

/// The lower half of the picture before under the upper half of this one.
void tear(domain::Image& picture, const domain::Image& before) {
    const auto middle = static_cast<std::ptrdiff_t>(picture.pixels.size() / 2);
    std::copy(before.pixels.begin() + middle, before.pixels.end(), picture.pixels.begin() + middle);
}

class ScriptedCapture : public ports::Capture {
public:
    ScriptedCapture(Stage& stage, VirtualTime& time) : stage_(stage), time_(time) {}

    base::Result<domain::Frame> next_frame(base::Duration limit) override {
        auto& fault = stage_.camera;
        if (fault.fires("off")) return base::fail(ErrorCode::camera_missing, "scripted");
        const bool slow = fault.fires("slow");
        const auto takes = slow ? ScriptedCamera::kSlowFrameTime : ScriptedCamera::kFrameTime;
        if (fault.fires("stuck") || takes > limit || (++asked_ % 2 == 0 && fault.fires("intermittent"))) {
            time_.spend(limit);
            return base::fail(ErrorCode::camera_stalled, "scripted");
        }
        time_.spend(takes);
        ++sequence_;
        domain::Frame frame{noisy_grey(stage_.frames_taken + 1), time_.mono(), sequence_};
        if (last_ && fault.fires("frozen")) frame.image = last_->image;
        if (last_ && fault.fires("repeated")) frame.image = noisy_grey(stage_.frames_taken - 1);
        if (last_ && fault.fires("torn")) tear(frame.image, last_->image);
        if (last_ && fault.fires("backwards")) frame.taken = last_->taken - base::Duration{1};
        ++stage_.frames_taken;
        last_ = frame;
        return frame;
    }
    [[nodiscard]] std::string identity() const override {
        return stage_.camera.fires("swapped") ? "scripted camera in another socket" : "scripted camera";
    }

private:
    Stage& stage_;
    VirtualTime& time_;
    std::uint64_t sequence_ = 0, asked_ = 0;
    std::optional<domain::Frame> last_;
};

std::string key_in(const domain::Image& portrait) { return {portrait.pixels.begin(), portrait.pixels.end()}; }

/// The numbers that pixels of this pose would give. A flat picture shows the same half of the face from all sides.
Sight sight_of(Stage& stage, base::MonoTime taken) {
    const auto pose = stage.actor.at(taken);
    Sight sight{.taken = taken, .x = 320, .y = 240, .height = 240, .eyes = 0.3};
    if (!is_flat(stage.artefact)) sight.turn = 0.023 * pose.turn;
    if (can_blink(stage.artefact)) sight.eyes *= 1 - 0.6 * pose.closed;
    if (pose.glare) sight.eyes = 0.2;  // a bright spot is measured as half a lid
    if (pose.other) sight.like_before = sight.like_first = 0.05;
    return sight;
}

/// One that such an advice would be given for.
std::optional<domain::FacePlace> place_of(FaceAdvice advice) {
    switch (advice) {
        case FaceAdvice::no_face:
        case FaceAdvice::several_faces: return {};
        case FaceAdvice::come_closer: return domain::FacePlace{.depth = 0.5};
        case FaceAdvice::move_back: return domain::FacePlace{.depth = -0.5};
        case FaceAdvice::move_to_middle: return domain::FacePlace{.x = 1.5};
        case FaceAdvice::turn_to_camera: return domain::FacePlace{.turn = 1.5};
        default: return domain::FacePlace{};
    }
}

class ScriptedAttempt : public ports::FaceAttempt {
public:
    ScriptedAttempt(Stage& stage, VirtualTime& time, domain::FacePrompts prompts, domain::FacePrompts more,
                    bool long_moves)
        : stage_(stage),
          time_(time),
          more_(std::move(more)),
          challenge_(std::move(prompts), models::challenge::limits_of(long_moves)) {}

    ports::Observation observe(const domain::Frame& frame) override {
        if (stage_.moves) stage_.moves(stage_, frame.taken);
        if (stage_.camera.fires("black")) {
            challenge_.miss(frame.taken);
            return {FaceAdvice::too_dark, challenge_.over(), false, {}};
        }
        if (stage_.advice != FaceAdvice::good) {
            if (!stage_.place) challenge_.miss(frame.taken);
            if (stage_.place && challenge_.advice()) return follow(frame.taken);
            return {stage_.advice, challenge_.over(), false, place(frame.taken)};
        }
        const auto sight = sight_of(stage_, frame.taken);
        challenge_.see(sight);
        gather(sight);
        ask_more_in_doubt();
        return {challenge_.advice().value_or(FaceAdvice::good), challenge_.over(), doubted_, place(frame.taken)};
    }
    void allow_long_moves() override { challenge_.allow_long_moves(); }
    base::Result<domain::Verdict> decide(const domain::Image& portrait) override {
        time_.spend(ScriptedFace::kDecisionTime);
        const auto key = key_in(portrait);
        if (key == "blank") return base::fail(ErrorCode::portrait_without_face);
        if (!challenge_.over()) return base::fail(ErrorCode::face_not_found);
        if (challenge_.stage() == Challenge::Stage::failed) return domain::Verdict{FaceDecision::challenge_failed};
        if (stage_.artefact != Artefact::none) return domain::Verdict{FaceDecision::not_live, 1, 0.5, 0};
        return domain::Verdict{key == stage_.portrait ? FaceDecision::match : FaceDecision::no_match,
                               key == stage_.portrait ? 1.0 : 0.0, 0.5, 1};
    }

private:
    [[nodiscard]] std::optional<domain::FacePlace> place(base::MonoTime taken) const {
        auto place = stage_.place ? stage_.place : place_of(stage_.advice);
        if (place) place->taken = taken;
        return place;
    }
    /// A face that is seen is followed wherever it is, once movements are asked for.
    ports::Observation follow(base::MonoTime taken) {
        challenge_.see(sight_of(stage_, taken));
        return {challenge_.advice().value_or(stage_.advice), challenge_.over(), doubted_, place(taken)};
    }
    /// As the product does, when the last of the first movements is done.
    void ask_more_in_doubt() {
        if (!stage_.doubtful || doubted_ || challenge_.stage() != Challenge::Stage::passed) return;
        challenge_.ask(more_);
        doubted_ = true;
    }
    void gather(const Sight& sight) {
        if (challenge_.stage() != Challenge::Stage::waiting) return;
        gathered_.push_back(sight);
        if (gathered_.size() < ScriptedFace::kFramesNeeded) return;
        if (const auto neutral = models::challenge::neutral_of(gathered_)) challenge_.begin(*neutral);
        gathered_.erase(gathered_.begin());
    }

    Stage& stage_;
    VirtualTime& time_;
    const domain::FacePrompts more_;
    bool doubted_ = false;
    Challenge challenge_;
    std::vector<Sight> gathered_;
};

/// As the product's own judges what it has read.
class ScriptedCodeLook : public ports::CodeLook {
public:
    ScriptedCodeLook(Stage& stage, VirtualTime& time) : stage_(stage), time_(time) {}

    base::Result<std::optional<domain::Code>> next() override {
        time_.spend(ScriptedCodeReader::kPictureTime);
        if (stage_.card_front->meet() == Failing::Kind::off)
            return base::fail(ErrorCode::code_camera_missing, "scripted");
        if (!stage_.code) return std::nullopt;
        if (!stage_.code->other.empty()) return base::fail(ErrorCode::code_several);
        return domain::Code{stage_.code->kind, base::WipedText(stage_.code->text)};
    }

private:
    Stage& stage_;
    VirtualTime& time_;
};

}  // namespace

base::Bytes scripted_photo(std::string_view portrait_key) {
    const auto bytes = base::as_bytes(portrait_key);
    return {bytes.begin(), bytes.end()};
}

base::Result<void> ScriptedCamera::probe() {
    if (stage_.camera.fires("off")) return base::fail(ErrorCode::camera_missing, "scripted");
    return {};
}

base::Result<std::unique_ptr<ports::Capture>> ScriptedCamera::open() {
    if (stage_.camera.fires("off")) return base::fail(ErrorCode::camera_missing, "scripted");
    return std::make_unique<ScriptedCapture>(stage_, time_);
}

std::unique_ptr<ports::FaceAttempt> ScriptedFace::begin(domain::FacePrompts prompts, domain::FacePrompts more,
                                                        bool long_moves) {
    return std::make_unique<ScriptedAttempt>(stage_, time_, std::move(prompts), std::move(more), long_moves);
}

base::Result<base::Secret> ScriptedCardFront::read(base::Date) {
    time_.spend(kReadTime);
    const auto met = stage_.card_front->meet();
    if (stage_.holder == nullptr || stage_.back_up || met == Failing::Kind::off)
        return base::fail(ErrorCode::number_b_unreadable, "scripted");
    auto digits = stage_.holder->number_b();
    if (met == Failing::Kind::wrong) digits.back() = digits.back() == '9' ? '0' : static_cast<char>(digits.back() + 1);
    base::Secret number(digits);
    base::wipe(digits.data(), digits.size());
    return number;
}

base::Result<std::unique_ptr<ports::CodeLook>> ScriptedCodeReader::begin() {
    return std::unique_ptr<ports::CodeLook>(std::make_unique<ScriptedCodeLook>(stage_, time_));
}

base::Result<domain::Image> ScriptedDecoder::decode(base::ByteView jp2) {
    return domain::Image{static_cast<int>(jp2.size()), 1, 1, {jp2.begin(), jp2.end()}};
}

}  // namespace uketsuke::sim
