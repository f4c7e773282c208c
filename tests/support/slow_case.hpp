// SPDX-License-Identifier: Apache-2.0
// Tells on the error output, each two minutes, in which case a test program still is, and which programs it waits for.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>

namespace uketsuke::test {

/// One thread of its own from the first case on. It tells only; ctest's limit is what ends a program that hangs.
class SlowCase {
public:
    ~SlowCase() { end(); }
    void begin(const std::string& name) {
        const std::lock_guard lock(mutex_);
        name_ = name;
        ++number_;
        if (!watch_.joinable()) watch_ = std::jthread([this](const std::stop_token& stop) { watch(stop); });
    }
    void end() {
        watch_.request_stop();
        if (watch_.joinable()) watch_.join();
    }

private:
    static constexpr auto kSlow = std::chrono::minutes(2);

    void watch(const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        for (auto seen = number_; !stop.stop_requested();) {
            if (changed_.wait_for(lock, stop, kSlow, [] { return false; }) || stop.stop_requested()) return;
            if (seen == number_) std::fprintf(stderr, "still in: %s%s\n", name_.c_str(), children().c_str());
            seen = number_;
        }
    }
    static std::string children() {
        std::string all;
        for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
            std::ifstream pids(task.path() / "children");
            for (std::string pid, line; pids >> pid; all += "; waits for: " + line)
                std::getline(std::ifstream("/proc/" + pid + "/cmdline"), line);
        }
        for (auto& letter : all)
            if (letter == '\0') letter = ' ';
        return all;
    }

    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::string name_;
    long number_ = 0;
    std::jthread watch_;
};

}  // namespace uketsuke::test
