// SPDX-License-Identifier: Apache-2.0
// One first contact, step by step: each step looks at one thing, on the person's word where it costs or shows anything,
// and leaves what it learnt in the notes. Whatever fails, the next steps still do what they can.
#pragma once

#include "asker.hpp"
#include "desk.hpp"
#include "drivers/mynumber/applications.hpp"
#include "eyes.hpp"
#include "kept.hpp"
#include "notes.hpp"
#include "tools/card/chosen_card.hpp"

namespace uketsuke::tools::contact {

/// Thread-bound.
struct Meeting {
    Meeting(const card::Task& wanted, Asker& person, const Desk& before, Eyes& seeing)
        : task(wanted), asker(person), desk(before), eyes(seeing), notes(person) {}
    ~Meeting();
    Meeting(const Meeting&) = delete;
    Meeting& operator=(const Meeting&) = delete;

    const card::Task& task;
    Asker& asker;
    const Desk& desk;
    Eyes& eyes;
    Notes notes;
    std::vector<card::Exchange> log;  ///< every command to the card
    Kept kept;
    std::vector<Sheet> files;  ///< as far as they were described
    drivers::mynumber::FaceRecordRoots roots;

    std::optional<card::ChosenCard> card;  ///< held; nothing: none, or it is gone
    std::optional<drivers::mynumber::MyNumberApplications> applications;
    base::Bytes atr;                       ///< of the one card here; told only of one that is served
    std::optional<domain::CardInfo> info;  ///< of a card that is served
    base::Bytes photo_jp2;                 ///< of the record, believed or not

    /// Tells an error of the card; one that says it is gone ends the card's part.
    void card_failed(Word step, const base::Error& error);
};

/// Readers, card and camera, without a word to any card. False: there is nothing to look at.
bool say_what_is_here(Meeting& meeting);
/// What goes to the card, what it can cost, and what is left: before anything is sent.
void say_what_will_be_sent(Asker& asker);
/// Applications, counters, certificates, free files: no try is spent.
void look_at_card(Meeting& meeting);
/// 照合番号B, once; photo and signed record with all checks.
void read_record(Meeting& meeting);
/// The live picture: ten matches with the photo.
void look_at_face(Meeting& meeting);
/// The four-digit PIN, once, and a signature.
void try_pin(Meeting& meeting);
/// What the person adds of their own accord.
void ask_person(Meeting& meeting);
/// Shows the whole report and writes both files, if the person says so. Errors: file_unreadable.
base::Result<void> keep_report(Meeting& meeting);

/// All of it; the findings are what went wrong. Errors: file_unreadable (--trust).
base::Result<card::Report> meet(const card::Task& task, Asker& asker, const Desk& desk, Eyes& eyes);

/// All checks of the record that was kept whole; the photo of a genuine one is taken.
void check_record(Meeting& meeting);

/// What is read of a free or opened file behind what the driver took of it, until the file ends. The file's application
/// is selected.
base::Result<void> read_to_end(Meeting& meeting, const drivers::mynumber::KnownApplication& application,
                               drivers::mynumber::FileId file);
/// Puts the file's form and its deviations into the notes.
void describe_file(Meeting& meeting, const drivers::mynumber::KnownApplication& application,
                   drivers::mynumber::FileId file);

}  // namespace uketsuke::tools::contact
