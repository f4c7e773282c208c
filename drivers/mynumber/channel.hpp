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

    /// The last two bytes are none that end an answer: neither 9000 nor 6xxx, or an error behind data (ISO
    /// 7816-4 5.1.3). So the answer was torn, and is no refusal.
    [[nodiscard]] bool cut_off() const {
        return !status.ok() && (status.value < 0x6100 || status.value >= (data.empty() ? 0x7000 : 0x6400));
    }
};

/// How files are read. The shapes that measurement chose between (air_bytes_test prints them).
struct Reads {
    /// 251 bytes and the status fit one ISO 14443 frame of 256; a 256-byte answer takes two (security facts 5.2).
    std::size_t chunk = 251;
    bool short_ids = true;  ///< READ BINARY names the file: no SELECT before it
    bool extended = true;   ///< what is left after the first chunk in one command, where reader and card can
    /// Also of a file about a person. The driver of a reader may keep what it passed on: after one long answer the
    /// whole photo stood in pcscd's memory, two visits long, where short ones overwrite each other (docs/secrets.md).
    bool personal_in_one = true;
};

class Channel {
public:
    /// The session outlives the channel. A card that takes no short identifier or no extended command is asked the
    /// plain way from then on.
    explicit Channel(ports::CardSession& session, Reads reads = {})
        : session_(session), reads_(reads), extended_(reads.extended && session.longest_answer() > 256) {}

    /// One command, its answer split. Errors: those of the session; card_garbled for less than a status word; internal
    /// for a command that names a file of My Number, which is not sent.
    base::Result<Response> send(base::ByteView command);
    /// SELECT by AID; once more when the card answered 6F00, because some do after power-up (card facts A3 b).
    base::Result<StatusWord> select_application(const Aid& aid);
    base::Result<StatusWord> select_file(FileId file);
    /// Tries left on the selected PIN file. card_garbled for an answer that is no counter.
    base::Result<domain::Tries> tries();
    /// The same of a PIN file that is not selected; nullopt when the card does not tell it so.
    base::Result<std::optional<domain::Tries>> peek_tries(FileId pin_file);
    /// VERIFY against the selected PIN file: sent exactly once, whatever the card answers. Wipes the PIN.
    base::Result<StatusWord> verify(base::Secret& pin);
    /// Overwrites the PIN that pcscd's transfer buffer still holds after a VERIFY (security facts 0.4), when no longer
    /// command follows by itself. What the card says to it does not matter.
    void overwrite_buffers();
    /// The whole of the one BER-TLV object (or DER certificate) in a file, by the length in its header.
    /// Errors: card_garbled (unreadable, not a TLV, longer than a file can be, shorter than its header says).
    base::Result<base::Bytes> read_object(FileId file);
    /// The same of a file about a person.
    base::Result<base::Bytes> read_personal(FileId file);
    /// The first bytes of a file: 1..256, fewer when it is shorter. Errors: card_garbled.
    base::Result<base::Bytes> read_head(FileId file, std::size_t length);

private:
    base::Result<base::Bytes> read_object(FileId file, bool in_one);
    base::Result<Response> read_on(std::size_t offset, std::size_t wanted, bool in_one);

    ports::CardSession& session_;
    Reads reads_;
    bool extended_;
};

}  // namespace uketsuke::drivers::mynumber
