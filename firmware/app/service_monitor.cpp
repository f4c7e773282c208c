// SPDX-License-Identifier: Apache-2.0
#include "service_monitor.hpp"

#include <algorithm>

#include "firmware/base/log.hpp"

namespace uketsuke::app {
namespace {

using base::ErrorCode;
using flow::EventKind;

bool is_answer(const flow::Event& event) {
    const auto kind = kind_of(event);
    return kind == EventKind::challenge_ready || kind == EventKind::authenticated || kind == EventKind::registered ||
           kind == EventKind::confirmed;
}

/// The service is there, whatever it said.
bool was_said(ErrorCode code) {
    return code == ErrorCode::service_refused || code == ErrorCode::certificate_unconfirmed ||
           code == ErrorCode::service_mismatch || code == ErrorCode::service_processing;
}

}  // namespace

base::Duration ServiceMonitor::until_next(bool clock_right) const {
    auto next = pace_ > base::Duration::zero() ? pace_ : kForTimeAlone;
    if (!clock_right) next = std::min(next, kForTime);
    return failures_ > 0 && pace_ > base::Duration::zero() ? std::min(next, kAgain) : next;
}

void ServiceMonitor::look(bool clock_right) {
    const auto now = clock_.mono();
    {
        const std::scoped_lock lock(mutex_);
        if (asking_ || (last_ && now < *last_ + until_next(clock_right))) return;
        asking_ = true;
    }
    last_ = now;
    lanes_.run(LaneName::errands, [this] { ask(); });
}

void ServiceMonitor::ask() {
    const auto there = service_.probe();
    if (!there) base::info("service", "{} {}", base::name_of(there.error().code), there.error().detail);
    const std::scoped_lock lock(mutex_);
    asking_ = false;
    count(there ? std::nullopt : std::optional(there.error().code));
}

void ServiceMonitor::hear(const flow::Event& event) {
    if (!is_answer(event)) return;
    const auto wrong = flow::error_of(event);
    if (wrong == ErrorCode::internal) return;  // nobody was asked
    last_ = clock_.mono();
    const std::scoped_lock lock(mutex_);
    count(wrong);
}

/// Under the lock, so that the last word is the latest answer's.
void ServiceMonitor::count(std::optional<ErrorCode> wrong) {
    if (wrong && was_said(*wrong)) wrong.reset();
    failures_ = wrong ? failures_ + 1 : 0;
    if (pace_ > base::Duration::zero() && (!wrong || failures_ >= kFailures)) tell(wrong);
}

void ServiceMonitor::tell(std::optional<ErrorCode> wrong) {
    if (told_ == wrong) return;
    told_ = wrong;
    if (!wrong) return mailbox_.post(flow::DeviceUp{flow::Device::service});
    base::warn("service", "away: {}", base::name_of(*wrong));
    mailbox_.post(flow::DeviceDown{flow::Device::service, *wrong, base::date_in_japan(clock_.wall())});
}

}  // namespace uketsuke::app
