// SPDX-License-Identifier: Apache-2.0
#include "face_jobs.hpp"

#include <utility>

#include "firmware/base/log.hpp"

namespace uketsuke::app {
namespace {
constexpr base::Duration kFrameLimit{1000};
}  // namespace

using base::ErrorCode;

std::optional<domain::FaceAdvice> AdviceHold::hear(domain::FaceAdvice advice, base::MonoTime now) {
    if (advice != candidate_) {
        candidate_ = advice;
        since_ = now;
    }
    const bool done = shown_ && domain::is_prompt(*shown_) && advice == domain::FaceAdvice::turn_to_camera;
    const bool at_once = domain::is_prompt(advice) || done;
    if (shown_ == advice || (now - since_ < kHold && !at_once)) return {};
    shown_ = advice;
    return advice;
}

void FaceJobs::start(domain::Ticket ticket, bool long_moves) {
    const auto run = ++run_;
    longer_ = false;
    lanes_.run(LaneName::face, [this, ticket, run, long_moves] { open_camera(ticket, run, long_moves); });
}

void FaceJobs::stop() {
    ++run_;
    devices_.frames.clear();
    put_place({});
    lanes_.run(LaneName::face, [this] { capture_.reset(); });
}

void FaceJobs::open_camera(domain::Ticket ticket, std::uint32_t run, bool long_moves) {
    auto capture = devices_.camera.open();
    if (!capture) return fail(ticket, capture.error());
    capture_ = std::move(*capture);
    auto prompts = devices_.draw_prompts();
    auto more = devices_.draw_more ? devices_.draw_more(prompts) : domain::FacePrompts{};
    attempt_ = devices_.face.begin(std::move(prompts), std::move(more), long_moves);
    hold_ = {};
    enough_told_ = doubt_told_ = false;
    next(ticket, run);
}

void FaceJobs::next(domain::Ticket ticket, std::uint32_t run) {
    lanes_.run(LaneName::face, [this, ticket, run] { look(ticket, run); });
}

void FaceJobs::look(domain::Ticket ticket, std::uint32_t run) {
    if (run != run_ || !capture_) return;
    auto frame = capture_->next_frame(kFrameLimit);
    if (!frame) return fail(ticket, frame.error());
    const auto shared = std::make_shared<const domain::Frame>(std::move(*frame));
    devices_.frames.put(shared);
    if (longer_.exchange(false)) attempt_->allow_long_moves();
    const auto seen = attempt_->observe(*shared);
    put_place(seen.place);
    tell(ticket, seen, devices_.clock.mono());
    if (run == run_) return next(ticket, run);
    devices_.frames.clear();
    put_place({});
}

void FaceJobs::put_place(const std::optional<domain::FacePlace>& place) {
    if (devices_.face_place != nullptr) devices_.face_place->put(place);
}

void FaceJobs::fail(domain::Ticket ticket, const base::Error& error) {
    base::warn("camera", "{} {}", base::name_of(error.code), error.detail);
    capture_.reset();
    attempt_.reset();
    put_place({});
    mailbox_.post(flow::CameraFailed{ticket, error.code});
}

void FaceJobs::tell(domain::Ticket ticket, const ports::Observation& seen, base::MonoTime now) {
    if (const auto advice = hold_.hear(seen.advice, now)) mailbox_.post(flow::AdviceHeld{ticket, *advice});
    if (seen.doubtful && !std::exchange(doubt_told_, true)) mailbox_.post(flow::LookDoubted{ticket});
    if (!seen.enough || enough_told_) return;
    enough_told_ = true;
    mailbox_.post(flow::LiveReady{ticket});
}

base::Result<domain::Verdict> FaceJobs::decide(std::uint32_t visit) {
    const auto attempt = std::move(attempt_);
    const auto portrait = vault_.portrait(visit);
    if (!attempt || !portrait) return base::fail(ErrorCode::face_not_found, "nothing to compare");
    return attempt->decide(*portrait);
}

void FaceJobs::close() {
    capture_.reset();
    attempt_.reset();
    devices_.camera.forget();
}

}  // namespace uketsuke::app
