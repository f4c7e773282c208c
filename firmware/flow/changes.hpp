// SPDX-License-Identifier: Apache-2.0
// What rows do to the visit. Every entry into a state begins without an error; the changes here say which one the new
// screen explains. Internal to flow.
#pragma once

#include <bit>

#include "guards.hpp"

namespace uketsuke::flow::changes {

using base::ErrorCode;
using guards::as;
using S = State;

constexpr Change nothing{};
constexpr Change note_error{"note the error", [](Visit& s, const Event& e) { s.error = error_of(e); }};
template <ErrorCode code>
constexpr Change because{"note why", [](Visit& s, const Event&) { s.error = code; }};

// ---- card, phone, devices -------------------------------------------------------------------------------------------

constexpr bool before_visit(State state) {
    return state == S::idle || state == S::choose_phone || state == S::phone_wait || state == S::without_card ||
           state == S::statement || state == S::appointment_entry || state == S::appointment_told ||
           state == S::show_code || state == S::way_set || state == S::code_problem;
}
/// Whoever has just been told of an appointment lays the card down: also while staff come.
inline bool told_of_appointment(const Visit& s) {
    return s.state == S::appointment_told || (s.state == S::staff_called && s.resume == S::appointment_told);
}
constexpr Change begin_visit{"begin a visit", [](Visit& s, const Event& e) {
                                 Visit fresh;
                                 fresh.state = s.state;
                                 fresh.ticket = {s.ticket.visit + 1, 0};
                                 fresh.facts = s.facts;
                                 fresh.down = s.down;
                                 fresh.today = s.today;
                                 fresh.language = before_visit(s.state) ? s.language : s.facts.language;
                                 fresh.comfort = before_visit(s.state) ? s.comfort : s.facts.comfort;
                                 fresh.asked_card = s.asked_card;
                                 fresh.card = as<CardPresent>(e).card;
                                 if (told_of_appointment(s) && s.appointment && s.appointment->recorded())
                                     fresh.appointment = s.appointment;
                                 fresh.face_offered = s.facts.face_possible &&
                                                      !s.down[static_cast<std::size_t>(Device::camera)] &&
                                                      !fresh.portrait_asked();
                                 s = fresh;
                             }};
/// With a number of their own, by which the desk lists them.
constexpr Change came_without_card{"somebody comes without a card", [](Visit& s, const Event&) {
                                       s.ticket = {s.ticket.visit + 1, 0};
                                   }};
constexpr Change begin_with_card{"begin a visit with the card that lies there",
                                 [](Visit& s, const Event&) { begin_visit.apply(s, CardPresent{*s.card}); }};
constexpr Change note_appointment{"note what the list says",
                                  [](Visit& s, const Event& e) { s.appointment = *as<AppointmentFound>(e).result; }};
constexpr Change ask_number_again{"the number is typed again", [](Visit& s, const Event&) {
                                      s.appointment.reset();
                                      s.digits_shown = false;
                                  }};
constexpr Change came_with_code{"somebody shows a code",
                                [](Visit& s, const Event&) { s.ticket = {s.ticket.visit + 1, 0}; }};
constexpr Change set_way{"set as this person likes it", [](Visit& s, const Event& e) {
                             const auto& way = std::get<MyWay>(*as<CodeRead>(e).result);
                             s.language = way.language.value_or(s.language);
                             s.comfort = way.comfort;
                         }};
constexpr Change begin_with_lying_card{"device is back, begin a visit", [](Visit& s, const Event& e) {
                                           s.down[static_cast<std::size_t>(as<DeviceUp>(e).device)].reset();
                                           begin_visit.apply(s, CardPresent{*s.card});
                                       }};
constexpr Change note_card{"note the card", [](Visit& s, const Event& e) { s.card = as<CardPresent>(e).card; }};
/// Where the kiosk is out of service nobody waits for a phone.
constexpr Change note_laid_card{"note the card, where it is no phone", [](Visit& s, const Event& e) {
                                    s.card.reset();
                                    if (as<CardPresent>(e).card.slot == domain::kCardSlot) note_card.apply(s, e);
                                }};
constexpr Change card_gone{"card is out", [](Visit& s, const Event&) { s.card.reset(); }};
constexpr Change card_pulled{"card pulled early", [](Visit& s, const Event&) {
                                 s.card.reset();
                                 s.error = ErrorCode::card_removed;
                             }};
constexpr Change device_down{"note what is missing", [](Visit& s, const Event& e) {
                                 const auto& down = as<DeviceDown>(e);
                                 s.today = down.today;
                                 s.down[static_cast<std::size_t>(down.device)] = down.why;
                                 if (down.device == Device::camera) s.face_offered = false;
                                 if (down.device == Device::reader) s.card.reset();
                                 if (s.state == S::face_capture && down.device == Device::camera) s.error = down.why;
                                 if (s.state == S::out_of_service) s.error = s.missing();
                             }};
constexpr Change device_up{"note what is back", [](Visit& s, const Event& e) {
                               s.down[static_cast<std::size_t>(as<DeviceUp>(e).device)].reset();
                               if (s.state == S::out_of_service) s.error = s.missing();
                           }};
constexpr Change keep_refusal{"note the error and the date", [](Visit& s, const Event& e) {
                                  s.error = error_of(e);
                                  s.today = as<CardRead>(e).today;
                              }};
constexpr Change note_day{"note the day", [](Visit& s, const Event& e) { s.today = as<DayBegan>(e).today; }};
template <domain::Medium kind>
constexpr Change phone_chosen{"note which phone", [](Visit& s, const Event&) { s.phone_kind = kind; }};
constexpr Change keep_info{"note card, tries and date", [](Visit& s, const Event& e) {
                               s.info = *as<CardRead>(e).result;
                               s.today = as<CardRead>(e).today;
                               if (s.phone() || !s.info->number_b_usable) s.face_offered = false;
                               if (s.face_offered && !s.face_retry()) s.error = ErrorCode::face_refused_often;
                               if (s.info->pin.blocked()) s.error = ErrorCode::pin_unusable;
                           }};
constexpr Change keep_iphone{"note the iPhone and the date", [](Visit& s, const Event& e) {
                                 keep_info.apply(s, e);
                                 s.error.reset();
                             }};

// ---- identity -------------------------------------------------------------------------------------------------------

constexpr Change count_digits{"count digits",
                              [](Visit& s, const Event& e) { s.pin_digits = as<PinChanged>(e).digits; }};
constexpr Change confirm_last{"second confirmation", [](Visit& s, const Event&) { s.last_try_confirmed = true; }};
constexpr Change challenged{"a nonce is there", [](Visit& s, const Event&) { s.challenged = true; }};
constexpr Change signed_by_pin{"identified by PIN", [](Visit& s, const Event& e) {
                                   s.way = Way::pin;
                                   s.info->pin = *as<PinAnswered>(e).result;
                               }};
constexpr Change signed_by_phone{"identified by the phone", [](Visit& s, const Event&) { s.way = Way::phone; }};
constexpr Change tries_after_wrong{"note tries left", [](Visit& s, const Event& e) {
                                       s.info->pin = *as<PinAnswered>(e).result;
                                       s.error = s.info->pin.blocked() ? ErrorCode::pin_locked : ErrorCode::pin_wrong;
                                   }};
constexpr Change no_face_way{"face is no longer offered", [](Visit& s, const Event& e) {
                                 s.face_offered = false;
                                 s.error = error_of(e);
                             }};
constexpr Change face_gone{"face is no longer offered", [](Visit& s, const Event&) { s.face_offered = false; }};
constexpr Change ask_digits{"nothing was sent: the digits may be typed", [](Visit& s, const Event& e) {
                                s.asked_card.reset();
                                s.error = error_of(e);
                                s.digits_shown = false;
                            }};
constexpr Change show_or_hide{"digits can be read, or no longer",
                              [](Visit& s, const Event&) { s.digits_shown = !s.digits_shown; }};
constexpr Change digits_typed{"digits are typed", [](Visit& s, const Event&) { s.number_b_typed = true; }};
constexpr Change no_terminal{"no signature without PIN, nobody is identified", [](Visit& s, const Event& e) {
                                 no_face_way.apply(s, e);
                                 s.terminal_refused = true;
                                 s.way = Way::none;
                             }};
constexpr Change have_portrait{"photo is in the vault", [](Visit& s, const Event&) { s.portrait_ready = true; }};
constexpr Change have_live{"live face is there", [](Visit& s, const Event&) { s.live_ready = true; }};
constexpr Change ask_more{"more movements, and the time for them",
                          [](Visit& s, const Event&) { s.look_doubted = true; }};
constexpr Change show_advice{"show advice", [](Visit& s, const Event& e) { s.advice = as<AdviceHeld>(e).advice; }};
constexpr ErrorCode refusal_of(domain::FaceDecision decision) {
    if (decision == domain::FaceDecision::not_live) return ErrorCode::face_not_live;
    if (decision == domain::FaceDecision::challenge_failed) return ErrorCode::face_challenge_failed;
    return ErrorCode::face_not_matched;
}
constexpr Change count_attempt{"count the attempt", [](Visit& s, const Event& e) {
                                   ++s.face_attempts;
                                   s.error = ErrorCode::face_not_found;
                                   const auto* decided = std::get_if<Decided>(&e);
                                   if (decided == nullptr || !decided->result) return;
                                   s.error = refusal_of(decided->result->decision);
                               }};
template <Way way>
constexpr Change identified_by{"identified", [](Visit& s, const Event&) { s.way = way; }};
constexpr Change with_helper{"a helper is there", [](Visit& s, const Event&) { s.accompanied = true; }};
constexpr Change without_helper{"no helper", [](Visit& s, const Event&) { s.accompanied = false; }};
constexpr ErrorCode refusal_of(const domain::StaffCheck& check) {
    if (check.expired) return ErrorCode::staff_code_expired;
    return check.locked_for_s > 0 ? ErrorCode::staff_password_locked : ErrorCode::staff_password_wrong;
}
constexpr Change password_met{"note what the password met", [](Visit& s, const Event& e) {
                                  s.staff_check = *as<StaffChecked>(e).result;
                                  if (!s.staff_check->accepted) s.error = refusal_of(*s.staff_check);
                              }};
constexpr Change not_the_person{"staff: not the person of the card",
                                [](Visit& s, const Event&) { s.situation = domain::Situation::identity_failed; }};
/// A new try of identifying starts from scratch.
constexpr Change identify_again{"identify again", [](Visit& s, const Event&) { s.way = Way::none; }};

// ---- the service's answers ------------------------------------------------------------------------------------------

/// Identity is proved: what the face way had collected is no longer needed.
constexpr Change keep_authentication{"note who may be asked what", [](Visit& s, const Event& e) {
                                         s.authentication = *guards::authentication_in(e);
                                         s.face_offered = s.portrait_ready = s.live_ready = s.number_b_typed = false;
                                         s.face_attempts = 0;
                                     }};
template <ErrorCode code>
constexpr Change keep_and_explain{"note the answer and why it ends", [](Visit& s, const Event& e) {
                                      keep_authentication.apply(s, e);
                                      s.error = code;
                                  }};
constexpr Change agreed_to_register{"agreed to the registration",
                                    [](Visit& s, const Event&) { s.registration_agreed = true; }};
constexpr Change keep_answer{"note the answer", [](Visit& s, const Event& e) { s.answer = *as<Confirmed>(e).result; }};
constexpr Change clinic_has_it{"the clinic has the result", [](Visit& s, const Event& e) {
                                   s.finished = true;
                                   s.result_name = *std::get<Delivered>(e).result;
                                   if (s.answer) s.number = s.answer->number;
                               }};

// ---- settings -------------------------------------------------------------------------------------------------------

/// With a number of their own: what comes late of the visit before is none of theirs. `resume`: whether the kiosk was
/// in service.
constexpr Change came_for_settings{"staff come for the settings", [](Visit& s, const Event&) {
                                       s.ticket = {s.ticket.visit + 1, 0};
                                       s.for_settings = true;
                                       s.resume = s.state;
                                   }};
constexpr Change show_setting{"note which, and its value", [](Visit& s, const Event& e) {
                                  s.setting = static_cast<Setting>(as<Tap>(e).item);
                                  s.chosen = value_of(s.facts, s.setting);
                              }};
constexpr Change note_value{"note the value", [](Visit& s, const Event& e) { s.chosen = as<Tap>(e).item; }};
constexpr Change setting_holds{"it holds",
                               [](Visit& s, const Event&) { s.facts = with(s.facts, s.setting, s.chosen); }};
constexpr Change keep_found{"note what was found",
                            [](Visit& s, const Event& e) { s.found = as<ReadinessFound>(e).lines; }};
constexpr Change begin_test{"the test begins", [](Visit& s, const Event&) {
                                s.tested = 0;
                                s.missed = {};
                            }};
constexpr Change note_touch{"note by how much it missed", [](Visit& s, const Event& e) {
                                s.missed.at(static_cast<std::size_t>(s.tested++)) = as<TargetTouched>(e).missed;
                            }};
constexpr Change next_picture{"the next picture", [](Visit& s, const Event&) { ++s.tested; }};

// ---- questions ------------------------------------------------------------------------------------------------------

constexpr Change told{"told", [](Visit& s, const Event&) { mark_answered(s, s.state); }};
template <bool agreed>
constexpr Change answer_all{agreed ? "all items: agreed" : "all items: not agreed", [](Visit& s, const Event&) {
                                s.answers.items.fill(agreed);
                                mark_answered(s, S::consent);
                            }};
template <bool agreed>
constexpr Change answer_item{agreed ? "this item: agreed" : "this item: not agreed", [](Visit& s, const Event& e) {
                                 s.answers.items.at(static_cast<std::size_t>(as<Tap>(e).item)) = agreed;
                             }};
constexpr Change items_done{"consent is answered", [](Visit& s, const Event&) { mark_answered(s, S::consent); }};
constexpr Change show_item{"note which item", [](Visit& s, const Event& e) {
                               s.shown_item = static_cast<domain::ConsentItem>(as<Tap>(e).item);
                           }};

/// The answer to the question that the state asks.
inline domain::Given& given_here(Visit& s) { return s.given[row_asked_in(s.state)->question]; }
inline void answer_with(Visit& s, int chosen) {
    given_here(s).chosen = chosen;
    mark_answered(s, s.state);
}
template <bool agreed>
constexpr Change answer{agreed ? "agreed" : "not agreed", [](Visit& s, const Event&) { answer_with(s, agreed); }};
constexpr Change answer_option{"note which", [](Visit& s, const Event& e) { answer_with(s, as<Tap>(e).item); }};
constexpr Change tick{"tick or untick", [](Visit& s, const Event& e) {
                          auto& ticked = given_here(s).ticked;
                          ticked = static_cast<std::uint16_t>(ticked ^ 1U << as<Tap>(e).item);
                      }};
constexpr Change ticks_done{"the list is answered",
                            [](Visit& s, const Event&) { answer_with(s, std::popcount(given_here(s).ticked)); }};
/// To this one; the list begins again at the first when it is asked again.
template <bool agreed>
constexpr Change answer_this{agreed ? "this one: agreed" : "this one: not agreed", [](Visit& s, const Event&) {
                                 auto& ticked = given_here(s).ticked;
                                 const auto bit = 1U << s.asked_item;
                                 ticked = static_cast<std::uint16_t>(agreed ? ticked | bit : ticked & ~bit);
                                 if (++s.asked_item < asked_about(s, *row_asked_in(s.state))) return;
                                 s.asked_item = 0;
                                 answer_with(s, std::popcount(ticked));
                             }};
constexpr Change one_back{"the one before", [](Visit& s, const Event&) { --s.asked_item; }};

// ---- pauses ---------------------------------------------------------------------------------------------------------

constexpr Change speak{"speak it, or show all", [](Visit& s, const Event& e) {
                           const int item = as<Tap>(e).item;
                           if (item >= 0) s.language = static_cast<Language>(item);
                           if (item == kWhichLanguage)
                               s.in_front = InFront::languages;
                           else if (s.in_front == InFront::languages)
                               s.in_front = InFront::nothing;
                       }};
/// The choices stay until they are put away: whoever chooses one sees what it does, and may want another.
constexpr Change suit{"show it so, or show or put away the choices", [](Visit& s, const Event& e) {
                          const int item = as<Tap>(e).item;
                          if (item >= 0) s.comfort = with(s.comfort, static_cast<ComfortChoice>(item));
                          if (item == kWhichComfort) s.in_front = InFront::comfort;
                          if (item == kComfortDone) s.in_front = InFront::nothing;
                      }};
constexpr Change as_before{"as nobody had touched it", [](Visit& s, const Event&) {
                               s.in_front = InFront::nothing;
                               s.language = s.facts.language;
                               s.comfort = s.facts.comfort;
                           }};
constexpr Change desk_comes{"the desk comes", [](Visit& s, const Event&) { s.desk_comes = true; }};
constexpr Change seen_at_desk{"identified, seen at the desk", [](Visit& s, const Event& e) {
                                  s.way = Way::staff;
                                  s.seen_by = as<DeskAnswered>(e).by;
                              }};
constexpr Change refused_at_desk{"not the person, seen at the desk", [](Visit& s, const Event& e) {
                                     not_the_person.apply(s, e);
                                     s.seen_by = as<DeskAnswered>(e).by;
                                 }};
constexpr Change desk_speaks{
    "speak it", [](Visit& s, const Event& e) { s.language = static_cast<Language>(as<DeskAnswered>(e).item); }};
constexpr Change desk_suits{"show it so", [](Visit& s, const Event& e) {
                                s.comfort = with(s.comfort, static_cast<ComfortChoice>(as<DeskAnswered>(e).item));
                            }};
constexpr Change remember_state{"remember the way back", [](Visit& s, const Event&) {
                                    if (s.state == S::idle_warning)
                                        return;  // a call from the warning leads back to before it
                                    s.resume = row_of(s.state).resume.value_or(s.state);
                                }};
constexpr Change call_once{"call staff, remember the way back", [](Visit& s, const Event& e) {
                               remember_state.apply(s, e);
                               s.staff_on_way = true;
                               s.desk_comes = false;
                           }};
constexpr Change staff_on_way{"staff are called", [](Visit& s, const Event&) { s.staff_on_way = true; }};
constexpr Change call_cancelled{"call is over", [](Visit& s, const Event&) { s.staff_on_way = false; }};
constexpr Change left_alone{"call is over, as nobody had touched it", [](Visit& s, const Event& e) {
                                call_cancelled.apply(s, e);
                                as_before.apply(s, e);
                            }};

}  // namespace uketsuke::flow::changes
