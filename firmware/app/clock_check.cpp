// SPDX-License-Identifier: Apache-2.0
#include "clock_check.hpp"

#include <fmt/format.h>

namespace uketsuke::app {
namespace {

base::Unexpected<base::Error> wrong(base::WallTime now, std::string_view why, base::WallTime other) {
    return base::fail(base::ErrorCode::clock_wrong,
                      fmt::format("the clock says {}, {} {}", base::to_iso8601(now), why, base::to_iso8601(other)));
}

}  // namespace

void ClockCheck::hear(base::WallTime service) {
    const std::scoped_lock lock(mutex_);
    heard_ = {service, clock_.mono()};
}

base::Result<void> ClockCheck::check() const {
    const auto now = clock_.wall();
    if (now < not_before_) return wrong(now, "before this program was built:", not_before_);
    const std::scoped_lock lock(mutex_);
    if (heard_) {
        const auto there = heard_->said + std::chrono::floor<std::chrono::seconds>(clock_.mono() - heard_->at);
        if (std::chrono::abs(now - there) > kFar) return wrong(now, "the service", there);
        return {};
    }
    if (last_record_ && now < *last_record_ - kBack)
        return wrong(now, "before the journal's last line:", *last_record_);
    return {};
}

}  // namespace uketsuke::app
