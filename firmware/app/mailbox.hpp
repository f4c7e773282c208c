// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <mutex>
#include <vector>

#include "firmware/base/place.hpp"
#include "firmware/flow/event.hpp"

namespace uketsuke::app {

/// Where sources and jobs leave their events. The one thing of the kiosk that other threads may call.
class Mailbox {
public:
    virtual ~Mailbox() = default;
    /// Thread-safe. `from` is the line that posts.
    virtual void post(flow::Event event, base::Place from = base::Place::here()) = 0;
};

/// A queue for real threads; `wake` is called after each post (it ends the display's wait) and must be thread-safe.
class QueueMailbox : public Mailbox {
public:
    explicit QueueMailbox(std::function<void()> wake) : wake_(std::move(wake)) {}

    void post(flow::Event event, base::Place = {}) override {
        {
            const std::scoped_lock lock(mutex_);
            events_.push_back(std::move(event));
        }
        wake_();
    }
    /// All that came since the last call, in order.
    std::vector<flow::Event> take() {
        const std::scoped_lock lock(mutex_);
        return std::exchange(events_, {});
    }

private:
    std::function<void()> wake_;
    std::mutex mutex_;
    std::vector<flow::Event> events_;
};

}  // namespace uketsuke::app
