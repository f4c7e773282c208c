// SPDX-License-Identifier: Apache-2.0
#include "abstraction.hpp"

#include "firmware/flow/state_table.hpp"

namespace uketsuke::flow {
namespace {

/// Small numbers and optional flags, a character each.
class Key {
public:
    template <class... T>
    Key& add(T... values) {
        ((text_ += static_cast<char>('0' + static_cast<int>(values))), ...);
        return *this;
    }
    Key& add_maybe(std::optional<bool> flag) { return add(flag ? 1 + *flag : 0); }
    Key& add_answers(const domain::ConsentAnswers& answers) {
        for (const auto item : answers.items) add_maybe(item);
        return *this;
    }
    Key& add_given(const domain::ForEachQuestion<domain::Given>& given) {
        for (const auto& one : given.values) add(one.chosen ? 1 + *one.chosen : 0, one.ticked & 15, one.ticked >> 4);
        return *this;
    }
    std::string text() && { return std::move(text_); }

private:
    std::string text_;
};

void add_authentication(Key& key, const domain::Authentication& a) {
    key.add(a.registration, a.certificate, a.ask_consent, a.consent);
    for (const auto ask : a.asks.values) key.add(ask);
    for (const auto& list : a.listed.values) key.add(list.size());
}

}  // namespace

Visit abstracted(Visit s) {
    s.ticket = {1, 1};
    const bool asked = s.portrait_asked();
    if (s.card) s.card->insertion = 1;
    s.asked_card = asked ? s.card : std::nullopt;
    s.language = s.facts.language;
    s.comfort = s.facts.comfort;
    if (row_of(s.state).person) s.comfort = {TextSize::large, Theme::high_contrast_dark, true, true, true, true, true};
    if (row_of(s.state).delay) s.in_front = InFront::nothing;  // its time-out is the screen's own
    s.advice.reset();
    s.error.reset();
    s.shown_item = {};
    s.phone_kind.reset();
    s.missed = {};
    s.found.clear();
    s.situation.reset();
    s.seen_by.clear();
    if (s.state != State::staff_called) s.desk_comes = false;
    for (auto& why : s.down)
        if (why) why = base::ErrorCode::reader_missing;
    if (s.state != State::staff_called && s.state != State::idle_warning) s.resume = State::idle;
    return s;
}

std::string key_of(const Visit& s, const Observer& o) {
    Key key;
    key.add(s.state, s.resume, s.card ? 1 + s.card->slot : 0);
    for (const auto& why : s.down) key.add(why.has_value());
    key.add(s.info ? 1 + s.info->pin.left : 0, s.pin_digits, s.last_try_confirmed, s.accompanied, s.face_offered,
            s.portrait_asked(), s.number_b_typed, s.digits_shown, s.portrait_ready, s.live_ready, s.look_doubted,
            s.face_attempts, s.way, s.challenged, s.registration_agreed, s.finished, s.over, s.staff_on_way,
            s.desk_comes);
    if (s.info) key.add(s.info->face.refused, s.info->face.left);
    if (s.info) key.add(s.info->medium, s.info->not_after.year - 2020, s.info->not_after.month);
    key.add(s.staff_check ? 1 + (s.staff_check->locked_for_s > 0) + 2 * s.staff_check->accepted : 0);
    if (s.authentication) add_authentication(key, *s.authentication);
    key.add(s.appointment ? 1 + s.appointment->recorded() : 0);
    key.add(s.for_settings, s.setting, s.chosen, s.tested);
    key.add(s.answered & 15, s.answered >> 4 & 15, s.answered >> 8, s.asked_item);
    key.add_answers(s.answers).add_given(s.given);
    key.add(s.sent.has_value(),
            s.answer ? static_cast<int>(s.answer->validity) + 8 * (s.answer->remarks.bits != 0) : 0);
    key.add(s.terminal_refused, s.to_desk, s.in_front, o.card_lies, o.camera_on, o.warned, o.challenge, o.proved,
            o.staff_known, o.agreed_to_register, o.answered, o.hands, o.portrait_reads, o.asked_item);
    key.add_answers(o.shown).add_given(o.given);
    return std::move(key).text();
}

}  // namespace uketsuke::flow
