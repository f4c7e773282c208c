// SPDX-License-Identifier: Apache-2.0
// The line between the test and the kiosk that it watches: one message a packet, words in ASCII.
#pragma once

#include <sys/socket.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/base/descriptor.hpp"

namespace uketsuke::test {

/// Owns one end. Thread-safe as a packet socket is.
class ControlLine {
public:
    explicit ControlLine(int descriptor) : descriptor_(descriptor) {}

    void say(std::string_view message) const {
        (void)!::send(descriptor_.get(), message.data(), message.size(), MSG_NOSIGNAL);
    }
    /// The next message; nullopt when the other end is gone.
    [[nodiscard]] std::optional<std::string> hear() const {
        std::array<char, 8192> message{};
        const auto size = ::recv(descriptor_.get(), message.data(), message.size(), 0);
        if (size <= 0) return std::nullopt;
        return std::string(message.data(), static_cast<std::size_t>(size));
    }
    /// Nothing more is heard here, nor by whoever waits now.
    void shut() const { ::shutdown(descriptor_.get(), SHUT_RDWR); }
    [[nodiscard]] int descriptor() const { return descriptor_.get(); }

private:
    base::Descriptor descriptor_;
};

}  // namespace uketsuke::test
