// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <poll.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "firmware/base/descriptor.hpp"
#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::sim {

/// Takes lines from the keyboard and from clients of a UNIX socket, and answers each where it came from. One line in,
/// one line out. Thread-bound.
class LineServer {
public:
    /// `socket` may be empty: the keyboard alone. Errors: file_unreadable (no socket can be made there).
    static base::Result<LineServer> create(const std::string& socket);
    ~LineServer();
    LineServer(LineServer&&) noexcept = default;

    using Handle = std::function<std::string(const std::string& line)>;
    /// Waits up to `limit` for lines and handles them. False once the keyboard has ended and there is no socket, or a
    /// signal came.
    bool turn(base::Duration limit, const Handle& handle);

private:
    struct Client {
        base::Descriptor line;  ///< none of the keyboard
        std::string typed;      ///< of its next line
    };
    LineServer(base::Descriptor listener, std::string path) : listener_(std::move(listener)), path_(std::move(path)) {}
    [[nodiscard]] std::vector<pollfd> watched() const;
    /// False at the end of input.
    bool read_from(int from, const Handle& handle);
    void answer(int from, const std::string& text) const;

    base::Descriptor listener_;
    std::string path_;
    bool keyboard_ = true;
    std::map<int, Client> clients_;  ///< by descriptor; the keyboard is 0
};

}  // namespace uketsuke::sim
