// SPDX-License-Identifier: Apache-2.0
#include "key_source.hpp"

#include <utility>

namespace uketsuke::drivers::keypad {
namespace {

/// How long the end of the program waits for a thread at most.
constexpr base::Duration kTurn{250};

}  // namespace

KeySource::KeySource(const std::vector<std::string>& paths, std::function<void()> wake, const SystemCalls& calls)
    : wake_(std::move(wake)) {
    for (const auto& path : paths) devices_.push_back(std::make_unique<EventDevice>(path, calls));
    for (auto& device : devices_)
        threads_.emplace_back([this, &device = *device](const std::stop_token& stop) { watch(device, stop); });
}

std::vector<ui::Input> KeySource::take() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(inputs_, {});
}

void KeySource::watch(EventDevice& device, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const auto news = device.wait(kTurn);
        if (news.empty()) continue;
        {
            const std::scoped_lock lock(mutex_);
            inputs_.insert(inputs_.end(), news.begin(), news.end());
        }
        wake_();
    }
}

}  // namespace uketsuke::drivers::keypad
