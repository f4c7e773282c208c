// SPDX-License-Identifier: Apache-2.0
#include "walk.hpp"

#include <fmt/format.h>

#include <deque>
#include <map>

#include "firmware/flow/state_table.hpp"

namespace uketsuke::flow {
namespace {

using base::ErrorCode;
using domain::CertificateState;
using domain::FaceDecision;
using K = EffectKind;

// ---- what can happen ------------------------------------------------------------------------------------------------

constexpr ErrorCode kCardErrors[] = {ErrorCode::card_not_readable,     ErrorCode::card_not_mynumber,
                                     ErrorCode::card_removed,          ErrorCode::card_busy,
                                     ErrorCode::card_garbled,          ErrorCode::card_changed,
                                     ErrorCode::certificate_untrusted, ErrorCode::certificate_refused};
constexpr ErrorCode kPhotoErrors[] = {ErrorCode::surface_unreadable,   ErrorCode::surface_number_refused,
                                      ErrorCode::surface_number_floor, ErrorCode::portrait_forged,
                                      ErrorCode::portrait_undecodable, ErrorCode::card_removed,
                                      ErrorCode::card_cloned,          ErrorCode::record_untrusted};

void add_world(const Session& s, std::vector<Event>& events) {
    const domain::CardRef next{0, s.card ? s.card->insertion + 1 : 1};
    events.push_back(CardPresent{next});
    if (s.card) {
        events.push_back(CardPresent{*s.card});
        events.push_back(CardRemoved{*s.card});
        events.push_back(CardRemoved{{0, s.card->insertion + 7}});
    }
    for (const auto device : {Device::reader, Device::camera, Device::audit}) {
        events.push_back(DeviceDown{device, ErrorCode::reader_missing});
        events.push_back(DeviceUp{device});
    }
}

void add_fingers(const Session& s, std::vector<Event>& events) {
    for (int action = 0; action <= static_cast<int>(Action::language); ++action)
        events.push_back(Tap{static_cast<Action>(action)});
    if (!row_of(s.state).pin) return;
    for (int digits = 0; digits <= 4; ++digits) events.push_back(PinChanged{digits});
}

void add_authenticated(Ticket t, std::vector<Event>& events) {
    for (const auto certificate :
         {CertificateState::valid, CertificateState::in_grace, CertificateState::expired, CertificateState::revoked})
        for (const bool registered : {false, true})
            for (const bool ask : {false, true})
                events.push_back(Authenticated{t, domain::Authentication{registered, certificate, ask}});
    events.push_back(Authenticated{t, base::fail(ErrorCode::service_garbled)});
}

void add_answers(const Session& s, K job, std::vector<Event>& events) {
    const auto t = s.ticket;
    switch (job) {
        case K::read_card:
            for (int left = 0; left <= 3; ++left)
                events.push_back(CardRead{t, domain::CardInfo{{"id"}, {left}, {2028, 1, 1}}});
            for (const auto code : kCardErrors) events.push_back(CardRead{t, base::fail(code)});
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
            events.push_back(Signed{t, {}});
            events.push_back(Signed{t, base::fail(ErrorCode::terminal_authentication_unavailable)});
            events.push_back(Signed{t, base::fail(ErrorCode::card_removed)});
            break;
        case K::decide_face:
            for (const auto decision : {FaceDecision::match, FaceDecision::no_match, FaceDecision::not_live})
                events.push_back(Decided{t, domain::Verdict{decision, 0.5, 0.46, 1}});
            events.push_back(Decided{t, base::fail(ErrorCode::portrait_without_face)});
            events.push_back(Decided{t, base::fail(ErrorCode::face_not_found)});
            break;
        case K::authenticate: add_authenticated(t, events); break;
        case K::confirm:
            for (int validity = 1; validity <= 6; ++validity)
                events.push_back(Confirmed{t, static_cast<domain::Validity>(validity)});
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
    for (auto& why : s.down)
        if (why) why = ErrorCode::reader_missing;
    if (s.state != State::staff_called && s.state != State::idle_warning) s.resume = State::idle;
    return s;
}

std::string key_of(const Node& node) {
    const auto& s = node.session;
    const auto& o = node.observer;
    const auto bits = [](auto... flags) {
        std::string text;
        ((text += flags ? '1' : '0'), ...);
        return text;
    };
    return fmt::format(
        "{} {} {} {} {} {} {} {} {} {} | {} {} {} {}", static_cast<int>(s.state), static_cast<int>(s.resume),
        bits(s.down[0].has_value(), s.down[1].has_value(), s.down[2].has_value(), s.card.has_value()),
        s.info ? s.info->pin.left : -1, s.pin_digits,
        bits(s.last_try_confirmed, s.face_offered, s.portrait_asked(), s.portrait_ready, s.live_ready, s.identified,
             s.by_face, s.challenged, s.finished, s.over, s.staff_on_way),
        s.face_attempts,
        s.authentication ? fmt::format("{}{}{}", s.authentication->registered,
                                       static_cast<int>(s.authentication->certificate), s.authentication->ask_consent)
                         : "-",
        s.consents ? fmt::format("{}", s.consents->checkups) : "-", s.validity ? static_cast<int>(*s.validity) : 0,
        bits(o.camera_on, o.warned, o.challenge, o.proved, o.answered), o.hands, o.portrait_reads, o.shown);
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

    void see_event() {
        if (step_.row == nullptr) return;
        if (taps(event_, Action::confirm) && now_.state == State::pin_challenge) {
            seen_.hands = 1;
            seen_.warned = before_.state == State::pin_last_try;
        }
        if (const auto* challenge = std::get_if<ChallengeReady>(&event_))
            seen_.challenge = challenge->result.has_value();
        if (const auto* pin = std::get_if<PinAnswered>(&event_)) seen_.proved |= pin->left && pin->signed_;
        if (const auto* face = std::get_if<Decided>(&event_))
            seen_.proved |= face->result && face->result->decision == FaceDecision::match;
        if (const auto* answer = std::get_if<Confirmed>(&event_)) seen_.answered |= answer->result.has_value();
        if (taps(event_, Action::agree_all)) seen_.shown = 2;
        if (taps(event_, Action::agree_none)) seen_.shown = 1;
        if (before_.state == State::certificate_grace || before_.state == State::authenticating) seen_.shown = 1;
    }

    void see_effect(const Effect& effect) {
        if (effect.kind == K::camera_on) seen_.camera_on = true;
        if (effect.kind == K::camera_off) seen_.camera_on = false;
        if (effect.kind == K::wipe_pin) seen_.hands = 0;
        if (effect.kind == K::verify_pin) {
            must(seen_.hands == 1, "a VERIFY that no hand confirmed");
            must(effect.expected_tries && effect.expected_tries->left > 0, "a VERIFY with no try left");
            must(effect.expected_tries->left > 1 || seen_.warned, "the last try without a warning");
            must(seen_.challenge, "a VERIFY before the nonce");
            seen_.hands = 0;
        }
        if (effect.kind == K::read_portrait) must(++seen_.portrait_reads == 1, "照合番号B asked for twice");
        if (effect.kind == K::sign_by_terminal) must(seen_.proved, "a signature without an identity");
        if (effect.kind == K::authenticate) {
            must(seen_.challenge, "a question to the service without a fresh challenge");
            must(seen_.proved, "a question to the service without an identity");
            seen_.challenge = false;
        }
        if (effect.kind == K::confirm) check_confirm(effect);
        if (effect.kind == K::deliver) must(seen_.answered, "a result without an answer");
    }

    void check_confirm(const Effect& effect) {
        must(seen_.proved && now_.authentication.has_value(), "consents leave without identity");
        must(effect.consents.has_value(), "a confirmation without consents");
        const auto shown = seen_.shown == 2 ? domain::Consents::all() : domain::Consents::none();
        must(seen_.shown != 0 && effect.consents == shown, "consents other than those shown");
        if (now_.authentication && now_.authentication->certificate != CertificateState::valid)
            must(effect.consents == domain::Consents::none(), "consents from a certificate in grace");
        if (now_.authentication)
            must(now_.authentication->registered && now_.authentication->certificate != CertificateState::expired &&
                     now_.authentication->certificate != CertificateState::revoked,
                 "a confirmation for a card that was refused");
    }

    void check_session() {
        const auto& row = row_of(now_.state);
        must(seen_.camera_on == row.camera, "the camera is on or off against the state table");
        must(row.pin || now_.pin_digits == 0, "PIN digits outside PIN entry");
        if (!row.person) {
            must(!now_.info && !now_.portrait_ready && !now_.live_ready && !now_.identified && !now_.authentication &&
                     !now_.consents && !now_.validity && !now_.challenged,
                 "something of a person is kept");
        }
        if (now_.state == State::idle) {
            must(!now_.missing(), "idle although something is missing");
            must(!now_.card, "idle with a card on the reader");
        }
        if (now_.state == State::out_of_service) must(now_.missing().has_value(), "out of service without a cause");
        if (now_.state == State::result_valid)
            must(seen_.answered && (now_.validity == domain::Validity::valid ||
                                    now_.validity == domain::Validity::valid_unregistered),
                 "shown as valid without a valid answer");
        if (now_.state == State::pin_entry) must(!now_.identified, "a PIN asked of somebody who is identified");
        if (now_.state == State::pin_entry || now_.state == State::pin_last_try)
            must(now_.pin_usable(), "PIN asked for a card whose PIN is unusable");
        if (now_.state == State::face_capture) must(now_.face_offered, "face asked although it is not offered");
    }

    void check_step() {
        if (step_.row == nullptr) {
            must(now_ == before_ && step_.effects.empty(), "a refused event changed something");
            return;
        }
        if (kind_of(event_) == EventKind::card_removed) {
            must(now_.state != State::pin_wrong && now_.state != State::pin_locked, "removal counted as a wrong PIN");
            if (const auto* removed = std::get_if<CardRemoved>(&event_); before_.card == removed->card)
                must(!now_.card && !row_of(now_.state).person, "removal does not end the visit");
        }
        if (row_of(before_.state).pin && !row_of(now_.state).pin) must(has(K::wipe_pin), "PIN bytes not wiped");
        if (row_of(before_.state).person && !row_of(now_.state).person) must(has(K::forget), "the vault is not wiped");
        if (now_.ticket.session != before_.ticket.session) must(has(K::forget), "the vault goes to another card");
        if (error_of(event_) && now_.state != before_.state)
            must(now_.state != State::result_valid, "a failure led to a valid result");
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
        case EventKind::device_down: return false;
        default: return true;
    }
}

}  // namespace

std::vector<Event> possible_events(const Session& s) {
    std::vector<Event> events;
    add_world(s, events);
    add_fingers(s, events);
    if (time_out_of(s.state) > base::Duration::zero()) events.push_back(TimeOut{s.ticket});
    if (const auto job = row_of(s.state).job; job && *job != K::read_portrait) add_answers(s, *job, events);
    add_camera(s, events);
    add_portrait(s, events);
    return events;
}

Walk walk_from(const Session& start) {
    Walk walk;
    std::map<std::string, std::size_t> known;
    std::deque<std::size_t> open;
    const auto visit = [&](Node node) {
        node.session = abstracted(node.session);
        const auto [place, is_new] = known.emplace(key_of(node), walk.nodes.size());
        if (is_new) {
            walk.states.insert(node.session.state);
            walk.nodes.push_back(std::move(node));
            walk.unattended.emplace_back();
            walk.by_removal.emplace_back();
            open.push_back(place->second);
        }
        return place->second;
    };
    visit({start, {}});
    while (!open.empty()) {
        const auto here = open.front();
        open.pop_front();
        const Node node = walk.nodes[here];
        for (const auto& event : possible_events(node.session)) {
            const auto result = step(node.session, event);
            ++walk.steps;
            Judge judge(node, event, result);
            const auto observer = judge.judge();
            walk.violations.insert(walk.violations.end(), judge.complaints.begin(), judge.complaints.end());
            if (result.row == nullptr) continue;
            walk.rows.insert(result.row);
            const auto there = visit({result.session, observer});
            if (needs_no_human(kind_of(event))) walk.unattended[here].push_back(there);
            if (kind_of(event) == EventKind::card_removed) walk.by_removal[here].push_back(there);
        }
    }
    return walk;
}

}  // namespace uketsuke::flow
