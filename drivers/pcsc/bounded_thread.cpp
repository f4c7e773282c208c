// SPDX-License-Identifier: Apache-2.0
#include "bounded_thread.hpp"

#include <condition_variable>
#include <mutex>

namespace uketsuke::drivers::pcsc {

struct BoundedThread::Shared {
    std::mutex mutex;
    std::condition_variable changed;
    std::function<void()> task;  ///< next, or empty
    bool busy = false;
    bool stop = false;
};

BoundedThread::BoundedThread() : shared_(std::make_shared<Shared>()), thread_([shared = shared_] { work(shared); }) {}

BoundedThread::~BoundedThread() {
    {
        const std::lock_guard lock(shared_->mutex);
        shared_->stop = true;
    }
    shared_->changed.notify_all();
    if (overrun_)
        thread_.detach();
    else
        thread_.join();
}

bool BoundedThread::run(std::function<void()> task, base::Duration limit) {
    if (overrun_) return false;
    std::unique_lock lock(shared_->mutex);
    shared_->task = std::move(task);
    shared_->busy = true;
    shared_->changed.notify_all();
    overrun_ = !shared_->changed.wait_for(lock, limit, [this] { return !shared_->busy; });
    return !overrun_;
}

std::function<bool()> BoundedThread::busy() const {
    return [shared = shared_] {
        const std::lock_guard lock(shared->mutex);
        return shared->busy;
    };
}

void BoundedThread::work(const std::shared_ptr<Shared>& shared) {
    std::unique_lock lock(shared->mutex);
    for (;;) {
        shared->changed.wait(lock, [&] { return shared->task || shared->stop; });
        if (!shared->task) return;
        auto task = std::move(shared->task);
        shared->task = nullptr;
        lock.unlock();
        task();
        task = nullptr;  // what it owns goes before the caller hears that it has ended
        lock.lock();
        shared->busy = false;
        shared->changed.notify_all();
    }
}

}  // namespace uketsuke::drivers::pcsc
