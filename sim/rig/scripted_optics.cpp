// SPDX-License-Identifier: Apache-2.0
#include "scripted_optics.hpp"

namespace uketsuke::sim {
namespace {

using base::ErrorCode;
using domain::FaceAdvice;
using domain::FaceDecision;

domain::Image plain_grey() { return {64, 48, 3, std::vector<std::uint8_t>(64 * 48 * 3, 128)}; }

class ScriptedCapture : public ports::Capture {
public:
    ScriptedCapture(Stage& stage, app::VirtualTime& time) : stage_(stage), time_(time) {}

    base::Result<domain::Frame> next_frame(base::Duration limit) override {
        if (stage_.camera_off.fires()) return base::fail(ErrorCode::camera_missing, "scripted");
        if (stage_.camera_stuck.fires()) {
            time_.spend(limit);
            return base::fail(ErrorCode::camera_stalled, "scripted");
        }
        time_.spend(ScriptedCamera::kFrameTime);
        return domain::Frame{plain_grey(), time_.mono(), ++sequence_};
    }

private:
    Stage& stage_;
    app::VirtualTime& time_;
    std::uint64_t sequence_ = 0;
};

std::string key_in(const domain::Image& portrait) { return {portrait.pixels.begin(), portrait.pixels.end()}; }

class ScriptedAttempt : public ports::FaceAttempt {
public:
    ScriptedAttempt(Stage& stage, app::VirtualTime& time) : stage_(stage), time_(time) {}

    ports::Observation observe(const domain::Frame&) override {
        if (stage_.advice == FaceAdvice::good) ++good_frames_;
        return {stage_.advice, good_frames_ >= ScriptedFace::kFramesNeeded};
    }
    base::Result<domain::Verdict> decide(const domain::Image& portrait) override {
        time_.spend(ScriptedFace::kDecisionTime);
        const auto key = key_in(portrait);
        if (key == "blank") return base::fail(ErrorCode::portrait_without_face);
        if (good_frames_ < ScriptedFace::kFramesNeeded) return base::fail(ErrorCode::face_not_found);
        if (!stage_.live) return domain::Verdict{FaceDecision::not_live, 1, 0.5, 0};
        return domain::Verdict{key == stage_.portrait ? FaceDecision::match : FaceDecision::no_match,
                               key == stage_.portrait ? 1.0 : 0.0, 0.5, 1};
    }

private:
    Stage& stage_;
    app::VirtualTime& time_;
    int good_frames_ = 0;
};

}  // namespace

base::Bytes scripted_photo(std::string_view portrait_key) {
    const auto bytes = base::as_bytes(portrait_key);
    return {bytes.begin(), bytes.end()};
}

base::Result<void> ScriptedCamera::probe() {
    if (stage_.camera_off.fires()) return base::fail(ErrorCode::camera_missing, "scripted");
    return {};
}

base::Result<std::unique_ptr<ports::Capture>> ScriptedCamera::open() {
    if (stage_.camera_off.fires()) return base::fail(ErrorCode::camera_missing, "scripted");
    return std::make_unique<ScriptedCapture>(stage_, time_);
}

std::unique_ptr<ports::FaceAttempt> ScriptedFace::begin() { return std::make_unique<ScriptedAttempt>(stage_, time_); }

base::Result<base::Secret> ScriptedSurface::read(base::Date) {
    time_.spend(kReadTime);
    if (stage_.holder == nullptr || stage_.surface_off.fires())
        return base::fail(ErrorCode::surface_unreadable, "scripted");
    auto digits = stage_.holder->number_b();
    if (stage_.surface_wrong.fires()) digits.back() = digits.back() == '9' ? '0' : static_cast<char>(digits.back() + 1);
    base::Secret number(digits);
    base::wipe(digits.data(), digits.size());
    return number;
}

base::Result<domain::Image> ScriptedDecoder::decode(base::ByteView jp2) {
    if (stage_.decoder_off.fires()) return base::fail(ErrorCode::portrait_undecodable, "scripted");
    return domain::Image{static_cast<int>(jp2.size()), 1, 1, {jp2.begin(), jp2.end()}};
}

}  // namespace uketsuke::sim
