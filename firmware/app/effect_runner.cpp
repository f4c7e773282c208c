// SPDX-License-Identifier: Apache-2.0
#include "effect_runner.hpp"

#include <algorithm>
#include <memory>

#include "face_metrics.hpp"
#include "firmware/base/enumeration.hpp"
#include "firmware/base/log.hpp"
#include "firmware/readiness/lines.hpp"
#include "known_readiness.hpp"
#include "test_tone.hpp"

namespace uketsuke::app {

using base::ErrorCode;
using base::fail;
using domain::Ticket;

namespace {

/// The outcome without its value, which stays in the vault.
template <class T>
base::Result<void> outcome_of(const base::Result<T>& result) {
    if (!result) return fail(result.error());
    return {};
}

template <class T>
void note(const char* what, const base::Result<T>& result) {
    if (!result) base::warn("kiosk", "{}: {} {}", what, base::name_of(result.error().code), result.error().detail);
}

}  // namespace

EffectRunner::EffectRunner(const Devices& devices, Lanes& lanes, Mailbox& mailbox, TypedDigits& typed)
    : devices_(devices),
      lanes_(lanes),
      mailbox_(mailbox),
      typed_(typed),
      card_(devices, vault_),
      codes_(devices, vault_, lanes, mailbox, [this](Ticket ticket) { return wanted_.is(ticket); }),
      face_(devices, vault_, lanes, mailbox),
      readiness_(devices, lanes, card_, face_, [this](const base::Result<void>& done) { note_printer(done); }) {}

void EffectRunner::run(const flow::Effect& effect) {
    std::visit([&](const auto& work) { run(effect.ticket, work); }, effect.work);
}

void EffectRunner::run(Ticket ticket, flow::CameraOn work) { face_.start(ticket, work.long_moves); }
void EffectRunner::run(Ticket, flow::CameraOff) { face_.stop(); }

void EffectRunner::run(Ticket ticket, flow::ReadCard work) {
    vault_.open(ticket.visit);
    lanes_.run(LaneName::card, [this, ticket, card = work.card] {
        auto info = card_.read(ticket.visit, card);
        note("reading the card", info);
        readiness_.note_card(info ? std::nullopt : std::optional(info.error().code));
        mailbox_.post(flow::CardRead{ticket, std::move(info), today(devices_.clock)});
    });
}

/// The lane answers in order: what the flow hears of the service comes after this answer.
void EffectRunner::run(Ticket ticket, flow::CheckCertificate) {
    if (!devices_.check_certificate) return;
    lanes_.run(LaneName::net, [this, ticket] {
        auto certificate = vault_.take_certificate(ticket.visit);
        if (!certificate) return;  // the visit is over
        auto checked = devices_.check_certificate(*certificate);
        note("checking the certificate", checked);
        mailbox_.post(flow::CertificateChecked{ticket, std::move(checked)});
    });
}

void EffectRunner::run(Ticket ticket, flow::ReadPortrait work) {
    if (work.typed) vault_.put(ticket, Typed::number_b, typed_.take());
    lanes_.run(LaneName::card, [this, ticket, typed = work.typed] {
        auto portrait = card_.read_portrait(ticket, typed);
        note("reading the card's photo", portrait);
        mailbox_.post(flow::PortraitReady{ticket, std::move(portrait)});
    });
}

void EffectRunner::run(Ticket ticket, flow::FetchChallenge) {
    lanes_.run(LaneName::net, [this, ticket] {
        if (!service_visit_) service_visit_ = devices_.eligibility.begin();
        const auto nonce = service_visit_->challenge();
        note("asking for a nonce", nonce);
        if (nonce) vault_.put(ticket.visit, *nonce);
        mailbox_.post(flow::ChallengeReady{ticket, outcome_of(nonce)});
    });
}

void EffectRunner::run(Ticket ticket, flow::VerifyPin work) {
    vault_.put(ticket, Typed::pin, typed_.take());
    lanes_.run(LaneName::card, [this, ticket, expected = work.expected] {
        const auto outcome = card_.verify_pin(ticket, expected);
        note("PIN dialogue", outcome);
        if (!outcome) return mailbox_.post(flow::PinAnswered{ticket, fail(outcome.error()), false});
        mailbox_.post(flow::PinAnswered{ticket, outcome->left, outcome->assertion.has_value()});
    });
}

void EffectRunner::run(Ticket, flow::WipePin) {
    typed_.clear();
    vault_.wipe_typed();
}

void EffectRunner::run(Ticket ticket, flow::SignByTerminal) {
    lanes_.run(LaneName::card, [this, ticket] {
        auto signature = card_.sign_by_terminal(ticket.visit);
        note("terminal authentication", signature);
        mailbox_.post(flow::Signed{ticket, std::move(signature)});
    });
}

void EffectRunner::run(Ticket ticket, flow::SignByPhone) {
    lanes_.run(LaneName::card, [this, ticket] {
        auto signature = card_.sign_by_phone(ticket.visit);
        note("signature of the phone", signature);
        mailbox_.post(flow::Signed{ticket, std::move(signature)});
    });
}

/// Taken out of the vault now: a card that is pulled at once is counted all the same, before it is read again.
void EffectRunner::run(Ticket ticket, flow::CountRefusal) {
    if (const auto card = vault_.card_key(ticket.visit))
        lanes_.run(LaneName::card, [this, card = *card] { card_.count_refusal(card); });
}

/// Whoever comes for the settings has no visit that a card had opened.
void EffectRunner::run(Ticket ticket, flow::CheckStaff) {
    vault_.open_if_closed(ticket.visit);
    vault_.put(ticket, Typed::password, typed_.take());
    const auto card = vault_.card_key(ticket.visit).value_or(domain::CardKey{});
    lanes_.run(LaneName::journal, [this, ticket, card] {
        auto password = vault_.take_typed(ticket, Typed::password);
        auto check = password ? devices_.staff.check(card, std::move(*password))
                              : fail(ErrorCode::internal, "no password for this visit");
        note("staff check", check);
        mailbox_.post(flow::StaffChecked{ticket, std::move(check)});
    });
}

/// Before the code that is typed next, on the same lane.
void EffectRunner::run(Ticket ticket, flow::UnlockStaff) {
    if (const auto card = vault_.card_key(ticket.visit))
        lanes_.run(LaneName::journal, [this, card = *card] { devices_.staff.unlock(card); });
}

void EffectRunner::run(Ticket ticket, flow::DecideFace) {
    lanes_.run(LaneName::face, [this, ticket] {
        auto verdict = face_.decide(ticket.visit);
        note("face decision", verdict);
        mailbox_.post(flow::Decided{ticket, std::move(verdict)});
    });
}

void EffectRunner::run(Ticket ticket, flow::Authenticate) {
    run_after_records(ticket, LaneName::net, [this, ticket] {
        auto assertion = vault_.take_assertion(ticket.visit);
        auto answer = service_visit_ && assertion ? service_visit_->authenticate(*assertion)
                                                  : fail(ErrorCode::internal, "no assertion for this visit");
        note("identification", answer);
        mailbox_.post(flow::Authenticated{ticket, std::move(answer)});
    });
}

void EffectRunner::run(Ticket ticket, flow::RegisterUse) {
    run_after_records(ticket, LaneName::net, [this, ticket] {
        auto answer = service_visit_ ? service_visit_->register_use() : fail(ErrorCode::internal, "no visit");
        note("registration", answer);
        mailbox_.post(flow::Registered{ticket, std::move(answer)});
    });
}

void EffectRunner::run(Ticket ticket, const flow::Confirm& work) {
    run_after_records(ticket, LaneName::net, [this, ticket, choices = work.choices] {
        if (!service_visit_) return mailbox_.post(flow::Confirmed{ticket, fail(ErrorCode::internal, "no visit")});
        if (auto holder = vault_.holder(ticket.visit)) {
            service_visit_->hold_against(*holder);
            wipe(*holder);
        }
        auto eligibility = service_visit_->confirm(choices);
        note("confirmation", eligibility);
        if (!eligibility) return mailbox_.post(flow::Confirmed{ticket, fail(eligibility.error())});
        const auto answer = eligibility->answer;
        vault_.put(ticket.visit, std::move(*eligibility));
        mailbox_.post(flow::Confirmed{ticket, answer});
    });
}

void EffectRunner::run(Ticket ticket, flow::Deliver) {
    run_after_records(ticket, LaneName::files, [this, ticket] {
        auto eligibility = vault_.take_eligibility(ticket.visit);
        const auto begin = [this, ticket] { return wanted_.begin(ticket); };
        auto delivered = eligibility ? devices_.reception.deliver(*eligibility, begin)
                                     : fail(ErrorCode::internal, "no answer for this visit");
        note("delivering the result", delivered);
        if (delivered) {
            const auto shared = std::make_shared<const domain::Eligibility>(std::move(*eligibility));
            copy(*delivered, shared);
            compare(ticket, shared);
        }
        mailbox_.post(flow::Delivered{ticket, std::move(delivered)});
    });
}

void EffectRunner::copy(std::string name, Shared eligibility) {
    if (devices_.copies == nullptr) return;
    const auto which = to_copy_.put(std::move(eligibility), devices_.clock.mono());
    lanes_.run(LaneName::shares, [this, which, name = std::move(name)] {
        if (const auto result = to_copy_.take(which)) note("a result once more", devices_.copies->put(name, *result));
    });
}

/// Told to the desk alone; the journal gets the counts.
void EffectRunner::compare(Ticket ticket, Shared result) {
    if (devices_.clinic_data == nullptr) return;
    const auto which = to_compare_.put(std::move(result), devices_.clock.mono());
    lanes_.run(LaneName::shares, [this, ticket, which] {
        const auto eligibility = to_compare_.take(which);
        if (!eligibility) return;
        auto [fields, wrong] = devices_.clinic_data->compare(*eligibility);
        if (wrong) base::warn("kiosk", "the clinic's data: {}", wrong->detail);
        if (wrong && !clinic_data_wrong_)
            tell_desk({domain::DeskNote::Kind::alert, "clinic_data", wrong->code, {}, {}});
        clinic_data_wrong_ = wrong.has_value();
        if (!fields.empty()) record_comparison(ticket, fields);
        std::erase_if(fields, [](const domain::Difference& field) { return !concerns_desk(field); });
        if (fields.empty()) return;
        domain::DeskNote note{domain::DeskNote::Kind::advice, "differences", {}, {}, {}};
        note.ticket = {ticket.visit, 0};
        note.number = eligibility->answer.number;
        note.differences = std::move(fields);
        tell_desk(note);
    });
}

/// Behind what the journal has been asked for; nothing waits for it.
void EffectRunner::record_comparison(Ticket ticket, const std::vector<domain::Difference>& fields) {
    domain::AuditRecord record{"compared", ticket.visit, {}, devices_.clock.wall()};
    for (const auto match : base::kValuesOf<domain::Match>)
        record.fields.emplace_back(base::enumerator_name(match),
                                   std::to_string(std::ranges::count(fields, match, &domain::Difference::match)));
    lanes_.run(LaneName::journal, [this, record = std::move(record)]() mutable {
        unwritten_.push_back(std::move(record));
        if (!journal_down_) write_journal();
    });
}

void EffectRunner::run(Ticket, const flow::TellDesk& work) { tell_desk(work.note); }

void EffectRunner::tell_desk(const domain::DeskNote& desk_note) {
    lanes_.run(LaneName::desk,
               [this, desk_note] { note("telling the desk", devices_.reception.tell_desk(desk_note)); });
}

/// One that comes too late is not written: the screen has said so by then.
void EffectRunner::run(Ticket ticket, flow::ChangeSetting work) {
    lanes_.run(LaneName::files, [this, ticket, work] {
        if (!wanted_.is(ticket)) return;
        const auto kept = devices_.keep_setting ? devices_.keep_setting(work.setting, work.value)
                                                : fail(ErrorCode::internal, "there is no settings file");
        note("keeping a setting", kept);
        mailbox_.post(flow::SettingSaved{
            ticket, kept ? base::Result<void>{} : fail(ErrorCode::setting_unsaved, kept.error().detail)});
    });
}

void EffectRunner::run(Ticket, flow::PlayTone work) {
    if (devices_.speaker == nullptr) return;
    note("the speaker",
         devices_.speaker->play({ui::Output::loudspeaker, ui::Track::earcon, test_tone(), work.volume / 100.0}));
}

void EffectRunner::print(std::function<domain::Image(int width)> draw) {
    if (devices_.slip_printer == nullptr) return;
    lanes_.run(LaneName::printer, [this, draw = std::move(draw)] {
        auto& printer = *devices_.slip_printer;
        note_printer(printer.print(draw(printer.width())));
    });
}

void EffectRunner::run(Ticket, const flow::PrintSlip& work) {
    print([this, work](int width) { return devices_.draw_slip(work, width); });
}

void EffectRunner::run(Ticket, flow::PrintStatement work) {
    print([this, work](int width) { return devices_.draw_statement(work, width); });
}

void EffectRunner::run(Ticket, const flow::PrintFound& work) {
    print([this, work](int width) { return devices_.draw_lines(work.lines, width); });
}

/// Nothing is recorded once the flow no longer waits for it.
void EffectRunner::run(Ticket ticket, flow::FindAppointment) {
    vault_.open_if_closed(ticket.visit);
    vault_.put(ticket, Typed::patient_number, typed_.take());
    lanes_.run(LaneName::shares, [this, ticket] {
        if (!wanted_.is(ticket)) return;
        auto found = find_appointment(ticket);
        note("an appointment", found);
        mailbox_.post(flow::AppointmentFound{ticket, std::move(found)});
    });
}

/// The desk hears of a list that cannot be read, once until it can.
base::Result<domain::Appointment> EffectRunner::find_appointment(Ticket ticket) {
    const auto shown = vault_.take_code(ticket.visit);
    const auto typed = vault_.take_typed(ticket, Typed::patient_number);
    if (!typed || devices_.appointments == nullptr) return fail(ErrorCode::internal, "no number, or no list");
    const auto digits = typed->expose();
    const auto number = shown ? std::string_view(shown->text)
                              : std::string_view(reinterpret_cast<const char*>(digits.data()), digits.size());
    auto found = devices_.appointments->arrive(number, [this, ticket] { return wanted_.begin(ticket); });
    const bool unreadable = found ? found->wrong.has_value() : found.error().code == ErrorCode::appointments_unreadable;
    if (unreadable && !appointments_wrong_)
        tell_desk({domain::DeskNote::Kind::alert, "appointments", ErrorCode::appointments_unreadable, {}, {}});
    appointments_wrong_ = unreadable;
    if (!found) return fail(found.error());
    return std::move(found->appointment);
}
void EffectRunner::run(Ticket ticket, flow::ReadCode) { codes_.start(ticket); }

void EffectRunner::run(Ticket ticket, const flow::LookAtReadiness& work) {
    readiness_.run(work, [this, ticket](const readiness::Report& report) {
        mailbox_.post(flow::ReadinessFound{ticket, staff_lines(report)});
    });
}

void EffectRunner::look_in_the_morning(const flow::LookAtReadiness& known) {
    readiness_.run(known, [this](const readiness::Report& report) {
        auto troubles = readiness::troubles_of(report);
        if (troubles.empty()) return;
        domain::DeskNote news{domain::DeskNote::Kind::upkeep, "readiness", {}, {}, {}};
        news.lines = std::move(troubles);
        tell_desk(news);
    });
}

void EffectRunner::look_after_printer() {
    if (devices_.slip_printer == nullptr || looking_at_printer_.exchange(true)) return;
    lanes_.run(LaneName::printer, [this] {
        looking_at_printer_ = false;
        note_printer(devices_.slip_printer->check());
    });
}

void EffectRunner::note_printer(const base::Result<void>& done) {
    const auto wrong = done ? std::nullopt : std::optional(done.error().code);
    const bool news = wrong && wrong != printer_wrong_;
    printer_wrong_ = wrong;
    if (!news) return;
    note("printing a slip", done);
    tell_desk({domain::DeskNote::Kind::alert, "printer", wrong, {}, {}});
}

void EffectRunner::forget_secrets() {
    typed_.clear();
    vault_.forget();
}

void EffectRunner::run(Ticket, flow::Forget) {
    forget_secrets();
    lanes_.run(LaneName::card, [this] {
        codes_.close();
        card_.close();
    });
    lanes_.run(LaneName::face, [this] { face_.close(); });
    lanes_.run(LaneName::net, [this] { service_visit_.reset(); });
}

/// Behind the records in their lane. When the journal is down the flow has heard so by then and is out of service, so
/// nobody waits for an answer.
void EffectRunner::run_after_records(Ticket ticket, LaneName lane, Job job, base::Place from) {
    const auto while_wanted = [this, ticket, job = std::move(job)] {
        if (wanted_.is(ticket)) job();
    };
    lanes_.run(
        LaneName::journal,
        [this, lane, while_wanted, from] {
            if (!journal_down_) lanes_.run(lane, while_wanted, from);
        },
        from);
}

void EffectRunner::look_after_results() {
    look_after_shares();
    if (looking_.exchange(true)) return;
    lanes_.run(LaneName::files, [this] {
        looking_ = false;
        const auto news = devices_.reception.look_after();
        note("looking after the results", news);
        if (news)
            for (const auto& desk_note : *news) tell_desk(desk_note);
    });
}

void EffectRunner::look_after_shares() {
    to_compare_.drop_old(devices_.clock.mono());
    if (to_copy_.drop_old(devices_.clock.mono()) > 0)
        tell_desk({domain::DeskNote::Kind::alert, "fhir", base::ErrorCode::fhir_undeliverable, {}, {}});
    const bool any = devices_.copies != nullptr || devices_.requests != nullptr || devices_.appointments != nullptr;
    if (!any || looking_at_shares_.exchange(true)) return;
    lanes_.run(LaneName::shares, [this] {
        looking_at_shares_ = false;
        if (devices_.appointments != nullptr) devices_.appointments->look_after();
        if (devices_.requests != nullptr) devices_.requests->look_after();
        if (devices_.copies == nullptr) return;
        for (const auto& desk_note : devices_.copies->look_after()) tell_desk(desk_note);
    });
}

void EffectRunner::record(domain::AuditRecord record) {
    record.time = devices_.clock.wall();
    asked_.push_back(devices_.clock.mono());
    lanes_.run(LaneName::journal, [this, record = std::move(record)]() mutable {
        unwritten_.push_back(std::move(record));
        if (!journal_down_) write_journal();
        ++through_;
    });
}

void EffectRunner::look_after_journal() {
    for (int through = through_.exchange(0); through > 0; --through) asked_.pop_front();
    const bool hangs = !asked_.empty() && devices_.clock.mono() - asked_.front() > kJournalLimit;
    if (hangs && !journal_hangs_)
        mailbox_.post(flow::DeviceDown{flow::Device::audit, ErrorCode::audit_unwritable, today(devices_.clock)});
    if (!hangs && journal_hangs_ && !journal_down_) mailbox_.post(flow::DeviceUp{flow::Device::audit});
    journal_hangs_ = hangs;
    if (retrying_.exchange(true)) return;
    lanes_.run(LaneName::journal, [this] {
        retrying_ = false;
        if (journal_down_) write_journal();
    });
}

void EffectRunner::count_face(flow::FaceOutcome outcome) {
    if (devices_.face_day == nullptr) return;
    lanes_.run(LaneName::journal, [this, outcome, day = today(devices_.clock)] {
        turn_face_day(day);
        const auto tell = devices_.face_day->count(outcome);
        note("counting faces", tell);
        if (tell && *tell) tell_desk({domain::DeskNote::Kind::alert, "face", ErrorCode::camera_view_poor, {}, {}});
        put_metrics();
    });
}

void EffectRunner::count_face(flow::FaceAttempt attempt) {
    if (devices_.face_day == nullptr) return;
    lanes_.run(LaneName::journal, [this, attempt, day = today(devices_.clock)] {
        turn_face_day(day);
        note("counting looks", devices_.face_day->count(attempt));
        put_metrics();
    });
}

void EffectRunner::look_after_face_day() {
    if (devices_.face_day == nullptr || turning_.exchange(true)) return;
    lanes_.run(LaneName::journal, [this, day = today(devices_.clock)] {
        turning_ = false;
        turn_face_day(day);
        put_metrics();
    });
}

void EffectRunner::turn_face_day(base::Date day) {
    note("the day of faces", devices_.face_day->turn(day, journal_down_ ? nullptr : &devices_.audit));
}

/// What cannot be written is tried again with the next look, and told once.
void EffectRunner::put_metrics() {
    if (!devices_.put_metrics) return;
    const auto counts = devices_.face_day->counts();
    if (!counts) return note("counts of the face check", counts);
    auto text = face_metrics(*counts);
    const bool lost = metrics_lost_.exchange(false);
    if (text == metrics_ && !lost) return;
    metrics_ = text;
    lanes_.run(LaneName::files, [this, text = std::move(text), lost] {
        const auto put = devices_.put_metrics(text);
        if (!put) metrics_lost_ = true;
        if (!lost) note("metrics.file", put);
    });
}

void EffectRunner::look_at_terms() {
    if (!devices_.look_at_terms) return;
    lanes_.run(LaneName::files, [this] {
        const auto look = devices_.look_at_terms();
        for (const auto& one : look.notes) tell_desk(one);
        const bool was_down = terms_down_.exchange(look.wrong.has_value());
        if (look.wrong && !was_down) {
            base::warn("kiosk", "out of service: {} {}", base::name_of(look.wrong->code), look.wrong->detail);
            mailbox_.post(flow::DeviceDown{flow::Device::terms, look.wrong->code, today(devices_.clock)});
        }
        if (!look.wrong && was_down) mailbox_.post(flow::DeviceUp{flow::Device::terms});
    });
}

/// On lanes of their own: neither a share that hangs nor a slow answer holds up a patient.
void EffectRunner::take_request() {
    if (devices_.requests == nullptr || requested_.exchange(true)) return;
    lanes_.run(LaneName::shares, [this] {
        auto request = devices_.requests->next();
        if (!request) return requested_.store(false);
        lanes_.run(LaneName::errands,
                   [this, asked = std::make_shared<ports::RequestFiles::Request>(std::move(*request))] {
                       auto answer = devices_.carry_out(asked->text);
                       note("a request of the clinic", answer);
                       lanes_.run(LaneName::shares, [this, asked, answer = std::move(answer)] {
                           if (answer) note("answering a request", devices_.requests->answer(*asked, *answer));
                           requested_ = false;
                       });
                   });
    });
}

void EffectRunner::write_journal() {
    base::Result<void> written = unwritten_.empty() ? devices_.audit.check() : base::Result<void>{};
    while (written && !unwritten_.empty()) {
        written = devices_.audit.append(unwritten_.front());
        if (written) unwritten_.pop_front();
    }
    if (written.has_value() != journal_down_) return;  // as it was
    journal_down_ = !written;
    note("journal", written);
    if (journal_down_)
        mailbox_.post(flow::DeviceDown{flow::Device::audit, written.error().code, today(devices_.clock)});
    else
        mailbox_.post(flow::DeviceUp{flow::Device::audit});
}

}  // namespace uketsuke::app
