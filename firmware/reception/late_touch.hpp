// SPDX-License-Identifier: Apache-2.0
// Programs that watch the folder for changed files alone miss one that appears whole: they hear that it was added. They
// hear of it when its times are set anew once they have looked at it (docs/result_files.md says how it was tried).
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

#include "firmware/base/folder.hpp"

namespace uketsuke::reception {

/// Touches files a while after they were put down, each once, in a thread of its own: whoever delivers does not wait.
class LateTouch {
public:
    explicit LateTouch(std::chrono::milliseconds after) : after_(after) {}
    LateTouch(const LateTouch&) = delete;
    LateTouch& operator=(const LateTouch&) = delete;
    /// What has not had its turn has it at once.
    ~LateTouch() = default;

    /// Whoever fetched the file meanwhile, or moved it away, did right: that it is gone is no failure.
    void put(base::Folder folder, std::string name);

private:
    using Clock = std::chrono::steady_clock;
    struct One {
        base::Folder folder;
        std::string name;
        Clock::time_point due;
    };
    void work(const std::stop_token& stop);

    const std::chrono::milliseconds after_;
    std::mutex mutex_;
    std::condition_variable_any added_;
    std::deque<One> waiting_;
    std::jthread thread_;  ///< begins with the first file, and ends before the others
};

}  // namespace uketsuke::reception
