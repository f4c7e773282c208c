// SPDX-License-Identifier: Apache-2.0
// The one way to libpcsclite: every SCard* result passes through `checked`, which names call, code and place.
#pragma once

#include <winscard.h>

#include <utility>

#include "firmware/base/error.hpp"

namespace uketsuke::drivers::pcsc {

/// The call that was made and where. Built from the call's name alone: `checked("SCardConnect", SCardConnect(…))`.
struct Site {
    Site(const char* call_name, const char* source = __builtin_FILE(), int source_line = __builtin_LINE())
        : call(call_name), file(source), line(source_line) {}
    const char* call;
    const char* file;
    int line;
};

/// What was being done: the same code means another thing to a monitor than in the middle of an APDU.
enum class Doing { watching, opening, transmitting };

/// A call that did not succeed.
struct Failure {
    LONG code;
    Site site;
    /// The catalogue's error, with call, code and place as detail. Watching yields daemon_missing, reader_missing or
    /// reader_denied; opening and transmitting yield what ports::CardReader and ports::CardSession promise.
    [[nodiscard]] base::Error error(Doing doing) const;
};

using Called = base::Expected<void, Failure>;
Called checked(Site site, LONG code);

/// A connection to the daemon. Its calls run one at a time (libpcsclite locks it), so monitor and session have one
/// each. What all of them share is libpcsclite's array of the readers' states, which it fills anew at each
/// SCardListReaders and SCardGetStatusChange (1.9.9, no lock): a look may mix an older state with a newer count of
/// events. The next look differs from it and is right, and a session is refused by a count that is not its card's.
class Context {
public:
    /// Also fails when the daemon refuses us (8010006A).
    static base::Expected<Context, Failure> establish();
    ~Context();
    Context(Context&& other) noexcept : handle_(other.handle_), owned_(std::exchange(other.owned_, false)) {}
    Context& operator=(Context&&) = delete;

    [[nodiscard]] SCARDCONTEXT handle() const { return handle_; }

private:
    explicit Context(SCARDCONTEXT handle) : handle_(handle) {}
    SCARDCONTEXT handle_;
    bool owned_ = true;
};

}  // namespace uketsuke::drivers::pcsc
