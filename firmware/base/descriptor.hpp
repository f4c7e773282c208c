// SPDX-License-Identifier: Apache-2.0
// A file descriptor (file, socket, pipe, device) that closes itself.
#pragma once

#include <unistd.h>

#include <utility>

namespace uketsuke::base {

/// Owns what open(), socket(), accept() or a pair of them gave; -1 is none. Can be moved, not copied.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() { reset(); }
    Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        if (this != &other) reset(other.release());
        return *this;
    }

    explicit operator bool() const { return number_ >= 0; }
    [[nodiscard]] int get() const { return number_; }
    /// Gives it away unclosed.
    int release() { return std::exchange(number_, -1); }
    void reset(int number = -1) {
        if (number_ >= 0) ::close(number_);
        number_ = number;
    }

private:
    int number_ = -1;
};

}  // namespace uketsuke::base
