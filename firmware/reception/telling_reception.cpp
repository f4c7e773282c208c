// SPDX-License-Identifier: Apache-2.0
#include "telling_reception.hpp"

#include "desk_words.hpp"
#include "firmware/base/enumeration.hpp"

namespace uketsuke::reception {

base::Result<std::string> TellingReception::deliver(const domain::Eligibility& eligibility, const Begin& begin) {
    auto name = inner_->deliver(eligibility, begin);
    if (!name || name->empty()) return name;
    if (auto person = name_of_(eligibility.document)) {
        person->file = *name;
        desk_.tell(std::move(*person));
    }
    return name;
}

base::Result<void> TellingReception::tell_desk(const domain::DeskNote& note) {
    desk_.tell(domain::NoteGiven{.kind = std::string(base::enumerator_name(note.kind)),
                                 .visit = note.ticket.visit,
                                 .n = note.ticket.n,
                                 .where = std::string(note.where),
                                 .error = note.error ? base::line_of(*note.error).number : 0,
                                 .words = desk_words(guide_, note),
                                 .calls = note.calls,
                                 .letters = note.letters});
    return inner_->tell_desk(note);
}

}  // namespace uketsuke::reception
