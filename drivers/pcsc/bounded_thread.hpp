// SPDX-License-Identifier: Apache-2.0
// A thread for calls that may never come back.
#pragma once

#include <functional>
#include <memory>
#include <thread>

#include "firmware/base/time.hpp"

namespace uketsuke::drivers::pcsc {

/// Runs one task at a time on a thread of its own and stops waiting when a limit has passed. libpcsclite has no
/// time-out for SCardConnect and SCardTransmit, and SCardCancel does not reach them (card facts B7).
///
/// What is leaked when a task overruns: the thread and all that the task owns (a context, a handle, its buffers), until
/// the call returns after all: when the card is taken away, when the daemon dies, or at the end of the process.
/// Thread-bound to its owner.
class BoundedThread {
public:
    BoundedThread();
    /// Joins; an overrun thread is let go.
    ~BoundedThread();
    BoundedThread(const BoundedThread&) = delete;
    BoundedThread& operator=(const BoundedThread&) = delete;

    /// True when the task has run to its end. False when it overran, and at once for every task after that one. The
    /// task must own what it touches (share it by pointer): its frame may outlive the caller's. It is destroyed on the
    /// thread.
    bool run(std::function<void()> task, base::Duration limit);
    [[nodiscard]] bool overrun() const { return overrun_; }
    /// Tells whether the task is still at work: of one that overran, when it has come back after all. Thread-safe, and
    /// may outlive this.
    [[nodiscard]] std::function<bool()> busy() const;

private:
    struct Shared;
    static void work(const std::shared_ptr<Shared>& shared);

    std::shared_ptr<Shared> shared_;
    bool overrun_ = false;
    std::thread thread_;
};

}  // namespace uketsuke::drivers::pcsc
