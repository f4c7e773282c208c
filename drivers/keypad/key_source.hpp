// SPDX-License-Identifier: Apache-2.0
// Keypad and jack, each read on a thread of its own, for a kiosk that takes what they did when it has time.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "evdev.hpp"

namespace uketsuke::drivers::keypad {

class KeySource {
public:
    /// `wake` is called when there is something, from any thread, and must outlive this.
    KeySource(const std::vector<std::string>& paths, std::function<void()> wake,
              const SystemCalls& calls = system_calls());
    /// What they did since the last call, in order. Thread-safe.
    std::vector<ui::Input> take();

private:
    void watch(EventDevice& device, const std::stop_token& stop);

    std::function<void()> wake_;
    std::mutex mutex_;
    std::vector<ui::Input> inputs_;
    std::vector<std::unique_ptr<EventDevice>> devices_;
    std::vector<std::jthread> threads_;  ///< last, so that they end before what they use
};

}  // namespace uketsuke::drivers::keypad
