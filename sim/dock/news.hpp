// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>

#include "firmware/base/time.hpp"

namespace uketsuke::sim {

/// Events for all pages that are open, each a JSON object in a line, numbered from 1. Thread-safe.
class News {
public:
    static constexpr std::size_t kKept = 400;  ///< a page that is farther behind begins with these

    void add(std::string line);
    /// The lines behind `seen`, as soon as there are any or `limit` is over, and the number of the last one.
    std::deque<std::string> after(std::uint64_t& seen, base::Duration limit);
    /// Everybody who waits goes on.
    void close();
    [[nodiscard]] bool closed() const;

private:
    mutable std::mutex mutex_;
    std::condition_variable added_;
    std::deque<std::string> lines_;
    std::uint64_t last_ = 0;
    bool closed_ = false;
};

}  // namespace uketsuke::sim
