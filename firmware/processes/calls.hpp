// SPDX-License-Identifier: Apache-2.0
// One process asks another on the same machine: a question and its answer over a UNIX socket, a connection for each. A
// part that ended and was started anew is found by the next question; nothing is asked twice by itself. Everything is
// bounded: sizes by the row of the call, time by whoever asks.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>
#include <thread>
#include <vector>

#include "firmware/base/bytes.hpp"
#include "firmware/base/descriptor.hpp"
#include "firmware/base/error.hpp"
#include "firmware/base/time.hpp"

namespace uketsuke::processes {

/// What both sides know of a call.
struct CallRow {
    std::uint8_t number;
    std::string_view name;
    std::size_t largest_question, largest_answer;  ///< bytes of a message
};

/// Why there is no answer. `not_asked`: the question did not leave, whole; `lost`: it did, and may have been carried out.
enum class NoAnswer : std::uint8_t { not_asked, lost };

/// Asks who listens at `socket`. Takes at most `limit`. Thread-safe.
base::Expected<base::Bytes, NoAnswer> ask(const std::filesystem::path& socket, const CallRow& row, base::ByteView question,
                                          base::Duration limit);

/// Listens until it is destroyed. Whoever may open the socket (mode 0660) may ask.
class CallServer {
public:
    /// The answer to a question; nullopt: that was none, and the connection is closed without an answer. Called on
    /// `workers` threads at a time.
    using Handler = std::function<std::optional<base::Bytes>(std::uint8_t call, base::ByteView question)>;
    struct Options {
        std::filesystem::path socket;  ///< made here; one that a crash left is replaced, one in use is not
        std::span<const CallRow> rows;
        int workers = 4;
        base::Duration patience{2000};  ///< for a question that has begun, and for whoever does not take the answer
    };
    /// Errors: internal (the socket cannot be made, or another process listens there).
    static base::Result<std::unique_ptr<CallServer>> listen(Options options, Handler handler);
    ~CallServer();
    CallServer(const CallServer&) = delete;
    CallServer& operator=(const CallServer&) = delete;

private:
    CallServer(Options options, Handler handler, base::Descriptor listener, base::Descriptor lock,
               base::Descriptor wake);
    void work();
    void serve(base::Descriptor connection) const;

    const Options options_;
    const Handler handler_;
    const base::Descriptor listener_, lock_, wake_;
    std::vector<std::jthread> workers_;
};

}  // namespace uketsuke::processes
