// SPDX-License-Identifier: Apache-2.0
#include "step.hpp"

#include "firmware/domain/desk_report.hpp"
#include "question_table.hpp"
#include "state_table.hpp"

namespace uketsuke::flow {
namespace {

using K = EffectKind;
using D = domain::DeskNote::Kind;

/// Somebody has come as was agreed, or sooner: the desk has nothing to see to.
bool has_just_come(const Visit& visit) {
    using domain::Arrival;
    return visit.state == State::appointment_told && visit.appointment &&
           (visit.appointment->arrival == Arrival::on_time || visit.appointment->arrival == Arrival::early);
}

/// What the state on entry wants to tell the desk; a call tells only where and whose turn.
domain::DeskNote note_of(const Visit& visit, domain::DeskNote::Kind kind) {
    domain::DeskNote note{kind, name_of(visit.state), {}, {}, {}};
    note.ticket = {visit.ticket.visit, 0};  // the desk answers when it can, within the visit
    note.number = visit.number;
    if (kind == domain::DeskNote::Kind::call) return note;
    note.error = visit.error;
    if (visit.staff_check) note.by = visit.staff_check->by;
    note.situation = visit.situation;
    note.appointment = visit.appointment;
    if (has_just_come(visit)) note.where = domain::kArrived;
    if (visit.answer) note.remarks = visit.answer->remarks;
    note.today = visit.today;
    return note;
}

Work work_of(K kind, const Visit& visit) {
    switch (kind) {
        case K::set_timer: return SetTimer{time_out_of(visit)};
        case K::camera_on: return CameraOn{visit.comfort.long_moves};
        case K::camera_off: return CameraOff{};
        case K::wipe_pin: return WipePin{};
        case K::forget: return Forget{};
        case K::read_card: return ReadCard{*visit.card};
        case K::check_certificate: return CheckCertificate{};
        case K::read_portrait: return ReadPortrait{visit.number_b_typed};
        case K::fetch_challenge: return FetchChallenge{};
        case K::verify_pin: return VerifyPin{visit.info->pin};
        case K::sign_by_terminal: return SignByTerminal{};
        case K::sign_by_phone: return SignByPhone{};
        case K::decide_face: return DecideFace{};
        case K::count_refusal: return CountRefusal{};
        case K::check_staff: return CheckStaff{};
        case K::unlock_staff: return UnlockStaff{};
        case K::authenticate: return Authenticate{};
        case K::register_use: return RegisterUse{};
        case K::confirm: return Confirm{*visit.sent};
        case K::deliver: return Deliver{};
        case K::change_setting: return ChangeSetting{visit.setting, visit.chosen};
        case K::play_tone: return PlayTone{visit.chosen};
        case K::print_statement: return PrintStatement{visit.today};
        case K::look_at_readiness: return LookAtReadiness{visit.down, visit.needs(Device::camera)};
        case K::print_found: return PrintFound{visit.found};
        case K::find_appointment: return FindAppointment{};
        case K::read_code: return ReadCode{};
        case K::print_slip:
            return PrintSlip{visit.number.empty() ? std::string(kTestSlip) : visit.number, visit.today, visit.language,
                             visit.way_on_slip() ? std::optional(visit.comfort) : std::nullopt};
        case K::tell_desk: break;
    }
    return TellDesk{note_of(visit, domain::DeskNote::Kind::call)};
}

Effect effect_of(K kind, const Visit& visit) {
    Effect effect{visit.ticket, work_of(kind, visit)};
    // A photo serves every face attempt of the visit, and a word about the certificate is awaited in no state.
    if (kind == K::read_portrait || kind == K::check_certificate) effect.ticket.n = 0;
    return effect;
}

/// The answer may be about somebody else than stands there: no way of going on makes up for looking at both. And
/// whoever types one code after another is no staff member.
bool needs_a_person(const Visit& visit) {
    return visit.error == base::ErrorCode::service_mismatch || visit.error == base::ErrorCode::staff_password_locked;
}

/// A pause and what follows from the screen before it keep that screen's reason.
bool keeps_situation(State state) {
    return state == State::guidance || state == State::staff_called || state == State::idle_warning;
}

/// Why the patient needs another way, told by where the visit has got to.
std::optional<domain::Situation> situation_of(const Visit& visit) {
    using domain::Situation;
    using domain::Validity;
    switch (visit.state) {
        case State::out_of_service: return Situation::reader_down;
        case State::certificate_refused: return Situation::certificate_ended;
        case State::not_registered:
        case State::registration_failed: return Situation::not_registered;
        case State::pin_unusable:
        case State::pin_locked:
        case State::face_refused:
        case State::face_unavailable: return Situation::identity_failed;
        case State::service_failed:
        case State::confirm_failed: return service_situation(visit.error);
        case State::result_undelivered: return Situation::undelivered;
        case State::without_card:
        case State::statement: return Situation::no_card;
        case State::result_invalid:
            if (visit.answer->validity == Validity::none_found) return Situation::no_eligibility;
            return visit.answer->validity == Validity::several ? Situation::several : Situation::not_valid;
        default: return std::nullopt;
    }
}

/// What stands on the screen when nobody is here any more.
State rest_of(const Visit& visit) { return visit.missing() ? State::out_of_service : State::idle; }

/// The ways that this patient may choose from; whoever came for the settings has none but back.
State choice_of(const Visit& visit) {
    if (visit.for_settings) return rest_of(visit);
    if (visit.accompanied) return State::accompanied;
    return visit.pin_usable() ? State::choose_identity : State::pin_unusable;
}

State question_at(int place) { return question_table()[static_cast<std::size_t>(place)].state; }

/// What stands on the screen after the visit: whether it ended well, as its patient liked to read it.
bool says_goodbye(State state) {
    return state == State::take_card || state == State::take_card_reminder || state == State::take_card_urgent ||
           state == State::card_left || state == State::thanks;
}

/// A visit ends: nothing of a person stays.
void clear_visit(Visit& visit) {
    Visit clean;
    clean.state = visit.state;
    clean.ticket = visit.ticket;
    clean.facts = visit.facts;
    clean.down = visit.down;
    clean.today = visit.today;
    clean.card = visit.card;
    clean.asked_card = visit.asked_card;
    clean.language = visit.facts.language;
    clean.comfort = visit.facts.comfort;
    if (says_goodbye(visit.state)) {
        clean.language = visit.language;
        clean.comfort = visit.comfort;
        clean.finished = visit.finished;
        clean.number = visit.number;
        clean.to_desk = visit.to_desk || visit.situation.has_value();
        clean.error = visit.error;
        clean.over = visit.card.has_value();
    }
    if (visit.state == State::out_of_service) clean.error = visit.missing();
    visit = clean;
}

/// What became of a code is told here, to the screen or the journal.
bool explains_code(State state) {
    return state == State::staff_refused || state == State::staff_confirm || state == State::settings;
}

/// What must be so in a state, whatever row led there.
void leave_behind(const StateRow& from, const StateRow& to, Visit& visit, Effects& effects) {
    if (from.camera && !to.camera) effects.push_back(effect_of(K::camera_off, visit));
    if (!to.camera) {
        visit.advice.reset();
        visit.look_doubted = false;
    }
    if (!explains_code(to.state)) visit.staff_check.reset();
    if (!to.pin || to.digits > 0) {  // whoever types begins with nothing
        if (from.pin) effects.push_back(effect_of(K::wipe_pin, visit));
        visit.pin_digits = 0;
        visit.last_try_confirmed = false;
    }
    if (!to.person) {
        if (from.person) effects.push_back(effect_of(K::forget, visit));
        clear_visit(visit);
    }
}

/// Whoever closed the kiosk knows it.
bool closed_by_desk(const Visit& visit) {
    return visit.state == State::out_of_service && visit.down[static_cast<std::size_t>(Device::desk)].has_value();
}

/// Consumes what a job may use only once.
void spend(K job, Visit& visit) {
    if (job == K::authenticate) visit.challenged = false;
    if (job == K::fetch_challenge) visit.challenged = false;
    if (job == K::read_portrait) visit.asked_card = visit.card;
}

/// Nothing lies there that could be taken: a phone was lifted long ago.
State unless_nothing_to_take(State state, const Visit& visit) {
    return state == State::take_card && !visit.card ? State::thanks : state;
}

void enter(State wanted, Visit& visit, Effects& effects) {
    const auto& from = row_of(visit.state);
    const auto& to = row_of(unless_nothing_to_take(wanted, visit));
    visit.state = to.state;
    visit.in_front = InFront::nothing;
    ++visit.ticket.n;
    leave_behind(from, to, visit, effects);
    if (!keeps_situation(visit.state)) visit.situation = situation_of(visit);
    if (to.job == K::confirm) visit.sent = choices_of(visit);
    effects.push_back(effect_of(K::set_timer, visit));
    if (to.desk && !closed_by_desk(visit))
        effects.push_back({visit.ticket, TellDesk{note_of(visit, needs_a_person(visit) ? D::alert : *to.desk)}});
    if (to.camera) {
        visit.live_ready = false;
        effects.push_back(effect_of(K::camera_on, visit));
    }
    if (!to.job || (*to.job == K::read_portrait && visit.portrait_asked())) return;
    effects.push_back(effect_of(*to.job, visit));
    spend(*to.job, visit);
}

/// A face attempt without a match counts for the card, whoever lays it down next; the desk hears of the third in a day,
/// and of each after it.
void count_refusal(const Visit& visit, Effects& effects) {
    effects.push_back(effect_of(K::count_refusal, visit));
    if (visit.info->face.refused + visit.face_attempts < Visit::kFaceAttempts) return;
    auto note = note_of(visit, D::alert);
    note.error = base::ErrorCode::face_refused_often;
    effects.push_back({visit.ticket, TellDesk{std::move(note)}});
}

/// Whoever chooses how loud it is hears it.
bool is_louder_or_softer(const Visit& before, const Visit& now) {
    return now.state == State::setting_choice && before.state == now.state && now.setting == Setting::volume &&
           now.chosen != before.chosen;
}

/// The desk hears of an outage once; when it ends it sees the patients come.
void tell_of_service(const Visit& visit, Effects& effects) {
    domain::DeskNote note{D::advice, "service", visit.service_down(), service_situation(visit.service_down()),
                          visit.today};
    effects.push_back({visit.ticket, TellDesk{std::move(note)}});
}

/// Where a row leads this visit.
State aim(const Target& target, const Visit& visit, const Event& event) {
    switch (target.kind) {
        case Target::Kind::choice: return choice_of(visit);
        case Target::Kind::rest: return rest_of(visit);
        case Target::Kind::ask: return next_question(visit);
        case Target::Kind::ask_item: return question_at(std::get<Tap>(event).item);
        case Target::Kind::ask_before: return question_before(visit).value_or(visit.state);
        case Target::Kind::resume: return visit.resume == State::choose_identity ? choice_of(visit) : visit.resume;
        default: return target.state;
    }
}

/// A staff call and the idle warning lead back to the screen before them, which still explains the same.
bool is_pause(const Visit& before, const Row& row) {
    const auto pauses = [](State state) { return state == State::staff_called || state == State::idle_warning; };
    return pauses(before.state) || pauses(row.to.state);
}

/// A touch starts the time again that a person has, also where only what stands in front of the screen has one; it does
/// not give a job or a camera more time.
bool waits_for_person(State state) {
    const auto delay = row_of(state).delay;
    return !delay || row_of(*delay).again;
}

/// Whoever must do more has the time of an attempt once more.
bool asks_for_more(const Visit& before, const Visit& now) { return now.look_doubted && !before.look_doubted; }

bool is_touch(const Event& event) {
    const auto kind = kind_of(event);
    return kind == EventKind::tap || kind == EventKind::pin_changed || kind == EventKind::target_touched;
}

}  // namespace

bool is_late(const Visit& visit, const Event& event) {
    const auto ticket = ticket_of(event);
    if (!ticket) return false;
    return ticket->visit != visit.ticket.visit || (ticket->n != 0 && ticket->n != visit.ticket.n);
}

Step step(const Visit& before, const Event& event) { return step(before, event, transitions()); }

Step step(const Visit& before, const Event& event, std::span<const Row> rows) {
    if (is_late(before, event)) return {before, {}, nullptr};
    const Row* row = find_row(rows, before, event);
    if (row == nullptr) return {before, {}, nullptr};

    Step result{before, {}, row};
    auto& now = result.visit;
    const bool stays = row->to.kind == Target::Kind::stay;
    if (!stays && !is_pause(before, *row)) now.error.reset();
    if (row->change.apply != nullptr) row->change.apply(now, event);
    if (now.ticket.visit != before.ticket.visit) result.effects.push_back(effect_of(K::forget, before));
    if (row->effect) result.effects.push_back(effect_of(*row->effect, before));
    // Whatever row noted the card, and before the first job that follows from it: that one is answered later.
    if (now.info && !before.info) result.effects.push_back(effect_of(K::check_certificate, now));
    if (!stays)
        enter(aim(row->to, now, event), now, result.effects);
    else if ((is_touch(event) && waits_for_person(before.state)) || asks_for_more(before, now))
        result.effects.push_back(effect_of(K::set_timer, now));
    // Whatever row counted it; a pause that leads back to the refusal does not count it again.
    if (now.face_attempts > before.face_attempts) count_refusal(now, result.effects);
    if (now.service_down() && !before.service_down()) tell_of_service(now, result.effects);
    if (!now.number.empty() && before.number.empty()) result.effects.push_back(effect_of(K::print_slip, now));
    if (is_louder_or_softer(before, now)) result.effects.push_back(effect_of(K::play_tone, now));
    return result;
}

}  // namespace uketsuke::flow
