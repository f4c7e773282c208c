// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

#include "card_jobs.hpp"
#include "code_jobs.hpp"
#include "devices.hpp"
#include "face_jobs.hpp"
#include "firmware/domain/audit.hpp"
#include "firmware/flow/effect.hpp"
#include "held_results.hpp"
#include "lanes.hpp"
#include "mailbox.hpp"
#include "readiness_look.hpp"
#include "typed_digits.hpp"
#include "vault.hpp"
#include "wanted.hpp"

namespace uketsuke::app {

/// Does what the flow wants done: each job on its lane, each outcome back as an event with the effect's ticket.
/// Thread-bound to the kiosk's thread; the jobs are not.
class EffectRunner {
public:
    /// A record that is not written by then counts as a journal that cannot be written.
    static constexpr base::Duration kJournalLimit{6000};

    /// A result waits no longer for a share that hangs: to be compared, while the patient is here; to be copied.
    static constexpr base::Duration kLongestToCompare{120'000}, kLongestToCopy{1'800'000};

    /// All must outlive the runner; the lanes must be idle or gone before it is destroyed.
    EffectRunner(const Devices& devices, Lanes& lanes, Mailbox& mailbox, TypedDigits& typed);

    /// All but SetTimer, which is the kiosk's own. What reaches the service or the clinic (authenticate, register,
    /// confirm, deliver) happens only when every record asked for before it is written, and only while it is wanted.
    void run(const flow::Effect& effect);
    /// The flow is here now: work of earlier tickets that has not begun never will.
    void want(domain::Ticket ticket) { wanted_.set(ticket); }
    /// The time of this work is over. False: it has begun, and only its own answer tells what became of it.
    bool withdraw(domain::Ticket ticket) { return wanted_.withdraw(ticket); }
    /// Whoever is before the camera has asked for more time.
    void allow_long_moves() { face_.allow_long_moves(); }
    /// A note to the desk that belongs to no visit.
    void tell_desk(const domain::DeskNote& note);
    /// One more person, or look, for the day's counts, behind the records that were asked for before.
    void count_face(flow::FaceOutcome outcome);
    void count_face(flow::FaceAttempt attempt);
    /// Ends the day of those counts when it is over, and puts them out where they changed.
    void look_after_face_day();
    /// Appends to the journal. A record that cannot be written is kept and tried again by look_after_journal().
    void record(domain::AuditRecord record);
    /// Called once a second: writes what could not be written, and reports the journal down when it fails or when a
    /// record has waited longer than kJournalLimit (a hung disk), and up again afterwards.
    void look_after_journal();
    /// Called when it is due: see Devices::look_at_terms.
    void look_at_terms();
    /// Takes up one request of the clinic's programs, if there is one and the one before is answered.
    void take_request();
    [[nodiscard]] bool terms_down() const { return terms_down_; }
    /// Wipes what is secret and waits in no job yet, before the end. Thread-safe but for the typed digits.
    void forget_secrets();
    /// Called once a minute: tells the desk of results that nobody fetches, and of copies that could not be written.
    void look_after_results();
    /// The day's own look: what is not ready is told to the desk.
    void look_in_the_morning(const flow::LookAtReadiness& known);
    /// Called once a minute: tells the desk of a printer that cannot print, once until it can.
    void look_after_printer();
    [[nodiscard]] const Vault& vault() const { return vault_; }

private:
    // One for each work: an effect without its line here does not compile.
    void run(domain::Ticket, flow::SetTimer) {}  ///< the kiosk's own
    void run(domain::Ticket ticket, flow::CameraOn work);
    void run(domain::Ticket ticket, flow::CameraOff);
    void run(domain::Ticket ticket, flow::WipePin);
    void run(domain::Ticket ticket, flow::Forget);
    void run(domain::Ticket ticket, flow::ReadCard work);
    void run(domain::Ticket ticket, flow::CheckCertificate);
    void run(domain::Ticket ticket, flow::ReadPortrait work);
    void run(domain::Ticket ticket, flow::FetchChallenge);
    void run(domain::Ticket ticket, flow::VerifyPin work);
    void run(domain::Ticket ticket, flow::SignByTerminal);
    void run(domain::Ticket ticket, flow::SignByPhone);
    void run(domain::Ticket ticket, flow::DecideFace);
    void run(domain::Ticket ticket, flow::CountRefusal);
    void run(domain::Ticket ticket, flow::CheckStaff);
    void run(domain::Ticket ticket, flow::UnlockStaff);
    void run(domain::Ticket ticket, flow::Authenticate);
    void run(domain::Ticket ticket, flow::RegisterUse);
    void run(domain::Ticket ticket, const flow::Confirm& work);
    void run(domain::Ticket ticket, flow::Deliver);
    void run(domain::Ticket ticket, const flow::TellDesk& work);
    void run(domain::Ticket ticket, flow::ChangeSetting work);
    void run(domain::Ticket ticket, flow::PlayTone work);
    void run(domain::Ticket ticket, const flow::PrintSlip& work);
    void run(domain::Ticket ticket, flow::PrintStatement work);
    void run(domain::Ticket ticket, const flow::LookAtReadiness& work);
    void run(domain::Ticket ticket, const flow::PrintFound& work);
    void run(domain::Ticket ticket, flow::FindAppointment);
    base::Result<domain::Appointment> find_appointment(domain::Ticket ticket);
    void run(domain::Ticket ticket, flow::ReadCode);
    void print(std::function<domain::Image(int width)> draw);
    using Shared = HeldResults::Shared;
    void copy(std::string name, Shared eligibility);
    void compare(domain::Ticket ticket, Shared result);
    void record_comparison(domain::Ticket ticket, const std::vector<domain::Difference>& fields);
    void look_after_shares();
    void note_printer(const base::Result<void>& done);
    void turn_face_day(base::Date day);
    void put_metrics();
    void run_after_records(domain::Ticket ticket, LaneName lane, Job job, base::Place from = base::Place::here());
    void write_journal();

    const Devices& devices_;
    Lanes& lanes_;
    Mailbox& mailbox_;
    TypedDigits& typed_;
    Vault vault_;
    Wanted wanted_;
    CardJobs card_;  ///< card lane
    CodeJobs codes_;  ///< card lane
    FaceJobs face_;  ///< face lane
    ReadinessLook readiness_;
    std::unique_ptr<ports::EligibilityVisit> service_visit_;  ///< net lane
    std::deque<base::MonoTime> asked_;                        ///< when, for each record that still waits in its lane
    std::atomic<int> through_{0};                             ///< records written or kept since the last look
    std::atomic<bool> retrying_{false};                       ///< a retry waits on the journal's lane
    std::atomic<bool> turning_{false};                        ///< the same of the day of faces
    std::string metrics_;                                     ///< as they were put out last; journal lane
    std::atomic<bool> metrics_lost_{false};                   ///< they could not be written
    bool journal_hangs_ = false;
    std::deque<domain::AuditRecord> unwritten_;  ///< journal's lane
    std::atomic<bool> journal_down_{true};       ///< journal's lane
    std::atomic<bool> looking_{false};           ///< a look at the results waits on the files lane
    std::atomic<bool> looking_at_shares_{false};
    HeldResults to_compare_{kLongestToCompare}, to_copy_{kLongestToCopy};
    bool clinic_data_wrong_ = false;                ///< shares lane: the desk has been told
    bool appointments_wrong_ = false;               ///< alike
    std::optional<base::ErrorCode> printer_wrong_;  ///< printer's lane: what the desk has been told
    std::atomic<bool> looking_at_printer_{false};
    std::atomic<bool> requested_{false};   ///< a request of the clinic is on its way
    std::atomic<bool> terms_down_{false};  ///< files lane
};

}  // namespace uketsuke::app
