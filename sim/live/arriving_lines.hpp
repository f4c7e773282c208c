// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "firmware/base/descriptor.hpp"
#include "firmware/base/error.hpp"

namespace uketsuke::sim {

/// Lines of a pipe, each as soon as it is there. Thread-bound.
class ArrivingLines {
public:
    /// `-` is standard input. Errors: file_unreadable. Opening a FIFO waits for whoever writes into it.
    static base::Result<ArrivingLines> open(const std::string& file);

    /// The next line; nothing at the end. `meanwhile`: again and again until it comes.
    std::optional<std::string> next(const std::function<void()>& meanwhile);

private:
    explicit ArrivingLines(base::Descriptor from) : from_(std::move(from)) {}
    bool read();

    base::Descriptor from_;
    std::string read_;
};

}  // namespace uketsuke::sim
