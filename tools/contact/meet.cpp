// SPDX-License-Identifier: Apache-2.0
#include "meeting.hpp"

namespace uketsuke::tools::contact {
namespace {

using base::ErrorCode;

bool is_gone(ErrorCode error) {
    switch (error) {
        case ErrorCode::card_removed:
        case ErrorCode::card_changed:
        case ErrorCode::card_garbled:
        case ErrorCode::card_mute:
        case ErrorCode::daemon_missing:
        case ErrorCode::reader_missing: return true;
        default: return false;
    }
}

base::Result<drivers::mynumber::FaceRecordRoots> roots_of(const card::Task& task) {
    if (task.options.trust) return drivers::mynumber::load_face_record_roots(*task.options.trust);
    if (task.config) return drivers::mynumber::load_face_record_roots(task.config->card_trusted_issuer);
    return drivers::mynumber::FaceRecordRoots{};
}

/// It is of no use any more. Another object in its place: to empty it would keep its memory.
void drop_photo(Meeting& meeting) { meeting.photo_jp2 = base::Bytes(); }

void look_and_ask(Meeting& meeting) {
    if (!say_what_is_here(meeting)) return;
    say_what_will_be_sent(meeting.asker);
    if (!meeting.asker.yes("Look at the card now?")) return;
    look_at_card(meeting);
    for (const auto step : {read_record, look_at_face, drop_photo, try_pin, ask_person})
        if (!meeting.asker.gone()) step(meeting);
}

}  // namespace

Meeting::~Meeting() {
    applications.reset();  // before the session that it speaks over
    kept.forget();
}

void Meeting::card_failed(Word step, const base::Error& error) {
    notes.refused(step, error);
    if (!is_gone(error.code)) return;
    applications.reset();
    card.reset();
}

base::Result<card::Report> meet(const card::Task& task, Asker& asker, const Desk& desk, Eyes& eyes) {
    Meeting meeting(task, asker, desk, eyes);
    auto roots = roots_of(task);
    if (!roots) return base::fail(roots.error());
    meeting.roots = std::move(*roots);
    look_and_ask(meeting);
    if (const auto kept = keep_report(meeting); !kept) meeting.notes.refused("report", kept.error());
    if (asker.gone())
        meeting.notes.tell(card::warning("ended", "Nobody was there to answer any more: nothing was written."));
    return card::Report{{}, meeting.notes.troubles()};
}

}  // namespace uketsuke::tools::contact
