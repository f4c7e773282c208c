// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/guard_tables.hpp"

#include "firmware/flow/delay.hpp"
#include "firmware/flow/question_table.hpp"
#include "tests/flow/story.hpp"

namespace uketsuke::flow {
namespace {

using base::ErrorCode;
using base::fail;
using domain::CardRef;
using domain::Medium;
using S = State;
using A = Action;

constexpr CardRef kCard{domain::kCardSlot, 1}, kPhone{domain::kPhoneSlot, 1};

// How the conditions are joined.
bool unless_any(Turned turned) { return turned == 0; }  // all must be as they are
bool if_any(Turned turned) { return turned != 0; }      // one that is turned is enough
bool is(Turned turned, int condition) { return (turned >> condition & 1U) != 0; }

template <class Change>
Visit in(State state, Change change) {
    auto s = visit_in(state);
    change(s);
    return s;
}
/// A card was read, and lies there.
Visit with_card(State state = S::choose_identity) {
    return in(state, [](Visit& s) {
        s.card = kCard;
        s.info = good_card();
    });
}
template <class Change>
Visit with_card(State state, Change change) {
    auto s = with_card(state);
    change(s);
    return s;
}

std::optional<ErrorCode>& down(Moment& m, Device device) { return m.visit.down[static_cast<std::size_t>(device)]; }
template <class E>
E& event(Moment& m) {
    return std::get<E>(m.event);
}

// ---- conditions that several guards have
// ------------------------------------------------------------------------------

const Condition kNoInfo{"no card was read", [](Moment& m) { m.visit.info.reset(); }};
const Condition kAccompanied{"a helper is there", [](Moment& m) { m.visit.accompanied = true; }};
const Condition kIphone{"it is an iPhone", [](Moment& m) { m.visit.info->medium = Medium::iphone; }};
const Condition kAndroid{"it is an Android", [](Moment& m) { m.visit.info->medium = Medium::android; }};
const Condition kPinBlocked{"no try is left on the PIN", [](Moment& m) { m.visit.info->pin.left = 0; }};
const Condition kFaceGone{"the face is not offered", [](Moment& m) { m.visit.face_offered = false; }};
const Condition kFaceUsedUp{"three attempts were made",
                            [](Moment& m) { m.visit.face_attempts = Visit::kFaceAttempts; }};
const Condition kFinished{"the clinic has the result", [](Moment& m) { m.visit.finished = true; }};
const Condition kPersonHere{"a visit is on", [](Moment& m) { m.visit.state = S::choose_identity; }};
const Condition kIdentified{"somebody is identified", [](Moment& m) { m.visit.way = Way::pin; }};

using Conditions = std::vector<Condition>;
Conditions operator+(Conditions all, const Conditions& more) {
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

// What turns info's medium stands before what takes info away.
const Conditions kPinUsable{kPinBlocked, kIphone, kAccompanied, kNoInfo};
const Conditions kFaceRetry{
    kFaceGone, kFaceUsedUp, {"the card has to wait", [](Moment& m) { m.visit.info->face.left = 0; }}, kNoInfo};
const Conditions kStaffOffered{{"no password is set", [](Moment& m) { m.visit.facts.staff_check = false; }},
                               {"nothing signs without a PIN", [](Moment& m) { m.visit.facts.terminal_signs = false; }},
                               {"the terminal was refused", [](Moment& m) { m.visit.terminal_refused = true; }},
                               kAndroid,
                               kNoInfo};

void set_staff(Visit& s) { s.facts.staff_check = true; }

// ---- card, phone, devices -------------------------------------------------------------------------------------------

template <class E>
Conditions another_card() {
    return {{"another insertion", [](Moment& m) { ++event<E>(m).card.insertion; }},
            {"another slot", [](Moment& m) { event<E>(m).card.slot = domain::kPhoneSlot; }},
            {"nothing lies there", [](Moment& m) { m.visit.card.reset(); }}};
}

void card_tables(std::vector<GuardTable>& all) {
    all.push_back({"failed",
                   {visit_in(S::delivering), Delivered{{1, 1}, ""}},
                   {{"an error", [](Moment& m) { event<Delivered>(m).result = fail(ErrorCode::internal); }}},
                   if_any});
    all.push_back({"same card", {with_card(), CardRemoved{kCard}}, another_card<CardRemoved>(), unless_any});
    all.push_back({"another card", {with_card(), CardPresent{kCard}}, another_card<CardPresent>(), if_any});
    all.push_back({"no card",
                   {with_card(S::staff_called), TimeOut{{1, 1}}},
                   {{"it was taken", [](Moment& m) { m.visit.card.reset(); }}},
                   if_any});
    all.push_back({"no card, something missing",
                   {in(S::staff_called, [](Visit& s) { s.down[0] = ErrorCode::reader_missing; }), TimeOut{{1, 1}}},
                   {{"a card lies there", [](Moment& m) { m.visit.card = kCard; }},
                    {"the reader is back", [](Moment& m) { down(m, Device::reader).reset(); }}},
                   unless_any});
    all.push_back(
        {"same card, finished",
         {with_card(S::result_valid, [](Visit& s) { s.finished = true; }), CardRemoved{kCard}},
         Conditions{{"not finished", [](Moment& m) { m.visit.finished = false; }}} + another_card<CardRemoved>(),
         unless_any});
    all.push_back({"same card, asked for",
                   {with_card(S::take_card, [](Visit& s) { s.over = true; }), CardRemoved{kCard}},
                   Conditions{{"not asked for", [](Moment& m) { m.visit.over = false; }}} + another_card<CardRemoved>(),
                   unless_any});
    const auto signed_phone = [](Visit& s) {
        s.card = kPhone;
        s.info->medium = Medium::iphone;
        s.authentication = good_person();
    };
    all.push_back({"a phone that has signed",
                   {with_card(S::consent, signed_phone), CardRemoved{kPhone}},
                   {{"it is a card", [](Moment& m) { m.visit.info->medium = Medium::card; }},
                    kNoInfo,
                    {"nobody is identified", [](Moment& m) { m.visit.authentication.reset(); }},
                    {"another insertion", [](Moment& m) { ++event<CardRemoved>(m).card.insertion; }}},
                   unless_any});
    all.push_back({"a phone beside a card or its own visit",
                   {with_card(S::consent,
                              [](Visit& s) {
                                  s.info->medium = Medium::iphone;
                                  s.authentication = good_person();
                              }),
                    CardPresent{kPhone}},
                   {{"a card comes", [](Moment& m) { event<CardPresent>(m).card.slot = domain::kCardSlot; }},
                    {"a phone lies there", [](Moment& m) { m.visit.card = kPhone; }},
                    {"nothing lies there", [](Moment& m) { m.visit.card.reset(); }},
                    {"it was a card", [](Moment& m) { m.visit.info->medium = Medium::card; }},
                    kNoInfo,
                    {"nobody is identified", [](Moment& m) { m.visit.authentication.reset(); }}},
                   [](Turned t) {
                       const bool beside_a_card = !is(t, 1) && !is(t, 2);
                       const bool own_visit = !is(t, 3) && !is(t, 4) && !is(t, 5);
                       return !is(t, 0) && (beside_a_card || own_visit);
                   }});
    all.push_back({"a card",
                   {visit_in(S::out_of_service), CardPresent{kPhone}},
                   {{"a card", [](Moment& m) { event<CardPresent>(m).card = kCard; }}},
                   if_any});
    all.push_back({"phone offered",
                   {in(S::idle, [](Visit& s) { s.facts.phone_reader = true; }), Tap{A::use_phone}},
                   {{"no reader for phones", [](Moment& m) { m.visit.facts.phone_reader = false; }},
                    {"it is down", [](Moment& m) { down(m, Device::phone_reader) = ErrorCode::reader_missing; }}},
                   unless_any});
    all.push_back({"an iPhone",
                   {visit_in(S::reading_card), CardRead{{1, 1}, good_card(), kToday}},
                   {{"it is one", [](Moment& m) { event<CardRead>(m).result->medium = Medium::iphone; }},
                    {"an error", [](Moment& m) { event<CardRead>(m).result = fail(ErrorCode::card_removed); }}},
                   [](Turned t) { return t == 1; }});
    all.push_back({"an Android phone",
                   {visit_in(S::reading_card), CardRead{{1, 1}, good_card(), kToday}},
                   {{"it is one", [](Moment& m) { event<CardRead>(m).result->medium = Medium::android; }},
                    {"an error", [](Moment& m) { event<CardRead>(m).result = fail(ErrorCode::card_removed); }}},
                   [](Turned t) { return t == 1; }});
    all.push_back({"PIN unusable",
                   {visit_in(S::reading_card), CardRead{{1, 1}, good_card(), kToday}},
                   {{"no try is left", [](Moment& m) { event<CardRead>(m).result->pin.left = 0; }},
                    {"an error", [](Moment& m) { event<CardRead>(m).result = fail(ErrorCode::card_removed); }}},
                   [](Turned t) { return t == 1; }});
}

void device_tables(std::vector<GuardTable>& all) {
    const auto closed = [](Visit& s) { s.down[0] = ErrorCode::reader_missing; };
    const Conditions missing{
        {"the journal is down", [](Moment& m) { down(m, Device::audit) = ErrorCode::audit_unwritable; }},
        {"the clock is wrong", [](Moment& m) { down(m, Device::clock) = ErrorCode::clock_wrong; }}};
    all.push_back({"everything there", {in(S::out_of_service, closed), DeviceUp{Device::reader}}, missing, unless_any});
    all.push_back({"everything there",
                   {in(S::out_of_service, closed), DeviceUp{Device::audit}},
                   {{"the reader is back", [](Moment& m) { event<DeviceUp>(m).device = Device::reader; }}},
                   if_any});
    all.push_back({"everything there, card lies there",
                   {in(S::out_of_service,
                       [](Visit& s) {
                           s.down[0] = ErrorCode::reader_missing;
                           s.card = kCard;
                       }),
                    DeviceUp{Device::reader}},
                   missing + Conditions{{"no card", [](Moment& m) { m.visit.card.reset(); }}},
                   unless_any});
    all.push_back({"another card, something missing", {visit_in(S::thanks), CardPresent{kCard}}, missing, if_any});
    all.push_back({"another card, something missing",
                   {with_card(S::consent,
                              [](Visit& s) {
                                  s.down[static_cast<std::size_t>(Device::camera)] = ErrorCode::camera_missing;
                                  s.down[static_cast<std::size_t>(Device::phone_reader)] = ErrorCode::reader_missing;
                              }),
                    CardPresent{{domain::kCardSlot, 2}}},
                   {{"the camera is not required", [](Moment& m) { m.visit.facts.camera_required = false; }},
                    {"there is no face way", [](Moment& m) { m.visit.facts.face_possible = false; }},
                    {"the same card", [](Moment& m) { event<CardPresent>(m).card = kCard; }}},
                   unless_any});
    all.push_back({"the camera",
                   {with_card(S::face_capture), DeviceDown{Device::reader, ErrorCode::reader_missing, kToday}},
                   {{"it is", [](Moment& m) { event<DeviceDown>(m).device = Device::camera; }}},
                   if_any});
    all.push_back({"reader, journal or clock",
                   {with_card(), DeviceDown{Device::camera, ErrorCode::reader_missing, kToday}},
                   {{"the reader", [](Moment& m) { event<DeviceDown>(m).device = Device::reader; }},
                    {"the journal", [](Moment& m) { event<DeviceDown>(m).device = Device::audit; }},
                    {"the clock", [](Moment& m) { event<DeviceDown>(m).device = Device::clock; }}},
                   if_any});
    all.push_back({"between visits", {visit_in(S::idle), DayBegan{kToday}}, {kPersonHere}, unless_any});
    all.push_back({"between visits, needed",
                   {visit_in(S::idle), DeviceDown{Device::terms, ErrorCode::authority_ended, kToday}},
                   {kPersonHere,
                    {"a card lies there", [](Moment& m) { m.visit.card = kCard; }},
                    {"it is not needed", [](Moment& m) { event<DeviceDown>(m).device = Device::phone_reader; }}},
                   unless_any});
    all.push_back({"between visits, needed",
                   {in(S::thanks, [](Visit& s) { s.down[1] = ErrorCode::camera_missing; }),
                    DeviceDown{Device::service, ErrorCode::service_unreachable, kToday}},
                   {{"it closes the kiosk", [](Moment& m) { event<DeviceDown>(m).device = Device::desk; }}},
                   if_any});
}

/// Before the first request: what was found out about the certificate meanwhile.
void certificate_tables(std::vector<GuardTable>& all) {
    const Moment refused{with_card(), CertificateChecked{{1, 0}, fail(ErrorCode::certificate_refused)}};
    const Conditions on_the_way{
        {"it was asked already", [](Moment& m) { m.visit.state = S::authenticating; }},
        {"the patient is past it", [](Moment& m) { m.visit.state = S::consent; }},
        {"nobody was read", [](Moment& m) { m.visit.info.reset(); }},
        {"the service has answered", [](Moment& m) { m.visit.authentication = good_person(); }}};
    const Condition no_error{"all is well", [](Moment& m) { event<CertificateChecked>(m).result = {}; }};
    const Condition other_error{"nobody vouches", [](Moment& m) {
                                    event<CertificateChecked>(m).result = fail(ErrorCode::certificate_untrusted);
                                }};
    all.push_back({"refused, before the first request", refused, on_the_way + Conditions{no_error}, unless_any});
    all.push_back(
        {"revoked, before the first request", refused, on_the_way + Conditions{other_error, no_error}, unless_any});
    // A pause counts as what it stands before; without a pause nobody asks what it would lead back to.
    for (const auto* guard : {"refused, before the first request", "revoked, before the first request"}) {
        auto past = refused;
        past.visit.state = S::consent;
        past.visit.resume = S::choose_identity;
        all.push_back({guard,
                       past,
                       {{"staff are called", [](Moment& m) { m.visit.state = S::staff_called; }},
                        {"the idle warning is shown", [](Moment& m) { m.visit.state = S::idle_warning; }}},
                       if_any});
        auto paused = refused;
        paused.visit.state = S::staff_called;
        paused.visit.resume = S::choose_identity;
        all.push_back(
            {guard, paused, {{"before a question", [](Moment& m) { m.visit.resume = S::consent; }}}, unless_any});
    }
    all.push_back({"revoked, by the kiosk's own list",
                   {visit_in(S::reading_card), CardRead{{1, 1}, fail(ErrorCode::certificate_refused), kToday}},
                   {{"another error", [](Moment& m) { event<CardRead>(m).result = fail(ErrorCode::card_garbled); }},
                    {"none", [](Moment& m) { event<CardRead>(m).result = good_card(); }}},
                   unless_any});
}

// ---- identity -------------------------------------------------------------------------------------------------------

void pin_tables(std::vector<GuardTable>& all) {
    const auto typed = [](Visit& s) { s.pin_digits = static_cast<int>(domain::kPinDigits); };
    const Conditions digits{{"three digits", [](Moment& m) { m.visit.pin_digits = 3; }}};
    all.push_back({"PIN usable", {with_card(), Tap{A::choose_pin}}, kPinUsable, unless_any});
    const Conditions there{kPinBlocked, kIphone, kNoInfo};
    all.push_back({"PIN usable, but for a helper", {with_card(S::accompanied), Tap{A::choose_pin}}, there, unless_any});
    all.push_back({"four digits", {with_card(S::pin_entry, typed), Tap{A::confirm}}, digits + kPinUsable, unless_any});
    const Moment last{with_card(S::pin_entry,
                                [](Visit& s) {
                                    s.pin_digits = static_cast<int>(domain::kPinDigits);
                                    s.info->pin.left = 1;
                                }),
                      Tap{A::confirm}};
    all.push_back({"four digits, last try", last,
                   Conditions{{"two tries are left", [](Moment& m) { m.visit.info->pin.left = 2; }},
                              {"confirmed already", [](Moment& m) { m.visit.last_try_confirmed = true; }}} +
                       digits + kPinUsable,
                   unless_any});
    all.push_back({"signed",
                   {with_card(S::pin_verifying), PinAnswered{{1, 1}, domain::Tries{3}, true}},
                   {{"not signed", [](Moment& m) { event<PinAnswered>(m).signed_ = false; }},
                    {"an error", [](Moment& m) { event<PinAnswered>(m).result = fail(ErrorCode::card_removed); }}},
                   unless_any});
    all.push_back({"no try left",
                   {with_card(S::pin_verifying), PinAnswered{{1, 1}, domain::Tries{0}, false}},
                   {{"one is left", [](Moment& m) { event<PinAnswered>(m).result->left = 1; }},
                    {"an error", [](Moment& m) { event<PinAnswered>(m).result = fail(ErrorCode::card_removed); }}},
                   unless_any});
}

/// Errors after which the card is no genuine one.
Conditions forgeries() {
    return {
        {"cloned", [](Moment& m) { event<PortraitReady>(m).result = fail(ErrorCode::card_cloned); }},
        {"no authority", [](Moment& m) { event<PortraitReady>(m).result = fail(ErrorCode::certificate_untrusted); }},
        {"no issuer", [](Moment& m) { event<PortraitReady>(m).result = fail(ErrorCode::record_untrusted); }},
        {"another text", [](Moment& m) { event<PortraitReady>(m).result = fail(ErrorCode::record_text_forged); }},
        {"another birth", [](Moment& m) { event<PortraitReady>(m).result = fail(ErrorCode::record_birth_forged); }},
        {"another signature",
         [](Moment& m) { event<PortraitReady>(m).result = fail(ErrorCode::record_signature_forged); }},
        {"another photo", [](Moment& m) { event<PortraitReady>(m).result = fail(ErrorCode::portrait_forged); }}};
}
Conditions card_faults() {
    return {{"not readable", [](Moment& m) { event<PortraitReady>(m).result = fail(ErrorCode::card_not_readable); }},
            {"mute", [](Moment& m) { event<PortraitReady>(m).result = fail(ErrorCode::card_mute); }},
            {"foreign", [](Moment& m) { event<PortraitReady>(m).result = fail(ErrorCode::card_not_mynumber); }},
            {"removed", [](Moment& m) { event<PortraitReady>(m).result = fail(ErrorCode::card_removed); }},
            {"busy", [](Moment& m) { event<PortraitReady>(m).result = fail(ErrorCode::card_busy); }},
            {"garbled", [](Moment& m) { event<PortraitReady>(m).result = fail(ErrorCode::card_garbled); }},
            {"changed", [](Moment& m) { event<PortraitReady>(m).result = fail(ErrorCode::card_changed); }}};
}

void face_tables(std::vector<GuardTable>& all) {
    const auto offered = [](Visit& s) { s.face_offered = true; };
    all.push_back(
        {"face offered", {with_card(S::choose_identity, offered), Tap{A::choose_face}}, kFaceRetry, unless_any});
    all.push_back(
        {"match",
         {with_card(S::face_deciding), Decided{{1, 1}, domain::Verdict{domain::FaceDecision::match, 1, 0, 1}}},
         {{"no match", [](Moment& m) { event<Decided>(m).result->decision = domain::FaceDecision::no_match; }},
          {"an error", [](Moment& m) { event<Decided>(m).result = fail(ErrorCode::internal); }}},
         unless_any});
    all.push_back({"photo without a face",
                   {with_card(S::face_deciding), Decided{{1, 1}, fail(ErrorCode::portrait_without_face)}},
                   {{"another error", [](Moment& m) { event<Decided>(m).result = fail(ErrorCode::internal); }},
                    {"none", [](Moment& m) { event<Decided>(m).result = domain::Verdict{}; }}},
                   unless_any});
    all.push_back({"not doubted yet",
                   {with_card(S::face_capture), LookDoubted{{1, 1}}},
                   {{"it is", [](Moment& m) { m.visit.look_doubted = true; }}},
                   unless_any});
    all.push_back({"portrait ready",
                   {with_card(S::face_capture), LiveReady{{1, 1}}},
                   {{"it is", [](Moment& m) { m.visit.portrait_ready = true; }}},
                   if_any});
    all.push_back({"live face ready",
                   {with_card(S::face_capture, [](Visit& s) { s.live_ready = true; }), PortraitReady{{1, 0}, {}}},
                   {{"it is not", [](Moment& m) { m.visit.live_ready = false; }},
                    {"an error", [](Moment& m) { event<PortraitReady>(m).result = fail(ErrorCode::internal); }}},
                   unless_any});
    all.push_back({"live face ready, photo not",
                   {with_card(S::face_capture, [](Visit& s) { s.live_ready = true; }), TimeOut{{1, 1}}},
                   {{"no live face", [](Moment& m) { m.visit.live_ready = false; }},
                    {"the photo is there", [](Moment& m) { m.visit.portrait_ready = true; }}},
                   unless_any});

    const auto asked = [](Visit& s) {
        s.asked_card = s.card;
        s.face_offered = true;
    };
    const Conditions awaited{{"it is there already", [](Moment& m) { m.visit.portrait_ready = true; }},
                             kFaceGone,
                             kFinished,
                             {"another card was asked",
                              [](Moment& m) {
                                  m.visit.asked_card = CardRef{0, 9};
                              }},
                             {"nothing lies there", [](Moment& m) {
                                  m.visit.card.reset();
                                  m.visit.asked_card.reset();
                              }}};
    const Moment comes{with_card(S::choose_identity, asked), PortraitReady{{1, 0}, {}}};
    all.push_back({"awaited", comes, awaited, unless_any});
    auto fails = comes;
    event<PortraitReady>(fails).result = fail(ErrorCode::portrait_undecodable);
    const Condition well{"all is well", [](Moment& m) { event<PortraitReady>(m).result = {}; }};
    all.push_back({"awaited, failed", fails, awaited + Conditions{well}, unless_any});
    auto forged = comes;
    event<PortraitReady>(forged).result = fail(ErrorCode::portrait_forged);
    const Condition other{"another error",
                          [](Moment& m) { event<PortraitReady>(m).result = fail(ErrorCode::portrait_undecodable); }};
    all.push_back({"awaited, forged", forged, awaited + Conditions{other, well}, unless_any});
    all.push_back({"awaited, forged", fails, forgeries(), if_any});

    const Moment problem{with_card(S::face_capture), PortraitReady{{1, 0}, fail(ErrorCode::portrait_undecodable)}};
    all.push_back({"card fault", problem, card_faults(), if_any});
    all.push_back({"card fault", problem, forgeries(), if_any});
    auto forged_card = problem;
    event<PortraitReady>(forged_card).result = fail(ErrorCode::card_cloned);
    all.push_back({"card fault", forged_card, {well}, unless_any});

    const Moment unreadable{with_card(S::face_capture), PortraitReady{{1, 0}, fail(ErrorCode::number_b_unreadable)}};
    all.push_back({"printed digits unreadable, may be typed",
                   unreadable,
                   {other,
                    well,
                    {"typing is off", [](Moment& m) { m.visit.facts.typed_number_b = false; }},
                    {"they are typed already", [](Moment& m) { m.visit.number_b_typed = true; }}},
                   unless_any});
    const Moment typed{with_card(S::number_b_entry,
                                 [](Visit& s) {
                                     s.face_offered = true;
                                     s.pin_digits = static_cast<int>(domain::kNumberBDigits);
                                 }),
                       Tap{A::confirm}};
    all.push_back({"all digits of the card's 照合番号", typed,
                   Conditions{{"thirteen digits", [](Moment& m) { m.visit.pin_digits = 13; }}} + kFaceRetry,
                   unless_any});
    auto six = typed;
    six.visit.pin_digits = 6;
    all.push_back({"all digits of the card's 照合番号",
                   six,
                   {{"the card's has six", [](Moment& m) { m.visit.info->number_b_digits = 6; }}, kNoInfo},
                   [](Turned t) { return t == 1; }});
    auto elsewhere = six;
    elsewhere.visit.info->number_b_digits = 6;
    all.push_back({"all digits of the card's 照合番号",
                   elsewhere,
                   {{"another pad", [](Moment& m) { m.visit.state = S::pin_entry; }}},
                   unless_any});
}

void staff_tables(std::vector<GuardTable>& all) {
    all.push_back({"staff check offered",
                   {with_card(S::choose_identity, set_staff), Tap{A::choose_staff}},
                   kStaffOffered,
                   unless_any});
    all.push_back({"staff check offered, not identified",
                   {with_card(S::staff_called, set_staff), Tap{A::choose_staff}},
                   Conditions{kIdentified} + kStaffOffered,
                   unless_any});
    all.push_back({"a password",
                   {with_card(S::staff_password,
                              [](Visit& s) {
                                  set_staff(s);
                                  s.pin_digits = domain::kShortestPassword;
                              }),
                    Tap{A::confirm}},
                   Conditions{{"too short", [](Moment& m) { m.visit.pin_digits = domain::kShortestPassword - 1; }}} +
                       kStaffOffered,
                   unless_any});
    all.push_back({"accepted",
                   {with_card(S::staff_checking), StaffChecked{{1, 1}, domain::StaffCheck{true, 5, 0}}},
                   {{"wrong", [](Moment& m) { event<StaffChecked>(m).result->accepted = false; }},
                    {"an error", [](Moment& m) { event<StaffChecked>(m).result = fail(ErrorCode::internal); }}},
                   unless_any});
    all.push_back({"not locked",
                   {with_card(S::staff_refused,
                              [](Visit& s) {
                                  set_staff(s);
                                  s.staff_check = domain::StaffCheck{false, 4, 0};
                              }),
                    Tap{A::retry}},
                   Conditions{{"locked", [](Moment& m) { m.visit.staff_check->locked_for_s = 1; }},
                              {"nothing was checked", [](Moment& m) { m.visit.staff_check.reset(); }}} +
                       kStaffOffered,
                   unless_any});
    all.push_back({"identified by face or staff",
                   {with_card(S::service_failed), Tap{A::retry}},
                   {{"by face", [](Moment& m) { m.visit.way = Way::face; }},
                    {"by staff", [](Moment& m) { m.visit.way = Way::staff; }}},
                   if_any});
    all.push_back({"an iPhone that lies there",
                   {with_card(S::service_failed, [](Visit& s) { s.info->medium = Medium::iphone; }), Tap{A::retry}},
                   {{"lifted", [](Moment& m) { m.visit.card.reset(); }},
                    {"it is a card", [](Moment& m) { m.visit.info->medium = Medium::card; }},
                    kNoInfo},
                   unless_any});
}

// ---- the desk -------------------------------------------------------------------------------------------------------

using domain::DeskSays;
Event desk_says(DeskSays what) { return DeskAnswered{{1, 0}, what, 0, "sato"}; }
const Condition kSaysElse{"the desk says something else",
                          [](Moment& m) { event<DeskAnswered>(m).says = DeskSays::closes; }};

void desk_tables(std::vector<GuardTable>& all) {
    all.push_back({"the desk comes, not told yet",
                   {with_card(S::staff_called), desk_says(DeskSays::comes)},
                   {kSaysElse, {"told already", [](Moment& m) { m.visit.desk_comes = true; }}},
                   unless_any});
    for (const auto& [guard, what] : {std::pair{"confirmed at the desk, staff check offered", DeskSays::confirms},
                                      {"refused at the desk, staff check offered", DeskSays::refuses}})
        all.push_back({guard,
                       {with_card(S::staff_password, set_staff), desk_says(what)},
                       Conditions{kSaysElse} + kStaffOffered,
                       unless_any});
    const auto locked = with_card(S::staff_refused, [](Visit& s) {
        set_staff(s);
        s.staff_check = domain::StaffCheck{false, 0, 60};
    });
    all.push_back({"unlocked at the desk, locked",
                   {locked, desk_says(DeskSays::unlocks)},
                   Conditions{kSaysElse,
                              {"no longer locked", [](Moment& m) { m.visit.staff_check->locked_for_s = 0; }},
                              {"nothing was checked", [](Moment& m) { m.visit.staff_check.reset(); }}} +
                       kStaffOffered,
                   unless_any});
    all.push_back(
        {"the desk wants a slip", {visit_in(S::idle), desk_says(DeskSays::test_slip)}, {kSaysElse}, unless_any});
    const Conditions to_a_patient{kSaysElse,
                                  {"none of them", [](Moment& m) { event<DeskAnswered>(m).item = 99; }},
                                  {"nobody is there", [](Moment& m) { m.visit.state = S::idle; }},
                                  {"staff are at the settings", [](Moment& m) { m.visit.for_settings = true; }}};
    for (const auto& [guard, what] : {std::pair{"a patient's language, by the desk", DeskSays::language},
                                      {"a patient's comfort, by the desk", DeskSays::comfort}})
        all.push_back({guard, {with_card(S::consent), desk_says(what)}, to_a_patient, unless_any});
}

// ---- the service's answers ------------------------------------------------------------------------------------------

template <class E>
void authentication_tables(std::vector<GuardTable>& all, State state) {
    const Condition no_answer{"an error", [](Moment& m) { event<E>(m).result = fail(ErrorCode::service_unreachable); }};
    const Condition valid{"a certificate that counts",
                          [](Moment& m) { event<E>(m).result->certificate = domain::CertificateState::valid; }};
    auto person = good_person();
    person.certificate = domain::CertificateState::revoked;
    all.push_back(
        {"expired or revoked", {with_card(state), E{{1, 1}, person}}, {valid, no_answer, kNoInfo}, unless_any});
    person.certificate = domain::CertificateState::in_grace;
    all.push_back({"in grace", {with_card(state), E{{1, 1}, person}}, {valid, no_answer, kNoInfo}, unless_any});
    person = good_person();
    person.registration = domain::Registration::none;
    all.push_back(
        {"not registered",
         {with_card(state), E{{1, 1}, person}},
         {{"registered", [](Moment& m) { event<E>(m).result->registration = domain::Registration::registered; }},
          {"the end is filed", [](Moment& m) { event<E>(m).result->registration = domain::Registration::ending; }},
          no_answer},
         unless_any});
}

void service_tables(std::vector<GuardTable>& all) {
    authentication_tables<Authenticated>(all, S::authenticating);
    authentication_tables<Registered>(all, S::registering);
    // What is no answer of either is none.
    auto ended = good_person();
    ended.certificate = domain::CertificateState::revoked;
    all.push_back({"expired or revoked",
                   {with_card(S::authenticating), Authenticated{{1, 1}, ended}},
                   {{"no answer at all",
                     [](Moment& m) {
                         m.event = TimeOut{{1, 1}};
                     }}},
                   unless_any});

    auto stranger = good_person();
    stranger.registration = domain::Registration::none;
    all.push_back(
        {"not registered, may register",
         {with_card(S::authenticating), Authenticated{{1, 1}, stranger}},
         {{"registered",
           [](Moment& m) { event<Authenticated>(m).result->registration = domain::Registration::registered; }},
          {"in grace",
           [](Moment& m) { event<Authenticated>(m).result->certificate = domain::CertificateState::in_grace; }},
          {"a phone", [](Moment& m) { m.visit.info->medium = Medium::android; }},
          {"an error", [](Moment& m) { event<Authenticated>(m).result = fail(ErrorCode::service_unreachable); }}},
         unless_any});

    const auto answered = [](domain::Validity validity) {
        return with_card(S::delivering, [&](Visit& s) { s.answer = domain::Answer{validity, {}}; });
    };
    const Condition undelivered{"an error",
                                [](Moment& m) { event<Delivered>(m).result = fail(ErrorCode::result_undeliverable); }};
    const Condition no_answer{"no answer", [](Moment& m) { m.visit.answer.reset(); }};
    const Condition invalid{"invalid", [](Moment& m) { m.visit.answer->validity = domain::Validity::invalid; }};
    const Condition is_one{"valid", [](Moment& m) { m.visit.answer->validity = domain::Validity::valid; }};
    const Condition not_entrusted{"valid, not entrusted",
                                  [](Moment& m) { m.visit.answer->validity = domain::Validity::valid_unregistered; }};
    const Moment valid{answered(domain::Validity::valid), Delivered{{1, 1}, ""}};
    const Moment not_valid{answered(domain::Validity::several), Delivered{{1, 1}, ""}};
    all.push_back({"valid", valid, {invalid, no_answer, undelivered}, unless_any});
    all.push_back({"valid", not_valid, {is_one, not_entrusted}, if_any});
    all.push_back({"valid, with a remark",
                   valid,
                   {{"a remark", [](Moment& m) { m.visit.answer->remarks.add(domain::Remark::turning_70); }},
                    not_entrusted,
                    invalid,
                    no_answer,
                    undelivered},
                   [](Turned t) { return t != 0 && t < 4; }});
}

// ---- questions ------------------------------------------------------------------------------------------------------

const Condition kItemBelow{"below the first", [](Moment& m) { event<Tap>(m).item = -1; }};

/// Somebody who may be asked: identified, with two certificates of a municipality and two prescriptions.
Visit asked(State state) {
    return with_card(state, [](Visit& s) {
        s.authentication = good_person(true);
        s.authentication->listed[domain::Question::subsidy].resize(2);
        s.authentication->listed[domain::Question::prescription_choice].resize(2);
        s.facts.facility.pharmacy = true;
    });
}

void question_tables(std::vector<GuardTable>& all) {
    const Condition no_question{"no question is asked", [](Moment& m) { m.visit.state = S::confirming; }};
    const Condition second{"the second", [](Moment& m) { m.visit.asked_item = 1; }};
    all.push_back({"an item",
                   {asked(S::consent_items), Tap{A::agree, 0}},
                   {kItemBelow, {"beyond the last", [](Moment& m) { event<Tap>(m).item = domain::kConsentItems; }}},
                   unless_any});
    all.push_back({"all answered",
                   {with_card(S::consent_items, [](Visit& s) { s.answers.items.fill(true); }), Tap{A::confirm}},
                   {{"the first is open", [](Moment& m) { m.visit.answers.items.front().reset(); }},
                    {"the last is open", [](Moment& m) { m.visit.answers.items.back().reset(); }}},
                   unless_any});
    all.push_back({"a question before",
                   {asked(S::subsidy), Tap{A::back}},
                   {{"none was asked",
                     [](Moment& m) {
                         m.visit.authentication->ask_consent = false;
                         m.visit.facts.facility.pharmacy = false;
                     }}},
                   unless_any});
    all.push_back({"an option",
                   {asked(S::prescription_form), Tap{A::choose, 1}},
                   {kItemBelow, {"beyond the last", [](Moment& m) { event<Tap>(m).item = 2; }}, no_question},
                   unless_any});
    all.push_back({"one that is shown",
                   {asked(S::prescription_choice), Tap{A::toggle, 1}},
                   {kItemBelow, {"beyond the last", [](Moment& m) { event<Tap>(m).item = 2; }}, no_question},
                   unless_any});
    all.push_back({"one that is shown",
                   {asked(S::prescription_choice), Tap{A::toggle, 0}},
                   {{"nobody is identified", [](Moment& m) { m.visit.authentication.reset(); }}},
                   unless_any});
    all.push_back({"more of them follow", {asked(S::subsidy), Tap{A::agree}}, {second, no_question}, unless_any});
    all.push_back({"not the first of them", {asked(S::subsidy), Tap{A::back}}, {second}, if_any});
    const auto place = [](State state) { return *place_of(state); };
    all.push_back(
        {"a question that was asked",
         {asked(S::review), Tap{A::change, place(S::consent)}},
         {{"one that is not wanted", [](Moment& m) { m.visit.authentication->ask_consent = false; }},
          {"a notice", [](Moment& m) { event<Tap>(m).item = *place_of(S::review); }},
          kItemBelow,
          {"beyond the last", [](Moment& m) { event<Tap>(m).item = static_cast<int>(question_table().size()); }}},
         unless_any});
}

// ---- pauses ---------------------------------------------------------------------------------------------------------

void pause_tables(std::vector<GuardTable>& all) {
    const auto speaks = [](int languages) { return in(S::idle, [&](Visit& s) { s.facts.languages = languages; }); };
    const Condition beyond{"beyond the last", [](Moment& m) { event<Tap>(m).item = m.visit.facts.languages; }};
    const auto* a_language = "one of several that are spoken, or all of more than two";
    all.push_back({a_language, {speaks(2), Tap{A::language, 0}}, {kItemBelow, beyond}, unless_any});
    all.push_back({a_language,
                   {speaks(2), Tap{A::language, 0}},
                   {{"one is spoken", [](Moment& m) { m.visit.facts.languages = 1; }}},
                   unless_any});
    all.push_back({a_language,
                   {speaks(2), Tap{A::language, kWhichLanguage}},
                   {{"three are spoken", [](Moment& m) { m.visit.facts.languages = 3; }}},
                   if_any});
    all.push_back({"one of the choices, or to show or put away all",
                   {visit_in(S::idle), Tap{A::comfort, 0}},
                   {{"below the first", [](Moment& m) { event<Tap>(m).item = kComfortDone - 1; }},
                    {"beyond the last", [](Moment& m) { event<Tap>(m).item = kComfortChoices; }}},
                   unless_any});
    all.push_back({"somebody set it otherwise",
                   {visit_in(S::idle), TimeOut{{1, 1}}},
                   {{"the languages are shown", [](Moment& m) { m.visit.in_front = InFront::languages; }},
                    {"another language", [](Moment& m) { m.visit.language = Language{1}; }},
                    {"another comfort", [](Moment& m) { m.visit.comfort.slow = true; }}},
                   if_any});
    all.push_back({"waits for a touch",
                   {visit_in(S::idle), TimeOut{{1, 1}}},
                   {{"it asks", [](Moment& m) { m.visit.state = S::choose_identity; }},
                    {"it asks for digits", [](Moment& m) { m.visit.state = S::pin_entry; }}},
                   if_any});
    all.push_back({"waits for a touch",
                   {visit_in(S::choose_identity), TimeOut{{1, 1}}},
                   {{"a job runs", [](Moment& m) { m.visit.state = S::reading_card; }}},
                   unless_any});
    all.push_back({"busy, first call",
                   {visit_in(S::reading_card), Tap{A::call_staff}},
                   {{"somebody is asked", [](Moment& m) { m.visit.state = S::choose_identity; }},
                    {"staff are on their way", [](Moment& m) { m.visit.staff_on_way = true; }}},
                   unless_any});
    all.push_back({"waits, not called yet",
                   {visit_in(S::choose_identity), Tap{A::call_staff}},
                   {{"the kiosk works", [](Moment& m) { m.visit.state = S::reading_card; }},
                    {"staff are called", [](Moment& m) { m.visit.state = S::staff_called; }}},
                   unless_any});
}

// ---- settings -------------------------------------------------------------------------------------------------------

const Condition kNotForSettings{"nobody came for the settings", [](Moment& m) { m.visit.for_settings = false; }};
void set_settings(Visit& s) {
    s.for_settings = true;
    s.facts.staff_check = s.facts.settings = true;
}
Condition turned_to(Setting setting) {
    if (setting == Setting::volume) return {"it goes by steps", [](Moment& m) { m.visit.setting = Setting::volume; }};
    return {"it is a list", [](Moment& m) { m.visit.setting = Setting::text_size; }};
}

void settings_way_tables(std::vector<GuardTable>& all) {
    all.push_back({"settings offered, no card",
                   {in(S::idle, set_settings), Tap{A::choose_staff}},
                   {{"there is no file for them", [](Moment& m) { m.visit.facts.settings = false; }},
                    {"there is no code", [](Moment& m) { m.visit.facts.staff_check = false; }},
                    {"a card lies there", [](Moment& m) { m.visit.card = kCard; }}},
                   unless_any});
    all.push_back(
        {"a password",
         {in(S::staff_password,
             [](Visit& s) {
                 set_settings(s);
                 s.pin_digits = domain::kShortestPassword;
             }),
          Tap{A::confirm}},
         {{"too short", [](Moment& m) { m.visit.pin_digits = domain::kShortestPassword - 1; }}, kNotForSettings},
         unless_any});
    all.push_back({"not locked",
                   {in(S::staff_refused,
                       [](Visit& s) {
                           set_settings(s);
                           s.staff_check = domain::StaffCheck{false, 4, 0};
                       }),
                    Tap{A::retry}},
                   {{"locked", [](Moment& m) { m.visit.staff_check->locked_for_s = 1; }}, kNotForSettings},
                   unless_any});
    all.push_back({"accepted, for the settings",
                   {in(S::staff_checking, set_settings), StaffChecked{{1, 1}, domain::StaffCheck{true, 5, 0}}},
                   {kNotForSettings,
                    {"wrong", [](Moment& m) { event<StaffChecked>(m).result->accepted = false; }},
                    {"an error", [](Moment& m) { event<StaffChecked>(m).result = fail(ErrorCode::internal); }}},
                   unless_any});
    all.push_back({"staff came for the settings",
                   {in(S::staff_password, set_settings), TimeOut{{1, 1}}},
                   {kNotForSettings},
                   unless_any});
    all.push_back({"a patient's visit",
                   {with_card(S::staff_refused), Tap{A::end_visit}},
                   {{"staff came for the settings", [](Moment& m) { m.visit.for_settings = true; }}},
                   unless_any});
}

void settings_tables(std::vector<GuardTable>& all) {
    settings_way_tables(all);
    all.push_back({"a setting",
                   {in(S::settings, set_settings), Tap{A::change, 0}},
                   {kItemBelow, {"beyond the last", [](Moment& m) { event<Tap>(m).item = 6; }}},
                   unless_any});
    const auto choosing = [](Setting setting) {
        return in(S::setting_choice, [&](Visit& s) {
            set_settings(s);
            s.setting = setting;
        });
    };
    all.push_back({"goes by steps",
                   {choosing(Setting::brightness), Tap{A::confirm}},
                   {turned_to(Setting::text_size)},
                   unless_any});
    all.push_back({"goes by steps", {choosing(Setting::theme), Tap{A::confirm}}, {turned_to(Setting::volume)}, if_any});
    all.push_back(
        {"one of its choices",
         {choosing(Setting::text_size), Tap{A::choose, 2}},
         {turned_to(Setting::volume), kItemBelow, {"beyond the last", [](Moment& m) { event<Tap>(m).item = 3; }}},
         unless_any});
    all.push_back({"one of its choices",
                   {choosing(Setting::language), Tap{A::choose, 1}},
                   {{"there are two languages", [](Moment& m) { m.visit.facts.languages = 2; }}},
                   if_any});
    all.push_back({"one of its choices",
                   {choosing(Setting::layout), Tap{A::choose, static_cast<int>(Layout::tall)}},
                   {{"the panel has room for it", [](Moment& m) { m.visit.facts.layouts |= bit_of(Layout::tall); }}},
                   if_any});
    all.push_back(
        {"goes by steps, and so far",
         {choosing(Setting::volume), Tap{A::choose, 0}},
         {turned_to(Setting::text_size), kItemBelow, {"beyond the last", [](Moment& m) { event<Tap>(m).item = 101; }}},
         unless_any});
    all.push_back({"goes by steps, and so far",
                   {choosing(Setting::brightness), Tap{A::choose, kLeastBrightness}},
                   {{"too dark", [](Moment& m) { event<Tap>(m).item = kLeastBrightness - 1; }}},
                   unless_any});
    const Condition five{"five are touched", [](Moment& m) { m.visit.tested = 5; }};
    const auto touching = in(S::touch_test, set_settings);
    all.push_back({"a target is left", {touching, TargetTouched{3}}, {five}, unless_any});
    all.push_back({"all are touched", {touching, Tap{A::retry}}, {five}, if_any});
    all.push_back({"a printer is set",
                   {in(S::readiness, set_settings), Tap{A::print}},
                   {{"there is one", [](Moment& m) { m.visit.facts.printer = true; }}},
                   if_any});
    all.push_back({"another picture follows",
                   {in(S::picture_test, set_settings), Tap{A::next}},
                   {{"it is the last", [](Moment& m) { m.visit.tested = kTestPictures - 1; }}},
                   unless_any});
}

/// A row for that fallback, without the card, in 2026.
void only(Visit& s, domain::Fallback fallback) {
    s.today = {2026, 11, 24};
    s.facts.guidance = {{fallback, {2026, 1, 1}, {2026, 12, 31}, bit_of(domain::Situation::no_card)}};
}

void paper_tables(std::vector<GuardTable>& all) {
    const Condition too_late{"the day is past its last", [](Moment& m) { m.visit.today = {2027, 1, 1}; }};
    const Condition other{"it is for another situation", [](Moment& m) {
                              m.visit.facts.guidance.front().when = bit_of(domain::Situation::reader_down);
                          }};
    const Condition another_paper{"it is another paper", [](Moment& m) {
                                      m.visit.facts.guidance.front().fallback = domain::Fallback::certificate;
                                  }};
    const auto idle = in(S::idle, [](Visit& s) { only(s, domain::Fallback::certificate); });
    all.push_back({"some papers count today", {idle, Tap{A::without_card}}, {too_late, other}, unless_any});
    const auto papers = in(S::without_card, [](Visit& s) { only(s, domain::Fallback::written_statement); });
    all.push_back({"a written statement counts today",
                   {papers, Tap{A::statement}},
                   {too_late, other, another_paper},
                   unless_any});
}

void appointment_tables(std::vector<GuardTable>& all) {
    const auto told = in(S::appointment_told, [](Visit& s) {
        s.appointment = domain::Appointment{domain::Arrival::on_time, {2026, 11, 24}};
    });
    all.push_back({"the clinic has a list of appointments",
                   {in(S::idle, [](Visit&) {}), Tap{A::type_number}},
                   {{"there is one", [](Moment& m) { m.visit.facts.appointments = true; }}},
                   if_any});
    all.push_back({"a number",
                   {in(S::appointment_entry, [](Visit&) {}), Tap{A::confirm}},
                   {{"a digit", [](Moment& m) { m.visit.pin_digits = 1; }}},
                   if_any});
    all.push_back(
        {"nobody is recorded as come, no card",
         {told, Tap{A::retry}},
         {{"there is none", [](Moment& m) { m.visit.appointment.reset(); }},
          {"of another day", [](Moment& m) { m.visit.appointment = domain::Appointment{domain::Arrival::other_day}; }},
          {"a card lies there",
           [](Moment& m) {
               m.visit.card = domain::CardRef{domain::kCardSlot, 1};
           }}},
         [](Turned turned) { return (turned & 3U) != 0 && (turned & 4U) == 0; }});
    all.push_back({"a card lies there, nothing missing",
                   {told, Tap{A::next}},
                   {{"it does", [](Moment& m) { m.visit.card = kCard; }},
                    {"the desk has closed the kiosk",
                     [](Moment& m) { down(m, Device::desk) = ErrorCode::closed_for_now; }}},
                   [](Turned turned) { return turned == 1; }});
}

void code_tables(std::vector<GuardTable>& all) {
    all.push_back({"codes are read here",
                   {in(S::idle, [](Visit& s) { s.facts.codes = true; }), Tap{A::show_code}},
                   {{"they are not", [](Moment& m) { m.visit.facts.codes = false; }}},
                   unless_any});
    all.push_back({"a my-way code",
                   {in(S::show_code, [](Visit& s) { s.facts.codes = true; }), CodeRead{{}, MyWay{}}},
                   {{"it is another",
                     [](Moment& m) { event<CodeRead>(m).result = CodeMeaning{OtherCode{domain::CodeKind::qr}}; }},
                    {"there is none",
                     [](Moment& m) { event<CodeRead>(m).result = base::fail(base::ErrorCode::code_unseen); }}},
                   unless_any});
}

}  // namespace

std::vector<GuardTable> guard_tables() {
    std::vector<GuardTable> all;
    for (const auto add :
         {card_tables, device_tables, certificate_tables, pin_tables, face_tables, staff_tables, desk_tables,
          service_tables, question_tables, settings_tables, paper_tables, appointment_tables, code_tables, pause_tables})
        add(all);
    return all;
}

}  // namespace uketsuke::flow
