// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <poll.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "firmware/base/descriptor.hpp"
#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::sim {

/// Takes lines from the keyboard and from clients of a socket, and answers each where it came from. One line in, one
/// line out, and others that are told in between. Thread-bound.
class LineServer {
public:
    /// `socket`: a UNIX socket's file, or 127.0.0.1:PORT (0: any that is free); empty: the keyboard alone. Errors:
    /// file_unreadable (no socket can be made there).
    static base::Result<LineServer> create(const std::string& socket);
    ~LineServer();
    LineServer(LineServer&&) noexcept = default;

    /// Who sent a line: a number of its own for each connection.
    using Who = std::uint64_t;
    static constexpr Who kKeyboard = 0;
    /// The answer; nothing ends the connection.
    using Handle = std::function<std::optional<std::string>(const std::string& line, Who from)>;
    /// Waits up to `limit` for lines and handles them. False once the keyboard has ended and there is no socket, or a
    /// signal came.
    bool turn(base::Duration limit, const Handle& handle);
    /// A line that nobody asked for. False: that connection is no more, or does not read.
    bool tell(Who who, const std::string& text) const;
    /// Where it listens: the file, or 127.0.0.1 and the port; empty: nowhere.
    [[nodiscard]] const std::string& where() const { return where_; }

private:
    struct Client {
        base::Descriptor line;  ///< none of the keyboard
        std::string typed;      ///< of its next line
        Who who = kKeyboard;
    };
    LineServer(base::Descriptor listener, std::string where)
        : listener_(std::move(listener)), where_(std::move(where)) {}
    [[nodiscard]] std::vector<pollfd> watched() const;
    /// False at the end of input.
    bool read_from(int from, const Handle& handle);
    void take_up();

    base::Descriptor listener_;
    std::string where_;
    bool keyboard_ = true;
    Who last_ = kKeyboard;
    std::map<int, Client> clients_;  ///< by descriptor; the keyboard is 0
};

}  // namespace uketsuke::sim
