// SPDX-License-Identifier: Apache-2.0
// A connected socket on which lines go both ways, neither of which ever waits. Everything is bounded: whoever sends a
// line that does not end, or does not read, is cut off.
#pragma once

#include <optional>
#include <string_view>

#include "firmware/base/bytes.hpp"
#include "firmware/base/descriptor.hpp"
#include "firmware/base/wiped_text.hpp"

namespace uketsuke::desk_link {

/// Thread-bound.
class LineSocket {
public:
    static constexpr std::size_t kMostUnsent = 1 << 20;  ///< bytes

    /// Takes over a connected stream socket.
    explicit LineSocket(base::Descriptor socket);

    [[nodiscard]] int descriptor() const { return socket_.get(); }
    /// Bytes wait to be sent: poll for POLLOUT too.
    [[nodiscard]] bool wants_to_send() const { return !unsent_.empty(); }
    [[nodiscard]] std::size_t unsent() const { return unsent_.size(); }
    /// Reads and sends what goes at once. False: the connection is over.
    bool pump();
    /// The next whole line that came, without its end.
    std::optional<base::WipedText> take_line();
    /// False: the other side does not read, and the connection is over.
    bool put(std::string_view line);

private:
    bool receive();
    bool send();
    base::Descriptor socket_;
    base::WipedText unread_, unsent_;
};

}  // namespace uketsuke::desk_link
