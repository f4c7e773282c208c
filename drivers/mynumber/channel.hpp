// SPDX-License-Identifier: Apache-2.0
// Commands and answers over an open session: the one place that knows the first-command hiccup, VERIFY and reading by
// length (61xx and 6Cxx end below CardSession). Thread-bound to the card lane. Every call may fail with what
// CardSession::transmit fails with.
#pragma once

#include <string_view>

#include "apdu.hpp"
#include "firmware/base/error.hpp"
#include "firmware/ports/card.hpp"
#include "status_word.hpp"

namespace uketsuke::drivers::mynumber {

struct Response {
    base::Bytes data;
    StatusWord status;
};

class Channel {
public:
    /// The session outlives the channel.
    explicit Channel(ports::CardSession& session) : session_(session) {}

    /// One command, its answer split. Errors: those of the session; card_garbled for less than a status word.
    base::Result<Response> send(base::ByteView command);
    /// SELECT by AID; once more when the card answered 6F00, because some do after power-up (card facts A3 b).
    base::Result<StatusWord> select_application(const Aid& aid);
    base::Result<StatusWord> select_file(FileId file);
    /// Tries left on the selected PIN file. card_garbled for an answer that is no counter.
    base::Result<domain::Tries> tries();
    /// VERIFY against the selected PIN file: sent exactly once, whatever the card answers. Wipes the PIN.
    base::Result<StatusWord> verify(base::Secret& pin);
    /// Overwrites the PIN that pcscd's transfer buffer still holds after a VERIFY (security facts 0.4), when no longer
    /// command follows by itself. What the card says to it does not matter.
    void overwrite_buffers();
    /// The whole of the one BER-TLV object (or DER certificate) in a file, by the length in its header.
    /// Errors: card_garbled (unreadable, not a TLV, longer than a file can be, shorter than its header says).
    base::Result<base::Bytes> read_object(FileId file);

private:
    ports::CardSession& session_;
};

}  // namespace uketsuke::drivers::mynumber
