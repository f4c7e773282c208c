// SPDX-License-Identifier: Apache-2.0
#include "face_lead.hpp"

#include <utility>

namespace uketsuke::app {
namespace {
/// Of the tone, about that of the camera's pictures.
constexpr base::Duration kLeadEvery{60};
}  // namespace

void FaceLead::set(bool there) {
    if (there == guide_.has_value()) return;
    guide_.reset();
    if (there) guide_.emplace();
    if (std::exchange(tone_, std::nullopt)) speech_.tone({});
}

std::string FaceLead::lead(std::optional<domain::FaceAdvice> advice, const std::optional<domain::FacePlace>& place,
                           bool busy, base::MonoTime now) {
    if (!guide_ || now < led_at_ + kLeadEvery) return {};
    led_at_ = now;
    auto told = guide_->hear(advice, place, busy, now);
    if (told.tone != tone_) speech_.tone(tone_ = told.tone);
    if (told.earcon) speech_.earcon(*told.earcon);
    return std::move(told.words);
}

base::MonoTime FaceLead::next() const { return guide_ ? led_at_ + kLeadEvery : base::MonoTime::max(); }

}  // namespace uketsuke::app
