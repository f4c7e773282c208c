// SPDX-License-Identifier: Apache-2.0
#include "walk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <unordered_map>

#include "firmware/flow/guards.hpp"

namespace uketsuke::flow {
namespace {

using base::ErrorCode;
using domain::CertificateState;
using domain::FaceDecision;
using K = EffectKind;

// ---- what can happen ------------------------------------------------------------------------------------------------

constexpr ErrorCode kCardErrors[] = {ErrorCode::card_not_readable,
                                     ErrorCode::card_not_mynumber,
                                     ErrorCode::card_removed,
                                     ErrorCode::card_busy,
                                     ErrorCode::card_garbled,
                                     ErrorCode::card_changed,
                                     ErrorCode::certificate_untrusted,
                                     ErrorCode::certificate_refused,
                                     ErrorCode::card_mute};
constexpr ErrorCode kPhotoErrors[] = {ErrorCode::surface_unreadable,   ErrorCode::surface_number_refused,
                                      ErrorCode::surface_number_floor, ErrorCode::portrait_forged,
                                      ErrorCode::portrait_undecodable, ErrorCode::card_removed,
                                      ErrorCode::card_cloned,          ErrorCode::record_untrusted};

void add_devices(const World& world, std::vector<Event>& events) {
    const auto may_fail = [&](Device device) { return world.devices_fail || device == Device::audit; };
    for (const auto device : {Device::reader, Device::camera, Device::audit, Device::phone_reader}) {
        if (device == Device::phone_reader ? world.phone_insertions == 0 : !may_fail(device)) continue;
        events.push_back(DeviceDown{device, ErrorCode::reader_missing, kToday});
        events.push_back(DeviceUp{device});
    }
    events.push_back(DayBegan{kToday});
}

void add_world(const Session& s, const World& world, std::vector<Event>& events) {
    const domain::CardRef next{domain::kCardSlot, s.card ? s.card->insertion + 1 : 1};
    events.push_back(CardPresent{next});
    if (world.phone_insertions > 0) {
        events.push_back(CardPresent{{domain::kPhoneSlot, next.insertion}});
        events.push_back(CardRemoved{{domain::kPhoneSlot, s.card ? s.card->insertion + 7 : 7}});
    }
    if (s.card) {
        events.push_back(CardPresent{*s.card});
        events.push_back(CardRemoved{*s.card});
        events.push_back(CardRemoved{{domain::kCardSlot, s.card->insertion + 7}});
    }
    add_devices(world, events);
}

/// The items that a touch may name; where no row reads one, the first stands for all.
std::vector<int> items_of(State state, Action action) {
    switch (action) {
        case Action::agree:
        case Action::disagree:
        case Action::more:
            if (state != State::consent_items) return {0};
            return {-1, 0, 1, 2, 3};
        case Action::toggle: return {-1, 0, 1, 2};
        case Action::change:
            if (state != State::review) return {0};
            return {-1, 0, 1, 2, 3, 4, 5, 6, 7, 8};
        default: return {0};
    }
}

void add_fingers(const Session& s, const TapsNamed& named, std::vector<Event>& events) {
    for (const auto action : named.in(s.state))
        for (const int item : items_of(s.state, action)) events.push_back(Tap{action, item});
    const int most = row_of(s.state).digits;
    if (most == 0) return;
    for (const int digits : {0, 3, 4, 6, 14})
        if (digits <= most) events.push_back(PinChanged{digits});
}

void add_people(const World& world, Ticket t, std::vector<Event>& events) {
    for (const auto& person : world.people) events.push_back(Authenticated{t, person});
    events.push_back(Authenticated{t, base::fail(ErrorCode::service_garbled)});
    events.push_back(Authenticated{t, base::fail(ErrorCode::service_maintenance)});
}

/// Registration changes one thing; a service that says otherwise is met too.
void add_registered(const Session& s, std::vector<Event>& events) {
    auto after = *s.authentication;
    events.push_back(Registered{s.ticket, after});
    after.registration = domain::Registration::registered;
    for (const auto certificate : {CertificateState::valid, CertificateState::in_grace, CertificateState::expired}) {
        after.certificate = certificate;
        after.ask_consent = certificate == CertificateState::valid;
        events.push_back(Registered{s.ticket, after});
    }
    events.push_back(Registered{s.ticket, base::fail(ErrorCode::service_timeout)});
}

void add_staff(Ticket t, std::vector<Event>& events) {
    events.push_back(StaffChecked{t, domain::StaffCheck{true, 5, 0}});
    events.push_back(StaffChecked{t, domain::StaffCheck{false, 2, 0}});
    events.push_back(StaffChecked{t, domain::StaffCheck{false, 0, 300}});
    events.push_back(StaffChecked{t, base::fail(ErrorCode::file_unreadable)});
}

void add_signed(Ticket t, K job, std::vector<Event>& events) {
    events.push_back(Signed{t, {}});
    events.push_back(Signed{t, base::fail(ErrorCode::card_removed)});
    events.push_back(Signed{t, base::fail(job == K::sign_by_phone ? ErrorCode::phone_not_verified
                                                                  : ErrorCode::terminal_authentication_unavailable)});
}

/// A phone's token says so in its slot; a card's in its own.
bool fits(const Session& s, const domain::CardInfo& info) {
    return s.card && (s.card->slot == domain::kPhoneSlot) == (info.medium != domain::Medium::card);
}

void add_answers(const Session& s, const World& world, K job, std::vector<Event>& events) {
    const auto t = s.ticket;
    switch (job) {
        case K::read_card:
            for (const auto& card : world.cards)
                if (fits(s, card)) events.push_back(CardRead{t, card, kToday});
            for (const auto code : kCardErrors) events.push_back(CardRead{t, base::fail(code), kToday});
            break;
        case K::fetch_challenge:
            events.push_back(ChallengeReady{t, {}});
            events.push_back(ChallengeReady{t, base::fail(ErrorCode::service_unreachable)});
            break;
        case K::verify_pin:
            events.push_back(PinAnswered{t, domain::Tries{3}, true});
            events.push_back(PinAnswered{t, domain::Tries{s.info->pin.left - 1}, false});
            for (const auto code : kCardErrors) events.push_back(PinAnswered{t, base::fail(code), false});
            break;
        case K::sign_by_terminal:
        case K::sign_by_phone: add_signed(t, job, events); break;
        case K::decide_face:
            for (const auto decision :
                 {FaceDecision::match, FaceDecision::no_match, FaceDecision::not_live, FaceDecision::challenge_failed})
                events.push_back(Decided{t, domain::Verdict{decision, 0.5, 0.46, 1}});
            events.push_back(Decided{t, base::fail(ErrorCode::portrait_without_face)});
            events.push_back(Decided{t, base::fail(ErrorCode::face_not_found)});
            break;
        case K::check_staff: add_staff(t, events); break;
        case K::authenticate: add_people(world, t, events); break;
        case K::register_use: add_registered(s, events); break;
        case K::confirm:
            for (const auto& answer : world.answers) events.push_back(Confirmed{t, answer});
            events.push_back(Confirmed{t, base::fail(ErrorCode::service_mismatch)});
            break;
        case K::deliver:
            events.push_back(Delivered{t, {}});
            events.push_back(Delivered{t, base::fail(ErrorCode::result_undeliverable)});
            break;
        default: break;
    }
}

void add_camera(const Session& s, std::vector<Event>& events) {
    if (!row_of(s.state).camera) return;
    events.push_back(LiveReady{s.ticket});
    events.push_back(CameraFailed{s.ticket, ErrorCode::camera_stalled});
    events.push_back(AdviceHeld{s.ticket, domain::FaceAdvice::come_closer});
}

void add_portrait(const Session& s, std::vector<Event>& events) {
    if (!s.asked_card) return;  // its answer may come at any time, also after the visit
    const Ticket whole_visit{s.ticket.session, 0};
    events.push_back(PortraitReady{whole_visit, {}});
    for (const auto code : kPhotoErrors) events.push_back(PortraitReady{whole_visit, base::fail(code)});
}

// ---- abstraction ----------------------------------------------------------------------------------------------------

Session abstracted(Session s) {
    s.ticket = {1, 1};
    const bool asked = s.portrait_asked();
    if (s.card) s.card->insertion = 1;
    s.asked_card = asked ? s.card : std::nullopt;
    s.language = s.facts.language;
    s.advice.reset();
    s.error.reset();
    s.shown_item = {};
    s.phone_kind.reset();
    s.situation.reset();
    for (auto& why : s.down)
        if (why) why = ErrorCode::reader_missing;
    if (s.state != State::staff_called && s.state != State::idle_warning) s.resume = State::idle;
    return s;
}

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
        return add_maybe(answers.specific_disease);
    }
    std::string text() && { return std::move(text_); }

private:
    std::string text_;
};

void add_authentication(Key& key, const domain::Authentication& a) {
    key.add(a.registration, a.certificate, a.ask_consent, a.ask_specific_disease, a.consent, a.prescriptions.size());
}

std::string key_of(const Node& node) {
    const auto& s = node.session;
    const auto& o = node.observer;
    Key key;
    key.add(s.state, s.resume, s.card ? 1 + s.card->slot : 0);
    for (const auto& why : s.down) key.add(why.has_value());
    key.add(s.info ? 1 + s.info->pin.left : 0, s.pin_digits, s.last_try_confirmed, s.accompanied, s.face_offered,
            s.portrait_asked(), s.surface_typed, s.portrait_ready, s.live_ready, s.face_attempts, s.way, s.challenged,
            s.registration_agreed, s.finished, s.over, s.staff_on_way);
    if (s.info) key.add(s.info->medium, s.info->not_after.year - 2020, s.info->not_after.month);
    key.add(s.staff_check ? 1 + (s.staff_check->locked_for_s > 0) + 2 * s.staff_check->accepted : 0);
    if (s.authentication) add_authentication(key, *s.authentication);
    key.add(s.answered & 15, s.answered >> 4, s.prescriptions, s.form ? static_cast<int>(*s.form) : 0);
    key.add_answers(s.answers).add_maybe(s.high_cost);
    key.add(s.sent.has_value(),
            s.answer ? static_cast<int>(s.answer->validity) + 8 * (s.answer->remarks.bits != 0) : 0);
    key.add(s.terminal_refused, s.to_desk, o.card_lies, o.camera_on, o.warned, o.challenge, o.proved, o.staff_known,
            o.agreed_to_register, o.answered, o.hands, o.portrait_reads, o.form ? static_cast<int>(*o.form) : 0,
            o.ticked.size());
    key.add_answers(o.shown).add_maybe(o.high_cost);
    return std::move(key).text();
}

// ---- invariants -----------------------------------------------------------------------------------------------------

bool taps(const Event& event, Action action) {
    const auto* tap = std::get_if<Tap>(&event);
    return tap != nullptr && tap->action == action;
}

/// Follows what a bystander sees and complains about what must not happen (design: invariants of the flow).
class Judge {
public:
    Judge(const Node& before, const Event& event, const Step& step)
        : before_(before.session), event_(event), step_(step), now_(step.session), seen_(before.observer) {}

    Observer judge() {
        see_reader();
        if (now_.card != before_.card) seen_.portrait_reads = 0;
        if (now_.ticket.session != before_.ticket.session) seen_ = fresh();
        see_event();
        for (const auto& effect : step_.effects) see_effect(effect);
        check_session();
        check_step();
        if (!row_of(now_.state).person) seen_ = fresh();
        return seen_;
    }
    /// What outlives a visit: the sensor, and what was asked of the card that still lies there.
    [[nodiscard]] Observer fresh() const {
        Observer observer;
        observer.camera_on = seen_.camera_on;
        observer.card_lies = seen_.card_lies;
        observer.portrait_reads = seen_.portrait_reads;
        return observer;
    }
    std::vector<std::string> complaints;

private:
    void must(bool holds, std::string_view what) {
        if (!holds)
            complaints.push_back(fmt::format("{} --{}--> {}: {}", name_of(before_.state), name_of(kind_of(event_)),
                                             name_of(now_.state), what));
    }

    /// What lies there, whatever the flow makes of it.
    void see_reader() {
        if (const auto* come = std::get_if<CardPresent>(&event_); come && come->card.slot == domain::kCardSlot)
            seen_.card_lies = true;
        if (const auto* gone = std::get_if<CardRemoved>(&event_); gone && before_.card == gone->card)
            seen_.card_lies = seen_.card_lies && gone->card.slot != domain::kCardSlot;
        if (const auto* down = std::get_if<DeviceDown>(&event_); down && down->device == Device::reader)
            seen_.card_lies = false;
    }

    void see_event() {
        if (step_.row == nullptr) return;
        if (taps(event_, Action::confirm) && now_.state == State::pin_challenge) {
            seen_.hands = 1;
            seen_.warned = before_.state == State::pin_last_try;
        }
        if (const auto* challenge = std::get_if<ChallengeReady>(&event_))
            seen_.challenge = challenge->result.has_value();
        see_proof();
        if (const auto* answer = std::get_if<Confirmed>(&event_)) seen_.answered |= answer->result.has_value();
        // Nothing was sent when the digits could not be read: a hand may type them.
        if (const auto* photo = std::get_if<PortraitReady>(&event_);
            photo && !photo->result && photo->result.error().code == ErrorCode::surface_unreadable &&
            now_.state == State::surface_entry)
            --seen_.portrait_reads;
        if (const auto* tap = std::get_if<Tap>(&event_)) see_answer(*tap);
    }

    void see_proof() {
        if (const auto* pin = std::get_if<PinAnswered>(&event_); pin && pin->left && pin->signed_)
            seen_.proved = Way::pin;
        if (const auto* face = std::get_if<Decided>(&event_);
            face && face->result && face->result->decision == FaceDecision::match)
            seen_.proved = Way::face;
        if (const auto* phone = std::get_if<Signed>(&event_);
            phone && phone->result && before_.state == State::phone_signing)
            seen_.proved = Way::phone;
        if (const auto* staff = std::get_if<StaffChecked>(&event_))
            seen_.staff_known = staff->result && staff->result->accepted;
        if (taps(event_, Action::confirm) && before_.state == State::staff_confirm && seen_.staff_known)
            seen_.proved = Way::staff;
        if (now_.state != State::staff_confirm) seen_.staff_known = false;
        if (taps(event_, Action::agree) && before_.state == State::registration_offer) seen_.agreed_to_register = true;
    }

    /// What a person who looks at the screen has seen ticked.
    void see_answer(const Tap& tap) {
        const bool yes = tap.action == Action::agree;
        const bool no = tap.action == Action::disagree;
        switch (before_.state) {
            case State::consent:
                if (tap.action == Action::agree_all) seen_.shown.items.fill(true);
                if (tap.action == Action::agree_none) seen_.shown.items.fill(false);
                break;
            case State::consent_items:
                if (yes || no) seen_.shown.items.at(static_cast<std::size_t>(tap.item)) = yes;
                break;
            case State::specific_disease:
                if (yes || no) seen_.shown.specific_disease = yes;
                break;
            case State::high_cost:
                if (yes || no) seen_.high_cost = yes;
                break;
            case State::prescription_form:
                if (tap.action == Action::electronic) seen_.form = domain::PrescriptionForm::electronic;
                if (tap.action == Action::paper) seen_.form = domain::PrescriptionForm::paper;
                break;
            case State::prescription_choice:
                if (tap.action == Action::toggle && seen_.ticked.erase(tap.item) == 0) seen_.ticked.insert(tap.item);
                break;
            default: break;
        }
    }

    void see_effect(const Effect& effect) {
        switch (effect.kind) {
            case K::camera_on: seen_.camera_on = true; break;
            case K::camera_off: seen_.camera_on = false; break;
            case K::wipe_pin: seen_.hands = 0; break;
            case K::verify_pin: check_verify(effect); break;
            case K::read_portrait: must(++seen_.portrait_reads == 1, "照合番号B asked for twice"); break;
            case K::sign_by_terminal:
                must(seen_.proved == Way::face || seen_.proved == Way::staff,
                     "a signature without PIN for somebody nobody has looked at");
                break;
            case K::sign_by_phone:
                must(now_.info && now_.info->medium == domain::Medium::iphone, "a card signed like a phone");
                break;
            case K::authenticate: check_authenticate(); break;
            case K::register_use: check_register(); break;
            case K::confirm: check_confirm(effect); break;
            case K::deliver: must(seen_.answered, "a result without an answer"); break;
            default: break;
        }
    }

    void check_verify(const Effect& effect) {
        must(seen_.hands == 1, "a VERIFY that no hand confirmed");
        must(effect.expected_tries && effect.expected_tries->left > 0, "a VERIFY with no try left");
        must(effect.expected_tries->left > 1 || seen_.warned, "the last try without a warning");
        must(seen_.challenge, "a VERIFY before the nonce");
        seen_.hands = 0;
    }

    void check_authenticate() {
        must(seen_.challenge, "a question to the service without a fresh challenge");
        must(now_.identified(), "a question to the service for nobody");
        must(seen_.proved != Way::none, "a question to the service without an identity");
        seen_.challenge = false;
    }

    [[nodiscard]] CertificateLife life() const {
        return certificate_life(*now_.info, now_.authentication->certificate, now_.today);
    }

    void check_register() {
        must(seen_.proved != Way::none && now_.authentication.has_value(), "a registration without identity");
        must(seen_.agreed_to_register, "a registration that nobody agreed to");
        must(!now_.phone(), "a registration by phone");
        if (now_.authentication) must(life() < CertificateLife::in_grace, "a registration in grace");
    }

    void check_confirm(const Effect& effect) {
        must(seen_.proved != Way::none && now_.authentication.has_value(), "consents leave without identity");
        must(effect.choices.has_value(), "a confirmation without choices");
        if (!effect.choices || !now_.authentication) return;
        domain::Choices shown{domain::consents_of(seen_.shown), seen_.high_cost, seen_.form, {}};
        for (const int item : seen_.ticked)
            shown.prescriptions.push_back(now_.authentication->prescriptions.at(static_cast<std::size_t>(item)).id);
        must(effect.choices == shown, "something other was sent than was shown as ticked");
        if (life() == CertificateLife::in_grace)
            must(effect.choices == domain::Choices{}, "more than the eligibility from a certificate in grace");
        must(now_.authentication->registered() && life() != CertificateLife::ended,
             "a confirmation for a card that was refused");
        must(next_question(now_) == State::confirming, "a confirmation before the last question");
        if (now_.authentication->ask_consent && life() < CertificateLife::in_grace &&
            now_.authentication->consent != domain::ConsentState::difficult)
            must(seen_.shown.complete(), "a confirmation with a question left open");
    }

    void check_session() {
        const auto& row = row_of(now_.state);
        must(seen_.camera_on == row.camera, "the camera is on or off against the state table");
        must(row.pin || now_.pin_digits == 0, "digits outside their entry");
        if (!row.person) check_nobody();
        if (now_.state == State::idle) {
            must(!now_.missing(), "idle although something is missing");
            must(!now_.card && !seen_.card_lies, "idle with a card on the reader");
        }
        if (now_.state == State::out_of_service) must(now_.missing().has_value(), "out of service without a cause");
        if (now_.state == State::result_valid || now_.state == State::result_remark)
            must(seen_.answered && now_.answer && guards::counts(now_.answer->validity),
                 "shown as valid without a valid answer");
        if (now_.state == State::result_valid || now_.state == State::result_remark)
            must(!now_.situation, "a valid result with guidance for a failure");
        check_ways();
    }

    void check_nobody() {
        must(!now_.info && !now_.portrait_ready && !now_.live_ready && !now_.identified() && !now_.authentication &&
                 !now_.sent && !now_.answer && !now_.challenged && !now_.accompanied && !now_.staff_check &&
                 now_.answers == domain::ConsentAnswers{} && !now_.high_cost && !now_.form && now_.prescriptions == 0 &&
                 !now_.registration_agreed,
             "something of a person is kept");
    }

    void check_ways() {
        must(now_.way == Way::none || now_.way == seen_.proved, "identity taken for proved");
        if (now_.state == State::pin_entry) must(!now_.identified(), "a PIN asked of somebody who is identified");
        if (now_.state == State::pin_entry || now_.state == State::pin_last_try)
            must(now_.info && now_.info->medium != domain::Medium::iphone && !now_.info->pin.blocked() &&
                     !now_.accompanied,
                 "PIN asked for a card whose PIN is unusable, or with a helper there");
        if (now_.state == State::face_capture) must(now_.face_offered, "face asked although it is not offered");
        if (now_.state == State::staff_confirm) must(seen_.staff_known, "the staff screen opened without the password");
        if (now_.state == State::staff_password)
            must(!now_.identified() && !now_.phone(), "a staff check of somebody who is identified, or of a phone");
        if (now_.state == State::face_capture || now_.state == State::surface_entry)
            must(!now_.identified() && !now_.phone(), "a face asked of somebody who is identified, or of a phone");
    }

    void check_step() {
        if (step_.row == nullptr) {
            must(now_ == before_ && step_.effects.empty(), "a refused event changed something");
            return;
        }
        if (kind_of(event_) == EventKind::card_removed) {
            must(now_.state != State::pin_wrong && now_.state != State::pin_locked, "removal counted as a wrong PIN");
            const auto* removed = std::get_if<CardRemoved>(&event_);
            const bool lifted_phone = before_.phone() && before_.authentication;
            if (before_.card == removed->card && !lifted_phone)
                must(!now_.card && !row_of(now_.state).person, "removal does not end the visit");
        }
        if (row_of(before_.state).pin && !row_of(now_.state).pin) must(has(K::wipe_pin), "PIN bytes not wiped");
        if (row_of(before_.state).pin && row_of(now_.state).digits > 0 && now_.ticket != before_.ticket)
            must(has(K::wipe_pin), "digits carried from one entry to another");
        if (row_of(before_.state).person && !row_of(now_.state).person) must(has(K::forget), "the vault is not wiped");
        if (now_.ticket.session != before_.ticket.session) must(has(K::forget), "the vault goes to another card");
        if (error_of(event_) && now_.state != before_.state)
            must(now_.state != State::result_valid && now_.state != State::result_remark,
                 "a failure led to a valid result");
        if (now_.state == State::card_left && before_.state != State::card_left && before_.state != State::staff_called)
            must(has(K::tell_desk), "nobody was told of the card");
    }

    bool has(K kind) const {
        for (const auto& effect : step_.effects)
            if (effect.kind == kind) return true;
        return false;
    }

    const Session& before_;
    const Event& event_;
    const Step& step_;
    const Session& now_;
    Observer seen_;
};

bool needs_no_human(EventKind kind) {
    switch (kind) {
        case EventKind::tap:
        case EventKind::pin_changed:
        case EventKind::card_present:
        case EventKind::card_removed:
        case EventKind::device_up:
        case EventKind::day_began:
        case EventKind::device_down: return false;
        default: return true;
    }
}

}  // namespace

Session start_of(const World& world) {
    Session session;
    session.facts = world.facts;
    session.today = kToday;
    if (world.devices_fail) return session;
    session.down = {};
    session.state = State::idle;
    return session;
}

TapsNamed::TapsNamed(std::span<const Row> rows) {
    for (int state = 0; state < kStateCount; ++state)
        for (int action = 0; action <= static_cast<int>(Action::language); ++action) {
            const auto names = [&](const Row& row) {
                return row.action == static_cast<Action>(action) &&
                       (!row.from || *row.from == static_cast<State>(state));
            };
            if (std::any_of(rows.begin(), rows.end(), names))
                by_state_.at(static_cast<std::size_t>(state)).push_back(static_cast<Action>(action));
        }
}

std::vector<Event> possible_events(const Session& s, const World& world, const TapsNamed& named) {
    std::vector<Event> events;
    add_world(s, world, events);
    add_fingers(s, named, events);
    if (time_out_of(s.state) > base::Duration::zero()) events.push_back(TimeOut{s.ticket});
    if (const auto job = row_of(s.state).job; job && *job != K::read_portrait) add_answers(s, world, *job, events);
    add_camera(s, events);
    add_portrait(s, events);
    return events;
}

std::vector<Event> path_to(const Walk& walk, std::size_t node) {
    std::vector<Event> path;
    for (; node != 0; node = walk.came_by[node].first) path.push_back(walk.came_by[node].second);
    std::reverse(path.begin(), path.end());
    return path;
}

Event readdressed(Event event, const Session& session) {
    std::visit(
        [&]<class T>(T& e) {
            if constexpr (requires { e.ticket; })
                e.ticket = {session.ticket.session, std::is_same_v<T, PortraitReady> ? 0 : session.ticket.n};
            if constexpr (std::is_same_v<T, CardRemoved>)
                if (session.card && session.card->slot == e.card.slot) e.card = *session.card;
            if constexpr (std::is_same_v<T, CardPresent>)
                if (session.card) e.card.insertion += session.card->insertion;
        },
        event);
    return event;
}

Walk walk_through(const World& world, std::span<const Row> rows, bool stop_at_violation) {
    Walk walk;
    const TapsNamed named(rows);
    std::unordered_map<std::string, std::size_t> known;
    std::deque<std::size_t> open;
    const auto visit = [&](Node node, std::size_t from, Event by) {
        node.session = abstracted(node.session);
        const auto [place, is_new] = known.emplace(key_of(node), walk.nodes.size());
        const auto index = place->second;
        if (is_new) {
            walk.states.insert(node.session.state);
            walk.nodes.push_back(std::move(node));
            walk.unattended.emplace_back();
            walk.by_removal.emplace_back();
            walk.came_by.emplace_back(from, std::move(by));
            open.push_back(index);
        }
        return index;
    };
    visit({start_of(world), {}}, 0, TimeOut{});
    for (; !open.empty(); open.pop_front()) {
        const auto here = open.front();
        const Node node = walk.nodes[here];
        for (const auto& event : possible_events(node.session, world, named)) {
            const auto result = step(node.session, event, rows);
            ++walk.steps;
            Judge judge(node, event, result);
            const auto observer = judge.judge();
            walk.violations.insert(walk.violations.end(), judge.complaints.begin(), judge.complaints.end());
            if (stop_at_violation && !walk.violations.empty()) return walk;
            if (result.row == nullptr) continue;
            walk.rows.insert(result.row);
            const auto there = visit({result.session, observer}, here, event);
            if (needs_no_human(kind_of(event))) walk.unattended[here].push_back(there);
            if (kind_of(event) == EventKind::card_removed) walk.by_removal[here].push_back(there);
        }
    }
    return walk;
}

}  // namespace uketsuke::flow
