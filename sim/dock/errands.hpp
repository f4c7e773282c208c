// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <string>

#include "firmware/base/time.hpp"

namespace uketsuke::sim {

/// What other threads want done on the kiosk's own, one after another. ask() is thread-safe; the rest belongs to the
/// kiosk's thread.
class Errands {
public:
    using Work = std::function<std::string()>;

    /// Waits until it was done; empty once the kiosk has closed.
    std::string ask(Work work);
    /// Waits up to `limit` for somebody to ask, and does all that is asked.
    void carry_out(base::Duration limit);
    /// Nothing is done any more.
    void close();

private:
    struct Errand {
        Work work;
        std::promise<std::string> answer;
    };
    std::mutex mutex_;
    std::condition_variable asked_;
    std::deque<Errand> waiting_;
    bool closed_ = false;
};

}  // namespace uketsuke::sim
