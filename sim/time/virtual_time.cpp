// SPDX-License-Identifier: Apache-2.0
#include "virtual_time.hpp"

namespace uketsuke::sim {

base::WallTime VirtualTime::wall() const {
    const auto shown = stopped_.value_or(right_wall() + off_by_);
    misread_ += shown != right_wall() ? 1 : 0;
    return shown;
}

void VirtualTime::derange(std::chrono::seconds by, bool stops) {
    off_by_ = by;
    stopped_ = stops ? std::optional(right_wall()) : std::nullopt;
    misread_ = 0;
}

base::WallTime VirtualTime::right_wall() const {
    return start_ + std::chrono::duration_cast<std::chrono::seconds>(mono().time_since_epoch());
}

void VirtualTime::push(base::MonoTime at, std::variant<Posted, LaneJob> what) {
    items_.push({at, order_++, std::move(what)});
}

void VirtualTime::run(app::LaneName lane, app::Job job, base::Place from) {
    push(mono(), LaneJob{lane, std::move(job), from});
}

void VirtualTime::post(flow::Event event, base::Place from) {
    if (watcher_.posted) watcher_.posted(event);
    push(mono(), Posted{std::move(event), from});
}

void VirtualTime::hold(app::LaneName name, bool held) {
    auto& lane = lanes_[static_cast<std::size_t>(name)];
    lane.held = held;
    if (held) return;
    // In their own places: jobs that came later and have not begun stay behind them.
    for (auto& [order, job] : std::exchange(lane.waiting, {})) items_.push({mono(), order, std::move(job)});
}

int VirtualTime::waiting() const {
    std::size_t count = 0;
    for (const auto& lane : lanes_) count += lane.waiting.size();
    return static_cast<int>(count);
}

void VirtualTime::execute(std::uint64_t order, LaneJob job) {
    auto& lane = lanes_[static_cast<std::size_t>(job.lane)];
    if (lane.held) {
        lane.waiting.emplace_back(order, std::move(job));
        return;
    }
    if (lane.free_at > now_) return push(lane.free_at, std::move(job));
    if (watcher_.job) watcher_.job(job.lane, job.from);
    job.job();
    lane.free_at = now_ + spent_;
    spent_ = base::Duration{0};
}

void VirtualTime::take_next() {
    auto item = items_.top();
    items_.pop();
    if (auto* job = std::get_if<LaneJob>(&item.what)) return execute(item.order, std::move(*job));
    const auto& posted = std::get<Posted>(item.what);
    if (watcher_.event) watcher_.event(posted.from);
    kiosk_->handle(posted.event);
    if (watcher_.event) watcher_.event({});
}

bool VirtualTime::advance_until(const std::function<bool()>& done, base::Duration limit) {
    const auto end = now_ + limit;
    while (!done()) {
        const auto tick = kiosk_->next_tick();
        const bool item_first = !items_.empty() && items_.top().at <= tick;
        const auto at = item_first ? items_.top().at : tick;
        if (at > end) {
            now_ = end;
            return done();
        }
        now_ = std::max(now_, at);
        if (item_first)
            take_next();
        else
            kiosk_->tick();
    }
    return true;
}

}  // namespace uketsuke::sim
