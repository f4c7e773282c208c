// SPDX-License-Identifier: Apache-2.0
#include "world.hpp"

#include <algorithm>

#include "firmware/flow/state_table.hpp"

namespace uketsuke::flow {
namespace {

using base::ErrorCode;
using domain::CertificateState;
using domain::FaceDecision;
using K = EffectKind;

constexpr ErrorCode kCardErrors[] = {ErrorCode::card_not_readable,
                                     ErrorCode::card_not_mynumber,
                                     ErrorCode::card_removed,
                                     ErrorCode::card_busy,
                                     ErrorCode::card_garbled,
                                     ErrorCode::card_changed,
                                     ErrorCode::certificate_untrusted,
                                     ErrorCode::certificate_refused,
                                     ErrorCode::card_mute};
constexpr ErrorCode kPhotoErrors[] = {ErrorCode::number_b_unreadable,  ErrorCode::number_b_refused,
                                      ErrorCode::number_b_floor,       ErrorCode::portrait_forged,
                                      ErrorCode::portrait_undecodable, ErrorCode::card_removed,
                                      ErrorCode::card_cloned,          ErrorCode::record_untrusted};

void add_devices(const World& world, std::vector<Event>& events) {
    // What stops no visit is met in one world: elsewhere it would only make two of each visit.
    const auto may_fail = [&](Device device) {
        if (device == Device::phone_reader) return world.phone_insertions > 0;
        if (device == Device::service) return world.phone_insertions > 0 || world.facts.settings;
        // Noted during a visit, it closes the kiosk after it; where the camera is needed it plays this part.
        if (device == Device::desk) return world.facts.settings || world.facts.appointments;
        return world.devices_fail || device == Device::audit;
    };
    for (const auto device : {Device::reader, Device::camera, Device::audit, Device::phone_reader, Device::clock,
                              Device::service, Device::desk}) {
        if (!may_fail(device)) continue;
        events.push_back(DeviceDown{device, ErrorCode::reader_missing, kToday});
        events.push_back(DeviceUp{device});
    }
    events.push_back(DayBegan{kToday});
}

void add_world(const Visit& s, const World& world, std::vector<Event>& events) {
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
        case Action::choose:
            if (state == State::setting_choice) return {-1, 0, 1, 10, 101};
            [[fallthrough]];
        case Action::toggle: return {-1, 0, 1, 2};
        case Action::change:
            // A list, what goes by steps, and none.
            if (state == State::settings)
                return {-1, static_cast<int>(Setting::text_size), static_cast<int>(Setting::volume), 99};
            if (state != State::review) return {0};
            return {-1, 0, 1, 2, 3, 4, 5, 6, 7, 8};
        case Action::language: return {0, kWhichLanguage};
        case Action::comfort: return {kWhichComfort, kComfortDone, static_cast<int>(ComfortChoice::usual_pace)};
        default: return {0};
    }
}

void add_fingers(const Visit& s, const TapsNamed& named, std::vector<Event>& events) {
    for (const auto action : named.in(s.state))
        for (const int item : items_of(s.state, action)) events.push_back(Tap{action, item});
    if (s.state == State::touch_test) events.push_back(TargetTouched{12});
    const int most = digits_wanted(s);
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
void add_registered(const Visit& s, std::vector<Event>& events) {
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
    events.push_back(StaffChecked{t, domain::StaffCheck{true, 5, 0, false, "desk-1"}});
    events.push_back(StaffChecked{t, domain::StaffCheck{false, 2, 0}});
    events.push_back(StaffChecked{t, domain::StaffCheck{false, 2, 0, true}});
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
bool fits(const Visit& s, const domain::CardInfo& info) {
    return s.card && (s.card->slot == domain::kPhoneSlot) == (info.medium != domain::Medium::card);
}

void add_answers(const Visit& s, const World& world, K job, std::vector<Event>& events) {
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
        case K::change_setting:
            events.push_back(SettingSaved{t, {}});
            events.push_back(SettingSaved{t, base::fail(ErrorCode::setting_unsaved)});
            break;
        case K::look_at_readiness:
            events.push_back(ReadinessFound{t, {{domain::StaffLine::Kind::wrong, "× カードリーダー"}}});
            break;
        case K::find_appointment:
            for (const auto arrival : {domain::Arrival::late, domain::Arrival::other_day})
                events.push_back(AppointmentFound{t, domain::Appointment{arrival, kToday, 630}});
            events.push_back(AppointmentFound{t, base::fail(ErrorCode::appointments_unreadable)});
            break;
        case K::read_code:
            events.push_back(CodeRead{t, MyWay{std::nullopt, {.size = TextSize::large, .slow = true}}});
            events.push_back(CodeRead{t, OtherCode{domain::CodeKind::code128}});
            events.push_back(CodeRead{t, base::fail(ErrorCode::code_several)});
            break;
        case K::authenticate: add_people(world, t, events); break;
        case K::register_use: add_registered(s, events); break;
        case K::confirm:
            for (const auto& answer : world.answers) events.push_back(Confirmed{t, answer});
            events.push_back(Confirmed{t, base::fail(ErrorCode::service_mismatch)});
            break;
        case K::deliver:
            events.push_back(Delivered{t, "result"});
            events.push_back(Delivered{t, base::fail(ErrorCode::result_undeliverable)});
            break;
        default: break;
    }
}

void add_camera(const Visit& s, std::vector<Event>& events) {
    if (!row_of(s.state).camera) return;
    events.push_back(LookDoubted{s.ticket});
    events.push_back(LiveReady{s.ticket});
    events.push_back(CameraFailed{s.ticket, ErrorCode::camera_stalled});
    events.push_back(AdviceHeld{s.ticket, domain::FaceAdvice::come_closer});
}

/// The answer comes at any time of the visit, or not at all; that all is well changes nothing.
void add_certificate(const Visit& s, std::vector<Event>& events) {
    if (!s.info) return;
    const Ticket whole_visit{s.ticket.visit, 0};
    events.push_back(CertificateChecked{whole_visit, {}});
    for (const auto code : {ErrorCode::certificate_refused, ErrorCode::certificate_untrusted})
        events.push_back(CertificateChecked{whole_visit, base::fail(code)});
}

void add_portrait(const Visit& s, std::vector<Event>& events) {
    if (!s.asked_card) return;  // its answer may come at any time, also after the visit
    const Ticket whole_visit{s.ticket.visit, 0};
    events.push_back(PortraitReady{whole_visit, {}});
    for (const auto code : kPhotoErrors) events.push_back(PortraitReady{whole_visit, base::fail(code)});
}

/// Where a row may take them; elsewhere all are refused alike.
void add_desk(const Visit& s, std::vector<Event>& events) {
    using domain::DeskSays;
    const auto says = [&](DeskSays what, int item = 0) {
        events.push_back(DeskAnswered{{s.ticket.visit, 0}, what, item, "sato"});
    };
    says(DeskSays::comes);
    says(DeskSays::test_slip);
    if (s.state == State::staff_password || s.state == State::staff_refused || s.state == State::staff_confirm)
        for (const auto what : {DeskSays::confirms, DeskSays::refuses, DeskSays::unlocks}) says(what);
    for (const int item : {-1, 0}) {
        says(DeskSays::language, item);
        says(DeskSays::comfort, item);
    }
}

}  // namespace

Visit start_of(const World& world) {
    Visit visit;
    visit.facts = world.facts;
    visit.today = kToday;
    if (world.devices_fail) return visit;
    visit.down = {};
    visit.state = State::idle;
    return visit;
}

TapsNamed::TapsNamed(std::span<const Row> rows) {
    for (int state = 0; state < kStateCount; ++state)
        for (int action = 0; action <= static_cast<int>(Action::comfort); ++action) {
            const auto names = [&](const Row& row) {
                return row.action == static_cast<Action>(action) &&
                       (!row.from || *row.from == static_cast<State>(state));
            };
            if (std::any_of(rows.begin(), rows.end(), names))
                by_state_.at(static_cast<std::size_t>(state)).push_back(static_cast<Action>(action));
        }
}

std::vector<Event> possible_events(const Visit& s, const World& world, const TapsNamed& named) {
    std::vector<Event> events;
    add_world(s, world, events);
    add_fingers(s, named, events);
    if (time_out_of(s) > base::Duration::zero()) events.push_back(TimeOut{s.ticket});
    if (const auto job = row_of(s.state).job; job && *job != K::read_portrait) add_answers(s, world, *job, events);
    add_camera(s, events);
    add_portrait(s, events);
    add_certificate(s, events);
    add_desk(s, events);
    return events;
}

/// Awaited by a visit and not by one of its states.
template <class T>
constexpr bool kOfVisit =
    std::is_same_v<T, PortraitReady> || std::is_same_v<T, CertificateChecked> || std::is_same_v<T, DeskAnswered>;

Event readdressed(Event event, const Visit& visit) {
    std::visit(
        [&]<class T>(T& e) {
            if constexpr (requires { e.ticket; }) e.ticket = {visit.ticket.visit, kOfVisit<T> ? 0 : visit.ticket.n};
            if constexpr (std::is_same_v<T, CardRemoved>)
                if (visit.card && visit.card->slot == e.card.slot) e.card = *visit.card;
            if constexpr (std::is_same_v<T, CardPresent>)
                if (visit.card) e.card.insertion += visit.card->insertion;
        },
        event);
    return event;
}

}  // namespace uketsuke::flow
