// SPDX-License-Identifier: Apache-2.0
#include "step.hpp"

#include "question_table.hpp"
#include "state_table.hpp"

namespace uketsuke::flow {
namespace {

using K = EffectKind;

/// What the state on entry wants to tell the desk; a call tells only where.
domain::DeskNote note_of(const Session& session, domain::DeskNote::Kind kind) {
    domain::DeskNote note{kind, name_of(session.state), {}, {}, {}};
    note.ticket = {session.ticket.session, 0};  // the desk answers when it can, within the visit
    if (kind == domain::DeskNote::Kind::call) return note;
    note.error = session.error;
    note.situation = session.situation;
    if (session.answer) note.remarks = session.answer->remarks;
    note.today = session.today;
    return note;
}

Work work_of(K kind, const Session& session) {
    switch (kind) {
        case K::set_timer: return SetTimer{time_out_of(session)};
        case K::camera_on: return CameraOn{};
        case K::camera_off: return CameraOff{};
        case K::wipe_pin: return WipePin{};
        case K::forget: return Forget{};
        case K::read_card: return ReadCard{*session.card};
        case K::check_certificate: return CheckCertificate{};
        case K::read_portrait: return ReadPortrait{session.surface_typed};
        case K::fetch_challenge: return FetchChallenge{};
        case K::verify_pin: return VerifyPin{session.info->pin};
        case K::sign_by_terminal: return SignByTerminal{};
        case K::sign_by_phone: return SignByPhone{};
        case K::decide_face: return DecideFace{};
        case K::check_staff: return CheckStaff{};
        case K::authenticate: return Authenticate{};
        case K::register_use: return RegisterUse{};
        case K::confirm: return Confirm{*session.sent};
        case K::deliver: return Deliver{};
        case K::tell_desk: break;
    }
    return TellDesk{note_of(session, domain::DeskNote::Kind::call)};
}

Effect effect_of(K kind, const Session& session) {
    Effect effect{session.ticket, work_of(kind, session)};
    // A photo serves every face attempt of the visit, and a word about the certificate is awaited in no state.
    if (kind == K::read_portrait || kind == K::check_certificate) effect.ticket.n = 0;
    return effect;
}

domain::Situation service_situation(std::optional<base::ErrorCode> error) {
    using base::ErrorCode;
    if (error == ErrorCode::service_maintenance || error == ErrorCode::certificate_unconfirmed)
        return domain::Situation::maintenance;
    return error == ErrorCode::service_refused ? domain::Situation::service_refused : domain::Situation::service_down;
}

/// A pause and what follows from the screen before it keep that screen's reason.
bool keeps_situation(State state) {
    return state == State::guidance || state == State::staff_called || state == State::idle_warning;
}

/// Why the patient needs another way, told by where the visit has got to.
std::optional<domain::Situation> situation_of(const Session& session) {
    using domain::Situation;
    using domain::Validity;
    switch (session.state) {
        case State::out_of_service: return Situation::reader_down;
        case State::certificate_refused: return Situation::certificate_ended;
        case State::not_registered:
        case State::registration_failed: return Situation::not_registered;
        case State::pin_unusable:
        case State::pin_locked:
        case State::face_refused:
        case State::face_unavailable: return Situation::identity_failed;
        case State::service_failed:
        case State::confirm_failed: return service_situation(session.error);
        case State::result_undelivered: return Situation::undelivered;
        case State::result_invalid:
            if (session.answer->validity == Validity::none_found) return Situation::no_eligibility;
            return session.answer->validity == Validity::several ? Situation::several : Situation::not_valid;
        default: return std::nullopt;
    }
}

/// The ways that this patient may choose from.
State choice_of(const Session& session) {
    if (session.accompanied) return State::accompanied;
    return session.pin_usable() ? State::choose_identity : State::pin_unusable;
}

State question_at(int place) { return question_table()[static_cast<std::size_t>(place)].state; }

/// What stands on the screen after the visit: whether it ended well, in the language that was chosen.
bool says_goodbye(State state) {
    return state == State::take_card || state == State::take_card_reminder || state == State::take_card_urgent ||
           state == State::card_left || state == State::thanks;
}

/// A visit ends: nothing of a person stays in the session.
void clear_visit(Session& session) {
    Session clean;
    clean.state = session.state;
    clean.ticket = session.ticket;
    clean.facts = session.facts;
    clean.down = session.down;
    clean.today = session.today;
    clean.card = session.card;
    clean.asked_card = session.asked_card;
    clean.language = session.facts.language;
    if (says_goodbye(session.state)) {
        clean.language = session.language;
        clean.finished = session.finished;
        clean.to_desk = session.to_desk || session.situation.has_value();
        clean.error = session.error;
        clean.over = session.card.has_value();
    }
    if (session.state == State::out_of_service) clean.error = session.missing();
    session = clean;
}

/// What must be so in a state, whatever row led there.
void leave_behind(const StateRow& from, const StateRow& to, Session& session, Effects& effects) {
    if (from.camera && !to.camera) effects.push_back(effect_of(K::camera_off, session));
    if (!to.camera) session.advice.reset();
    if (to.state != State::staff_refused && to.state != State::staff_confirm) session.staff_check.reset();
    if (!to.pin || to.digits > 0) {  // whoever types begins with nothing
        if (from.pin) effects.push_back(effect_of(K::wipe_pin, session));
        session.pin_digits = 0;
        session.last_try_confirmed = false;
    }
    if (!to.person) {
        if (from.person) effects.push_back(effect_of(K::forget, session));
        clear_visit(session);
    }
}

/// Consumes what a job may use only once.
void spend(K job, Session& session) {
    if (job == K::authenticate) session.challenged = false;
    if (job == K::fetch_challenge) session.challenged = false;
    if (job == K::read_portrait) session.asked_card = session.card;
}

/// Nothing lies there that could be taken: a phone was lifted long ago.
State unless_nothing_to_take(State state, const Session& session) {
    return state == State::take_card && !session.card ? State::thanks : state;
}

void enter(State wanted, Session& session, Effects& effects) {
    const auto& from = row_of(session.state);
    const auto& to = row_of(unless_nothing_to_take(wanted, session));
    session.state = to.state;
    session.which_language = false;
    ++session.ticket.n;
    leave_behind(from, to, session, effects);
    if (!keeps_situation(session.state)) session.situation = situation_of(session);
    if (to.job == K::confirm) session.sent = choices_of(session);
    effects.push_back(effect_of(K::set_timer, session));
    if (to.desk) effects.push_back({session.ticket, TellDesk{note_of(session, *to.desk)}});
    if (to.camera) {
        session.live_ready = false;
        effects.push_back(effect_of(K::camera_on, session));
    }
    if (!to.job || (*to.job == K::read_portrait && session.portrait_asked())) return;
    effects.push_back(effect_of(*to.job, session));
    spend(*to.job, session);
}

/// Where a row leads this session.
State aim(const Target& target, const Session& session, const Event& event) {
    switch (target.kind) {
        case Target::Kind::choice: return choice_of(session);
        case Target::Kind::ask: return next_question(session);
        case Target::Kind::ask_item: return question_at(std::get<Tap>(event).item);
        case Target::Kind::ask_before: return question_before(session).value_or(session.state);
        case Target::Kind::resume:
            return session.resume == State::choose_identity ? choice_of(session) : session.resume;
        default: return target.state;
    }
}

/// A staff call and the idle warning lead back to the screen before them, which still explains the same.
bool is_pause(const Session& before, const Row& row) {
    const auto pauses = [](State state) { return state == State::staff_called || state == State::idle_warning; };
    return pauses(before.state) || pauses(row.to.state);
}

/// A touch starts the time for the next touch again, also where only a list in front of the screen has one; it does not
/// give a job or a camera more time.
bool waits_for_touch(State state) {
    const auto delay = row_of(state).delay;
    return !delay || delay == Delay::touch || delay == Delay::pin || delay == Delay::phone || delay == Delay::staff;
}

bool is_touch(const Event& event) {
    return kind_of(event) == EventKind::tap || kind_of(event) == EventKind::pin_changed;
}

}  // namespace

bool is_late(const Session& session, const Event& event) {
    const auto ticket = ticket_of(event);
    if (!ticket) return false;
    return ticket->session != session.ticket.session || (ticket->n != 0 && ticket->n != session.ticket.n);
}

Step step(const Session& before, const Event& event) { return step(before, event, transitions()); }

Step step(const Session& before, const Event& event, std::span<const Row> rows) {
    if (is_late(before, event)) return {before, {}, nullptr};
    const Row* row = find_row(rows, before, event);
    if (row == nullptr) return {before, {}, nullptr};

    Step result{before, {}, row};
    auto& now = result.session;
    const bool stays = row->to.kind == Target::Kind::stay;
    if (!stays && !is_pause(before, *row)) now.error.reset();
    if (row->change.apply != nullptr) row->change.apply(now, event);
    if (now.ticket.session != before.ticket.session) result.effects.push_back(effect_of(K::forget, before));
    if (row->effect) result.effects.push_back(effect_of(*row->effect, before));
    // Whatever row noted the card, and before the first job that follows from it: that one is answered later.
    if (now.info && !before.info) result.effects.push_back(effect_of(K::check_certificate, now));
    if (!stays)
        enter(aim(row->to, now, event), now, result.effects);
    else if (is_touch(event) && waits_for_touch(before.state))
        result.effects.push_back(effect_of(K::set_timer, now));
    return result;
}

}  // namespace uketsuke::flow
