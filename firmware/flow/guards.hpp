// SPDX-License-Identifier: Apache-2.0
// The questions that rows ask. Internal to flow.
#pragma once

#include "certificate_policy.hpp"
#include "question_table.hpp"
#include "setting_values.hpp"
#include "state_table.hpp"
#include "transitions.hpp"

namespace uketsuke::flow::guards {

template <class T>
const T& as(const Event& event) {
    return std::get<T>(event);
}

constexpr Guard always{};
constexpr Guard failed{"failed", [](const Visit&, const Event& e) { return error_of(e).has_value(); }};

// ---- card, phone, devices -------------------------------------------------------------------------------------------

constexpr Guard same_card{"same card",
                          [](const Visit& s, const Event& e) { return s.card == as<CardRemoved>(e).card; }};
constexpr Guard other_card{"another card",
                           [](const Visit& s, const Event& e) { return s.card != as<CardPresent>(e).card; }};
/// Whoever is here may finish what was begun before; no other visit may begin.
constexpr Guard other_card_missing{"another card, something missing", [](const Visit& s, const Event& e) {
                                       return other_card.holds(s, e) && s.missing().has_value();
                                   }};
constexpr Guard no_card{"no card", [](const Visit& s, const Event&) { return !s.card; }};
constexpr Guard no_card_missing{"no card, something missing",
                                [](const Visit& s, const Event&) { return !s.card && s.missing().has_value(); }};
constexpr Guard finished{"same card, finished",
                         [](const Visit& s, const Event& e) { return s.finished && same_card.holds(s, e); }};
/// After its signature a phone may be taken away; the questions to the patient follow on the kiosk.
constexpr Guard phone_lifted{"a phone that has signed", [](const Visit& s, const Event& e) {
                                 return s.phone() && s.authentication && same_card.holds(s, e);
                             }};
/// A phone near its reader is none of a card's visit; nor does a phone that comes back disturb its own.
constexpr Guard phone_beside{
    "a phone beside a card or its own visit", [](const Visit& s, const Event& e) {
        return as<CardPresent>(e).card.slot == domain::kPhoneSlot &&
               ((s.card && s.card->slot == domain::kCardSlot) || (s.phone() && s.authentication));
    }};
constexpr Guard a_card{"a card",
                       [](const Visit&, const Event& e) { return as<CardPresent>(e).card.slot == domain::kCardSlot; }};
/// The kiosk had asked for the card to be taken, so its removal is not an abort.
constexpr Guard handed_back{"same card, asked for",
                            [](const Visit& s, const Event& e) { return s.over && same_card.holds(s, e); }};
constexpr Guard phone_offered{"phone offered", [](const Visit& s, const Event&) { return s.phone_offered(); }};

/// Without the card, today.
inline std::vector<domain::Counted> papers_of(const Visit& s) {
    return domain::guidance(s.facts.guidance, domain::Situation::no_card, s.today);
}
constexpr Guard papers_count{"some papers count today",
                             [](const Visit& s, const Event&) { return !papers_of(s).empty(); }};
constexpr Guard statement_counts{"a written statement counts today", [](const Visit& s, const Event&) {
                                     return domain::counts(papers_of(s), domain::Fallback::written_statement);
                                 }};

constexpr Guard appointments_kept{"the clinic has a list of appointments",
                                  [](const Visit& s, const Event&) { return s.facts.appointments; }};
constexpr Guard a_number_typed{"a number", [](const Visit& s, const Event&) { return s.pin_digits > 0; }};
/// A card that lies there is read next: there is no way from it back to a screen before the card.
constexpr Guard nobody_recorded{"nobody is recorded as come, no card", [](const Visit& s, const Event&) {
                                    return !s.card && (!s.appointment || !s.appointment->recorded());
                                }};
constexpr Guard card_may_begin{"a card lies there, nothing missing",
                               [](const Visit& s, const Event&) { return s.card && !s.missing(); }};
/// Read by the camera over the tray, which is no device of the flow: whether it is there shows when it is looked for.
constexpr Guard codes_read{"codes are read here", [](const Visit& s, const Event&) { return s.facts.codes; }};
constexpr Guard is_way{"a my-way code", [](const Visit&, const Event& e) {
                           const auto& meaning = as<CodeRead>(e).result;
                           return meaning && std::holds_alternative<MyWay>(*meaning);
                       }};

constexpr Guard all_there{"everything there", [](const Visit& s, const Event& e) {
                              auto after = s;
                              after.down[static_cast<std::size_t>(as<DeviceUp>(e).device)].reset();
                              return !after.missing();
                          }};
constexpr Guard all_there_and_card{"everything there, card lies there",
                                   [](const Visit& s, const Event& e) { return s.card && all_there.holds(s, e); }};
constexpr Guard is_camera{"the camera",
                          [](const Visit&, const Event& e) { return as<DeviceDown>(e).device == Device::camera; }};
constexpr Guard visit_cannot_go_on{"reader, journal or clock", [](const Visit&, const Event& e) {
                                       const auto device = as<DeviceDown>(e).device;
                                       return device == Device::reader || device == Device::audit ||
                                              device == Device::clock;
                                   }};
constexpr Guard nobody_here{"between visits", [](const Visit& s, const Event&) { return !row_of(s.state).person; }};
/// What else may be missing was noted earlier, and whoever reads the thanks may finish.
constexpr Guard nobody_here_and_needed{"between visits, needed", [](const Visit& s, const Event& e) {
                                           return nobody_here.holds(s, e) && !s.card &&
                                                  s.needs(as<DeviceDown>(e).device);
                                       }};

constexpr Guard revoked_by_list{"revoked, by the kiosk's own list", [](const Visit&, const Event& e) {
                                    return error_of(e) == base::ErrorCode::certificate_refused;
                                }};
/// Somebody is on the way to the first request, which tells the service who it is.
inline bool before_first_request(const Visit& s) {
    const bool paused = s.state == State::staff_called || s.state == State::idle_warning;
    const auto state = paused ? s.resume : s.state;
    return s.info && !s.authentication && state != State::authenticating &&
           row_of(state).progress == Progress::identity;
}
constexpr Guard refused_meanwhile{"refused, before the first request", [](const Visit& s, const Event& e) {
                                      return error_of(e).has_value() && before_first_request(s);
                                  }};
constexpr Guard revoked_meanwhile{"revoked, before the first request", [](const Visit& s, const Event& e) {
                                      return error_of(e) == base::ErrorCode::certificate_refused &&
                                             before_first_request(s);
                                  }};
inline domain::Medium medium_of(const Event& e) { return as<CardRead>(e).result->medium; }
constexpr Guard is_iphone{
    "an iPhone", [](const Visit&, const Event& e) { return !error_of(e) && medium_of(e) == domain::Medium::iphone; }};
constexpr Guard pin_unusable{
    "PIN unusable", [](const Visit&, const Event& e) { return !error_of(e) && as<CardRead>(e).result->pin.blocked(); }};
constexpr Guard is_android{"an Android phone", [](const Visit&, const Event& e) {
                               return !error_of(e) && medium_of(e) == domain::Medium::android;
                           }};

// ---- identity -------------------------------------------------------------------------------------------------------

constexpr Guard pin_there{"PIN usable, but for a helper", [](const Visit& s, const Event&) { return s.pin_there(); }};
constexpr Guard pin_usable{"PIN usable", [](const Visit& s, const Event&) { return s.pin_usable(); }};
constexpr Guard typed{"four digits", [](const Visit& s, const Event&) {
                          return s.pin_digits == static_cast<int>(domain::kPinDigits) && s.pin_usable();
                      }};
constexpr Guard typed_last{"four digits, last try", [](const Visit& s, const Event& e) {
                               return typed.holds(s, e) && s.info->pin.left == 1 && !s.last_try_confirmed;
                           }};
constexpr Guard pin_right{
    "signed", [](const Visit&, const Event& e) { return as<PinAnswered>(e).result && as<PinAnswered>(e).signed_; }};
constexpr Guard pin_exhausted{"no try left", [](const Visit&, const Event& e) {
                                  return as<PinAnswered>(e).result && as<PinAnswered>(e).result->blocked();
                              }};

constexpr Guard face_offered{"face offered", [](const Visit& s, const Event&) { return s.face_retry(); }};
constexpr Guard face_matched{"match", [](const Visit&, const Event& e) {
                                 const auto& verdict = as<Decided>(e).result;
                                 return verdict && verdict->decision == domain::FaceDecision::match;
                             }};
constexpr Guard photo_unusable{"photo without a face", [](const Visit&, const Event& e) {
                                   return error_of(e) == base::ErrorCode::portrait_without_face;
                               }};
constexpr Guard first_doubt{"not doubted yet", [](const Visit& s, const Event&) { return !s.look_doubted; }};
constexpr Guard portrait_ready{"portrait ready", [](const Visit& s, const Event&) { return s.portrait_ready; }};
constexpr Guard live_face_ready_and_portrait{
    "live face ready", [](const Visit& s, const Event& e) { return s.live_ready && !error_of(e); }};
/// The photo may come after the patient has turned away from the camera; after the visit nobody awaits it.
constexpr Guard awaited{"awaited", [](const Visit& s, const Event&) {
                            return s.portrait_asked() && !s.portrait_ready && s.face_offered && !s.finished;
                        }};
constexpr Guard failed_meanwhile{
    "awaited, failed", [](const Visit& s, const Event& e) { return awaited.holds(s, e) && error_of(e).has_value(); }};
/// The card is no genuine one, or what it holds was altered.
constexpr bool is_forgery(base::ErrorCode code) {
    using base::ErrorCode;
    switch (code) {
        case ErrorCode::card_cloned:
        case ErrorCode::certificate_untrusted:
        case ErrorCode::record_untrusted:
        case ErrorCode::record_text_forged:
        case ErrorCode::record_birth_forged:
        case ErrorCode::record_signature_forged:
        case ErrorCode::portrait_forged: return true;
        default: return false;
    }
}
constexpr Guard forged_meanwhile{"awaited, forged", [](const Visit& s, const Event& e) {
                                     const auto error = error_of(e);
                                     return awaited.holds(s, e) && error && is_forgery(*error);
                                 }};
constexpr Guard live_face_but_no_portrait{
    "live face ready, photo not", [](const Visit& s, const Event&) { return s.live_ready && !s.portrait_ready; }};
/// Nothing was sent to the card yet, so typing the digits costs no try.
constexpr Guard digits_unreadable{"printed digits unreadable, may be typed", [](const Visit& s, const Event& e) {
                                      return error_of(e) == base::ErrorCode::number_b_unreadable &&
                                             s.facts.typed_number_b && !s.number_b_typed;
                                  }};
constexpr Guard typed_number_b{"all digits of the card's 照合番号", [](const Visit& s, const Event&) {
                                   return s.pin_digits == digits_wanted(s) && s.face_retry();
                               }};

/// The card itself is at fault or gone: another way would meet the same card.
constexpr bool is_card_fault(base::ErrorCode code) {
    using base::ErrorCode;
    switch (code) {
        case ErrorCode::card_not_readable:
        case ErrorCode::card_mute:
        case ErrorCode::card_not_mynumber:
        case ErrorCode::card_removed:
        case ErrorCode::card_busy:
        case ErrorCode::card_garbled:
        case ErrorCode::card_changed: return true;
        default: return is_forgery(code);
    }
}
constexpr Guard card_fault{"card fault", [](const Visit&, const Event& e) {
                               const auto error = error_of(e);
                               return error && is_card_fault(*error);
                           }};

constexpr Guard staff_offered{"staff check offered",
                              [](const Visit& s, const Event&) { return s.staff_check_offered(); }};
/// Somebody of the staff came to a patient who has not been identified.
constexpr Guard staff_came{"staff check offered, not identified",
                           [](const Visit& s, const Event&) { return s.staff_check_offered() && !s.identified(); }};
constexpr Guard password_typed{"a password", [](const Visit& s, const Event&) {
                                   return s.pin_digits >= domain::kShortestPassword && s.takes_code();
                               }};
constexpr Guard password_right{
    "accepted", [](const Visit&, const Event& e) { return !error_of(e) && as<StaffChecked>(e).result->accepted; }};
constexpr Guard not_locked{"not locked", [](const Visit& s, const Event&) {
                               return s.takes_code() && s.staff_check && s.staff_check->locked_for_s == 0;
                           }};

// ---- the desk -------------------------------------------------------------------------------------------------------

using domain::DeskSays;
template <DeskSays what>
bool says(const Event& e) {
    return as<DeskAnswered>(e).says == what;
}
constexpr Guard desk_comes{"the desk comes, not told yet",
                           [](const Visit& s, const Event& e) { return says<DeskSays::comes>(e) && !s.desk_comes; }};
constexpr Guard seen_at_desk{"confirmed at the desk, staff check offered", [](const Visit& s, const Event& e) {
                                 return says<DeskSays::confirms>(e) && s.staff_check_offered();
                             }};
constexpr Guard refused_at_desk{"refused at the desk, staff check offered", [](const Visit& s, const Event& e) {
                                    return says<DeskSays::refuses>(e) && s.staff_check_offered();
                                }};
constexpr Guard unlocked_at_desk{"unlocked at the desk, locked", [](const Visit& s, const Event& e) {
                                     return says<DeskSays::unlocks>(e) && s.staff_check_offered() && s.staff_check &&
                                            s.staff_check->locked_for_s > 0;
                                 }};
constexpr Guard test_slip{"the desk wants a slip",
                          [](const Visit&, const Event& e) { return says<DeskSays::test_slip>(e); }};
/// Somebody is there whom the desk has before it.
inline bool a_patient(const Visit& s) { return row_of(s.state).person && !s.for_settings; }
constexpr Guard desk_speaks{"a patient's language, by the desk", [](const Visit& s, const Event& e) {
                                const int item = as<DeskAnswered>(e).item;
                                return says<DeskSays::language>(e) && a_patient(s) && item >= 0 &&
                                       item < s.facts.languages;
                            }};
constexpr Guard desk_suits{"a patient's comfort, by the desk", [](const Visit& s, const Event& e) {
                               const int item = as<DeskAnswered>(e).item;
                               return says<DeskSays::comfort>(e) && a_patient(s) && item >= 0 && item < kComfortChoices;
                           }};

constexpr Guard by_terminal{"identified by face or staff",
                            [](const Visit& s, const Event&) { return s.way == Way::face || s.way == Way::staff; }};
constexpr Guard by_iphone{"an iPhone that lies there", [](const Visit& s, const Event&) {
                              return s.card && s.info && s.info->medium == domain::Medium::iphone;
                          }};

// ---- settings -------------------------------------------------------------------------------------------------------

constexpr Guard settings_offered{"settings offered, no card", [](const Visit& s, const Event&) {
                                     return s.facts.settings && s.facts.staff_check && !s.card;
                                 }};
constexpr Guard for_settings{"staff came for the settings",
                             [](const Visit& s, const Event&) { return s.for_settings; }};
constexpr Guard a_patients{"a patient's visit", [](const Visit& s, const Event&) { return !s.for_settings; }};
constexpr Guard right_for_settings{"accepted, for the settings", [](const Visit& s, const Event& e) {
                                       return s.for_settings && password_right.holds(s, e);
                                   }};
constexpr Guard a_setting{"a setting", [](const Visit&, const Event& e) {
                              const int item = as<Tap>(e).item;
                              return item >= 0 && item < static_cast<int>(base::kCountOf<Setting>);
                          }};
constexpr Guard goes_by_steps{"goes by steps", [](const Visit& s, const Event&) { return by_steps(s.setting); }};
constexpr Guard one_of_its_choices{"one of its choices", [](const Visit& s, const Event& e) {
                                       return !by_steps(s.setting) && can_be(s.facts, s.setting, as<Tap>(e).item);
                                   }};
constexpr Guard a_step{"goes by steps, and so far", [](const Visit& s, const Event& e) {
                           return by_steps(s.setting) && can_be(s.facts, s.setting, as<Tap>(e).item);
                       }};
constexpr Guard a_target_left{"a target is left", [](const Visit& s, const Event&) { return s.tested < kTargets; }};
constexpr Guard all_touched{"all are touched", [](const Visit& s, const Event&) { return s.tested == kTargets; }};
constexpr Guard printer_there{"a printer is set", [](const Visit& s, const Event&) { return s.facts.printer; }};
constexpr Guard another_picture{"another picture follows",
                                [](const Visit& s, const Event&) { return s.tested + 1 < kTestPictures; }};

// ---- the service's answers ------------------------------------------------------------------------------------------

/// The answer of authenticate or register_use, if it is one.
inline const domain::Authentication* authentication_in(const Event& e) {
    if (const auto* first = std::get_if<Authenticated>(&e)) return first->result ? &*first->result : nullptr;
    if (const auto* again = std::get_if<Registered>(&e)) return again->result ? &*again->result : nullptr;
    return nullptr;
}
inline bool life_is(const Visit& s, const Event& e, CertificateLife life) {
    const auto* answer = authentication_in(e);
    return answer != nullptr && s.info && certificate_life(*s.info, answer->certificate, s.today) == life;
}
constexpr Guard certificate_ended{"expired or revoked",
                                  [](const Visit& s, const Event& e) { return life_is(s, e, CertificateLife::ended); }};
constexpr Guard in_grace{"in grace",
                         [](const Visit& s, const Event& e) { return life_is(s, e, CertificateLife::in_grace); }};
constexpr Guard unregistered{"not registered", [](const Visit&, const Event& e) {
                                 const auto* answer = authentication_in(e);
                                 return answer != nullptr && !answer->registered();
                             }};
/// Registration at the reader is described for the real card with a certificate in force (domain facts §1.7).
constexpr Guard may_register{"not registered, may register", [](const Visit& s, const Event& e) {
                                 return unregistered.holds(s, e) && !s.phone() && !in_grace.holds(s, e);
                             }};

using domain::counts;
constexpr Guard is_valid{
    "valid", [](const Visit& s, const Event& e) { return !error_of(e) && s.answer && counts(s.answer->validity); }};
constexpr Guard valid_with_remark{
    "valid, with a remark", [](const Visit& s, const Event& e) {
        return is_valid.holds(s, e) &&
               (s.answer->remarks.bits != 0 || s.answer->validity == domain::Validity::valid_unregistered);
    }};

// ---- questions ------------------------------------------------------------------------------------------------------

inline int item_of(const Event& e) { return as<Tap>(e).item; }
constexpr Guard an_item{
    "an item", [](const Visit&, const Event& e) { return item_of(e) >= 0 && item_of(e) < domain::kConsentItems; }};
constexpr Guard all_answered{"all answered", [](const Visit& s, const Event&) { return s.answers.complete(); }};
constexpr Guard has_before{"a question before",
                           [](const Visit& s, const Event&) { return question_before(s).has_value(); }};
constexpr Guard an_option{"an option", [](const Visit& s, const Event& e) {
                              const auto* row = row_asked_in(s.state);
                              return row != nullptr && item_of(e) >= 0 &&
                                     item_of(e) < static_cast<int>(row->options.size());
                          }};
constexpr Guard one_listed{"one that is shown", [](const Visit& s, const Event& e) {
                               const auto* row = row_asked_in(s.state);
                               return row != nullptr && item_of(e) >= 0 && item_of(e) < asked_about(s, *row);
                           }};
constexpr Guard more_follow{"more of them follow", [](const Visit& s, const Event&) {
                                const auto* row = row_asked_in(s.state);
                                return row != nullptr && s.asked_item + 1 < asked_about(s, *row);
                            }};
constexpr Guard one_before{"not the first of them", [](const Visit& s, const Event&) { return s.asked_item > 0; }};
constexpr Guard changeable{"a question that was asked", [](const Visit& s, const Event& e) {
                               const auto questions = question_table();
                               const auto place = item_of(e);
                               if (place < 0 || place >= static_cast<int>(questions.size())) return false;
                               const auto& question = questions[static_cast<std::size_t>(place)];
                               return question.changeable && is_wanted(question, s);
                           }};

// ---- pauses ---------------------------------------------------------------------------------------------------------

constexpr Guard a_language{"one of several that are spoken, or all of more than two",
                           [](const Visit& s, const Event& e) {
                               const int least = s.facts.languages > 2 ? kWhichLanguage : 0;
                               return s.facts.languages > 1 && item_of(e) >= least && item_of(e) < s.facts.languages;
                           }};
constexpr Guard a_comfort{"one of the choices, or to show or put away all", [](const Visit&, const Event& e) {
                              return item_of(e) >= kComfortDone && item_of(e) < kComfortChoices;
                          }};
constexpr Guard set_otherwise{"somebody set it otherwise",
                              [](const Visit& s, const Event&) { return s.set_otherwise(); }};
constexpr Guard asks_somebody{"waits for a touch", [](const Visit& s, const Event&) {
                                  const auto delay = row_of(s.state).delay;
                                  return delay == Delay::touch || delay == Delay::pin;
                              }};
constexpr Guard first_call_while_busy{
    "busy, first call", [](const Visit& s, const Event&) { return row_of(s.state).busy && !s.staff_on_way; }};
constexpr Guard not_yet_called{"waits, not called yet", [](const Visit& s, const Event&) {
                                   return !row_of(s.state).busy && s.state != State::staff_called;
                               }};

}  // namespace uketsuke::flow::guards
