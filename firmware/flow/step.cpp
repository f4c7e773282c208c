// SPDX-License-Identifier: Apache-2.0
#include "step.hpp"

#include "state_table.hpp"

namespace uketsuke::flow {
namespace {

using K = EffectKind;

Effect effect_of(K kind, const Session& session) {
    Effect effect{kind, session.ticket, {}, session.card, {}, {}, session.state};
    if (kind == K::set_timer) effect.after = time_out_of(session.state);
    if (kind == K::verify_pin && session.info) effect.expected_tries = session.info->pin;
    if (kind == K::confirm) effect.consents = session.consents;
    if (kind == K::read_portrait) effect.ticket.n = 0;  // a photo serves every face attempt of the visit
    return effect;
}

/// What stands on the screen after the visit: whether it ended well, in the language that was chosen.
bool says_goodbye(State state) {
    return state == State::take_card || state == State::card_left || state == State::thanks;
}

/// A visit ends: nothing of a person stays in the session.
void clear_visit(Session& session) {
    Session clean;
    clean.state = session.state;
    clean.ticket = session.ticket;
    clean.facts = session.facts;
    clean.down = session.down;
    clean.card = session.card;
    clean.asked_card = session.asked_card;
    clean.language = session.facts.language;
    if (says_goodbye(session.state)) {
        clean.language = session.language;
        clean.finished = session.finished;
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
    if (!to.pin) {
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

void enter(State state, Session& session, Effects& effects) {
    const auto& from = row_of(session.state);
    const auto& to = row_of(state);
    session.state = state;
    ++session.ticket.n;
    leave_behind(from, to, session, effects);
    effects.push_back(effect_of(K::set_timer, session));
    if (to.camera) {
        session.live_ready = false;
        effects.push_back(effect_of(K::camera_on, session));
    }
    if (!to.job || (*to.job == K::read_portrait && session.portrait_asked())) return;
    effects.push_back(effect_of(*to.job, session));
    spend(*to.job, session);
}

/// A staff call and the idle warning lead back to the screen before them, which still explains the same.
bool is_pause(const Session& before, const Row& row) {
    const auto pauses = [](State state) { return state == State::staff_called || state == State::idle_warning; };
    return pauses(before.state) || pauses(row.to.state);
}

/// A touch starts the time for the next touch again; it does not give a job or a camera more time.
bool waits_for_touch(State state) {
    const auto delay = row_of(state).delay;
    return delay == "touch" || delay == "pin" || delay == "staff";
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

Step step(const Session& before, const Event& event) {
    if (is_late(before, event)) return {before, {}, nullptr};
    const Row* row = find_row(before, event);
    if (row == nullptr) return {before, {}, nullptr};

    Step result{before, {}, row};
    if (row->to.kind != Target::Kind::stay && !is_pause(before, *row)) result.session.error.reset();
    if (row->change.apply != nullptr) row->change.apply(result.session, event);
    if (result.session.ticket.session != before.ticket.session) result.effects.push_back(effect_of(K::forget, before));
    if (row->effect) result.effects.push_back(effect_of(*row->effect, before));
    switch (row->to.kind) {
        case Target::Kind::stay:
            if (is_touch(event) && waits_for_touch(before.state))
                result.effects.push_back(effect_of(K::set_timer, result.session));
            break;
        case Target::Kind::enter: enter(row->to.state, result.session, result.effects); break;
        case Target::Kind::resume: enter(before.resume, result.session, result.effects); break;
    }
    return result;
}

}  // namespace uketsuke::flow
