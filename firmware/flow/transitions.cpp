// SPDX-License-Identifier: Apache-2.0
#include "transitions.hpp"

#include <algorithm>
#include <array>

#include "state_table.hpp"

namespace uketsuke::flow {
namespace {

using S = State;
using E = EventKind;
using A = Action;
using base::ErrorCode;
using domain::CertificateState;
using domain::FaceDecision;

template <class T>
const T& as(const Event& event) {
    return std::get<T>(event);
}

// ---- guards ---------------------------------------------------------------------------------------------------------

constexpr Guard always{};
constexpr Guard failed{"failed", [](const Session&, const Event& e) { return error_of(e).has_value(); }};

constexpr Guard same_card{"same card",
                          [](const Session& s, const Event& e) { return s.card == as<CardRemoved>(e).card; }};
constexpr Guard other_card{"another card",
                           [](const Session& s, const Event& e) { return s.card != as<CardPresent>(e).card; }};
constexpr Guard no_card{"no card", [](const Session& s, const Event&) { return !s.card; }};
constexpr Guard no_card_missing{"no card, something missing",
                                [](const Session& s, const Event&) { return !s.card && s.missing().has_value(); }};
constexpr Guard all_there{"everything there", [](const Session& s, const Event& e) {
                              auto after = s;
                              after.down[static_cast<std::size_t>(as<DeviceUp>(e).device)].reset();
                              return !after.missing();
                          }};
constexpr Guard all_there_and_card{"everything there, card lies there",
                                   [](const Session& s, const Event& e) { return s.card && all_there.holds(s, e); }};
constexpr Guard something_missing{"something missing",
                                  [](const Session& s, const Event&) { return s.missing().has_value(); }};
constexpr Guard is_camera{"the camera",
                          [](const Session&, const Event& e) { return as<DeviceDown>(e).device == Device::camera; }};
constexpr Guard visit_cannot_go_on{
    "reader or journal", [](const Session&, const Event& e) { return as<DeviceDown>(e).device != Device::camera; }};
constexpr Guard nobody_here_and_needed{"between visits, needed", [](const Session& s, const Event& e) {
                                           auto after = s;
                                           after.down[static_cast<std::size_t>(as<DeviceDown>(e).device)] =
                                               as<DeviceDown>(e).why;
                                           return !row_of(s.state).person && !s.card && after.missing().has_value();
                                       }};

constexpr Guard revoked_by_list{"revoked, by the kiosk's own list", [](const Session&, const Event& e) {
                                    return error_of(e) == ErrorCode::certificate_refused;
                                }};
constexpr Guard pin_unusable{"PIN unusable", [](const Session&, const Event& e) {
                                 const auto& read = as<CardRead>(e).result;
                                 return read && read->pin.blocked();
                             }};
constexpr Guard pin_usable{"PIN usable", [](const Session& s, const Event&) { return s.pin_usable(); }};
constexpr Guard typed{"four digits",
                      [](const Session& s, const Event&) { return s.pin_digits == 4 && s.pin_usable(); }};
constexpr Guard typed_last{"four digits, last try", [](const Session& s, const Event&) {
                               return s.pin_digits == 4 && s.info && s.info->pin.left == 1 && !s.last_try_confirmed;
                           }};
constexpr Guard pin_right{
    "signed", [](const Session&, const Event& e) { return as<PinAnswered>(e).left && as<PinAnswered>(e).signed_; }};
constexpr Guard pin_exhausted{"no try left", [](const Session&, const Event& e) {
                                  return as<PinAnswered>(e).left && as<PinAnswered>(e).left->blocked();
                              }};

constexpr Guard face_offered{"face offered", [](const Session& s, const Event&) {
                                 return s.face_offered && s.face_attempts < Session::kFaceAttempts;
                             }};
constexpr Guard face_matched{"match", [](const Session&, const Event& e) {
                                 const auto& verdict = as<Decided>(e).result;
                                 return verdict && verdict->decision == FaceDecision::match;
                             }};
constexpr Guard photo_unusable{"photo without a face", [](const Session&, const Event& e) {
                                   return error_of(e) == ErrorCode::portrait_without_face;
                               }};
constexpr Guard portrait_ready{"portrait ready", [](const Session& s, const Event&) { return s.portrait_ready; }};
constexpr Guard live_face_ready_and_portrait{
    "live face ready", [](const Session& s, const Event& e) { return s.live_ready && !error_of(e); }};
// The photo may come after the patient has turned away from the camera; after the visit nobody awaits it.
constexpr Guard awaited{"awaited", [](const Session& s, const Event&) {
                            return s.portrait_asked() && !s.portrait_ready && s.face_offered && !s.finished;
                        }};
constexpr Guard failed_meanwhile{
    "awaited, failed", [](const Session& s, const Event& e) { return awaited.holds(s, e) && error_of(e).has_value(); }};
/// The card is no genuine one, or what it holds was altered.
constexpr bool is_forgery(ErrorCode code) {
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
constexpr Guard forged_meanwhile{"awaited, forged", [](const Session& s, const Event& e) {
                                     const auto error = error_of(e);
                                     return awaited.holds(s, e) && error && is_forgery(*error);
                                 }};
constexpr Guard live_face_but_no_portrait{
    "live face ready, photo not", [](const Session& s, const Event&) { return s.live_ready && !s.portrait_ready; }};

/// The card itself is at fault or gone: another way would meet the same card.
constexpr bool is_card_fault(ErrorCode code) {
    switch (code) {
        case ErrorCode::card_not_readable:
        case ErrorCode::card_not_mynumber:
        case ErrorCode::card_removed:
        case ErrorCode::card_busy:
        case ErrorCode::card_garbled:
        case ErrorCode::card_changed: return true;
        default: return is_forgery(code);
    }
}
constexpr Guard card_fault{"card fault", [](const Session&, const Event& e) {
                               const auto error = error_of(e);
                               return error && is_card_fault(*error);
                           }};

bool answered(const Event& e, bool (*test)(const domain::Authentication&)) {
    const auto& answer = as<Authenticated>(e).result;
    return answer && test(*answer);
}
constexpr Guard certificate_ended{"expired or revoked", [](const Session&, const Event& e) {
                                      return answered(e, [](const domain::Authentication& a) {
                                          return a.certificate == CertificateState::expired ||
                                                 a.certificate == CertificateState::revoked;
                                      });
                                  }};
constexpr Guard unregistered{"not registered", [](const Session&, const Event& e) {
                                 return answered(e, [](const domain::Authentication& a) { return !a.registered; });
                             }};
constexpr Guard in_grace{
    "in grace", [](const Session&, const Event& e) {
        return answered(e, [](const domain::Authentication& a) { return a.certificate == CertificateState::in_grace; });
    }};
constexpr Guard consent_wanted{"consent wanted", [](const Session&, const Event& e) {
                                   return answered(e, [](const domain::Authentication& a) { return a.ask_consent; });
                               }};

constexpr Guard is_valid{"valid", [](const Session& s, const Event& e) {
                             return !error_of(e) && (s.validity == domain::Validity::valid ||
                                                     s.validity == domain::Validity::valid_unregistered);
                         }};
constexpr Guard by_face{"identified by face", [](const Session& s, const Event&) { return s.identified && s.by_face; }};

constexpr Guard asks_somebody{"waits for a touch", [](const Session& s, const Event&) {
                                  const auto delay = row_of(s.state).delay;
                                  return delay == "touch" || delay == "pin";
                              }};
constexpr Guard first_call_while_busy{
    "busy, first call", [](const Session& s, const Event&) { return row_of(s.state).busy && !s.staff_on_way; }};
constexpr Guard not_yet_called{"waits, not called yet", [](const Session& s, const Event&) {
                                   return !row_of(s.state).busy && s.state != S::staff_called;
                               }};
constexpr Guard finished{"same card, finished",
                         [](const Session& s, const Event& e) { return s.finished && same_card.holds(s, e); }};

// ---- changes --------------------------------------------------------------------------------------------------------

// Every entry into a state begins without an error; the changes below say which one the new screen explains.
constexpr Change nothing{};
constexpr Change note_error{"note the error", [](Session& s, const Event& e) { s.error = error_of(e); }};
template <ErrorCode code>
constexpr Change because{"note why", [](Session& s, const Event&) { s.error = code; }};

constexpr Change begin_visit{"begin a visit", [](Session& s, const Event& e) {
                                 Session fresh;
                                 fresh.state = s.state;
                                 fresh.ticket = {s.ticket.session + 1, 0};
                                 fresh.facts = s.facts;
                                 fresh.down = s.down;
                                 fresh.language = s.state == S::idle ? s.language : s.facts.language;
                                 fresh.asked_card = s.asked_card;
                                 fresh.card = as<CardPresent>(e).card;
                                 fresh.face_offered = s.facts.face_possible &&
                                                      !s.down[static_cast<std::size_t>(Device::camera)] &&
                                                      !fresh.portrait_asked();

                                 s = fresh;
                             }};
constexpr Change begin_with_lying_card{"device is back, begin a visit", [](Session& s, const Event& e) {
                                           s.down[static_cast<std::size_t>(as<DeviceUp>(e).device)].reset();
                                           begin_visit.apply(s, CardPresent{*s.card});
                                       }};
constexpr Change note_card{"note the card", [](Session& s, const Event& e) { s.card = as<CardPresent>(e).card; }};
constexpr Change card_gone{"card is out", [](Session& s, const Event&) { s.card.reset(); }};
constexpr Change card_pulled{"card pulled early", [](Session& s, const Event&) {
                                 s.card.reset();
                                 s.error = ErrorCode::card_removed;
                             }};
constexpr Change device_down{"note what is missing", [](Session& s, const Event& e) {
                                 const auto& down = as<DeviceDown>(e);
                                 s.down[static_cast<std::size_t>(down.device)] = down.why;
                                 if (down.device == Device::camera) s.face_offered = false;
                                 if (down.device == Device::reader) s.card.reset();
                                 if (s.state == S::face_capture) s.error = down.why;
                                 if (s.state == S::out_of_service) s.error = s.missing();
                             }};
constexpr Change device_up{"note what is back", [](Session& s, const Event& e) {
                               s.down[static_cast<std::size_t>(as<DeviceUp>(e).device)].reset();
                               if (s.state == S::out_of_service) s.error = s.missing();
                           }};
constexpr Change switch_language{"switch language", [](Session& s, const Event&) {
                                     s.language = s.language == Language::ja ? Language::en : Language::ja;
                                 }};
constexpr Change remember_state{"remember the way back", [](Session& s, const Event&) {
                                    if (s.state == S::idle_warning)
                                        return;  // a call from the warning leads back to before it
                                    s.resume = row_of(s.state).resume;
                                    if (s.resume == S::choose_identity && !s.pin_usable()) s.resume = S::pin_unusable;
                                }};
constexpr Change call_once{"call staff, remember the way back", [](Session& s, const Event& e) {
                               remember_state.apply(s, e);
                               s.staff_on_way = true;
                           }};
constexpr Change staff_on_way{"staff are called", [](Session& s, const Event&) { s.staff_on_way = true; }};
constexpr Change call_cancelled{"call is over", [](Session& s, const Event&) { s.staff_on_way = false; }};

constexpr Change keep_info{"note card and tries", [](Session& s, const Event& e) { s.info = *as<CardRead>(e).result; }};
constexpr Change keep_info_unusable{"note card, PIN unusable", [](Session& s, const Event& e) {
                                        s.info = *as<CardRead>(e).result;
                                        s.error = ErrorCode::pin_unusable;
                                    }};
constexpr Change count_digits{"count digits",
                              [](Session& s, const Event& e) { s.pin_digits = as<PinChanged>(e).digits; }};
constexpr Change confirm_last{"second confirmation", [](Session& s, const Event&) { s.last_try_confirmed = true; }};
constexpr Change challenged{"a nonce is there", [](Session& s, const Event&) { s.challenged = true; }};
constexpr Change signed_by_pin{"identified by PIN", [](Session& s, const Event& e) {
                                   s.identified = true;
                                   s.by_face = false;
                                   s.info->pin = *as<PinAnswered>(e).left;
                               }};
constexpr Change tries_after_wrong{"note tries left", [](Session& s, const Event& e) {
                                       s.info->pin = *as<PinAnswered>(e).left;
                                       s.error = s.info->pin.blocked() ? ErrorCode::pin_locked : ErrorCode::pin_wrong;
                                   }};
constexpr Change no_face_way{"face is no longer offered", [](Session& s, const Event& e) {
                                 s.face_offered = false;
                                 s.error = error_of(e);
                             }};
constexpr Change face_gone{"face is no longer offered", [](Session& s, const Event&) { s.face_offered = false; }};
constexpr Change no_face_signature{"face is no longer offered, nobody is identified", [](Session& s, const Event& e) {
                                       no_face_way.apply(s, e);
                                       s.identified = s.by_face = false;
                                   }};
constexpr Change have_portrait{"photo is in the vault", [](Session& s, const Event&) { s.portrait_ready = true; }};
constexpr Change have_live{"live face is there", [](Session& s, const Event&) { s.live_ready = true; }};
constexpr Change show_advice{"show advice", [](Session& s, const Event& e) { s.advice = as<AdviceHeld>(e).advice; }};
constexpr Change count_attempt{"count the attempt", [](Session& s, const Event& e) {
                                   ++s.face_attempts;
                                   s.error = ErrorCode::face_not_found;
                                   const auto* decided = std::get_if<Decided>(&e);
                                   if (decided == nullptr || !decided->result) return;
                                   s.error = decided->result->decision == FaceDecision::not_live
                                                 ? ErrorCode::face_not_live
                                                 : ErrorCode::face_not_matched;
                               }};
constexpr Change identified_by_face{"identified by face", [](Session& s, const Event&) {
                                        s.identified = true;
                                        s.by_face = true;
                                    }};
constexpr Change keep_authentication{
    "note who may be asked what", [](Session& s, const Event& e) { s.authentication = *as<Authenticated>(e).result; }};
constexpr Change keep_authentication_refused{"note the certificate", [](Session& s, const Event& e) {
                                                 s.authentication = *as<Authenticated>(e).result;
                                                 s.error = ErrorCode::certificate_refused;
                                             }};
constexpr Change keep_authentication_unregistered{"note: not registered", [](Session& s, const Event& e) {
                                                      s.authentication = *as<Authenticated>(e).result;
                                                      s.error = ErrorCode::not_registered;
                                                  }};
constexpr Change no_consents{"no consents", [](Session& s, const Event& e) {
                                 if (const auto* a = std::get_if<Authenticated>(&e)) s.authentication = *a->result;
                                 s.consents = domain::Consents::none();
                             }};
constexpr Change all_consents{"all consents", [](Session& s, const Event&) { s.consents = domain::Consents::all(); }};
constexpr Change keep_validity{"note the answer",
                               [](Session& s, const Event& e) { s.validity = *as<Confirmed>(e).result; }};
constexpr Change clinic_has_it{"the clinic has the result", [](Session& s, const Event&) { s.finished = true; }};
/// A new try of identifying starts from scratch.
constexpr Change identify_again{"identify again", [](Session& s, const Event&) { s.identified = false; }};

// ---- rows -----------------------------------------------------------------------------------------------------------

constexpr Target to(State state) { return {Target::Kind::enter, state}; }
constexpr Target stay{};
constexpr Target resume{Target::Kind::resume, S::idle};

constexpr Row row(State from, EventKind on, Guard guard, Target target, Change change = nothing) {
    return {from, on, {}, guard, target, change, {}};
}
constexpr Row tap(State from, Action action, Guard guard, Target target, Change change = nothing) {
    return {from, E::tap, action, guard, target, change, {}};
}
constexpr Row any(EventKind on, Guard guard, Target target, Change change = nothing) {
    return {{}, on, {}, guard, target, change, {}};
}

constexpr std::array kRows{
    // out of service and back
    row(S::out_of_service, E::device_up, all_there_and_card, to(S::reading_card), begin_with_lying_card),
    row(S::out_of_service, E::device_up, all_there, to(S::idle), device_up),
    row(S::out_of_service, E::device_up, always, stay, device_up),
    row(S::out_of_service, E::device_down, always, stay, device_down),
    row(S::out_of_service, E::card_present, always, stay, note_card),
    row(S::out_of_service, E::card_removed, always, stay, card_gone),
    row(S::out_of_service, E::time_out, always, stay, call_cancelled),

    // the card
    row(S::reading_card, E::card_read, revoked_by_list, to(S::certificate_refused), note_error),
    row(S::reading_card, E::card_read, failed, to(S::card_problem), note_error),
    row(S::reading_card, E::card_read, pin_unusable, to(S::pin_unusable), keep_info_unusable),
    row(S::reading_card, E::card_read, always, to(S::choose_identity), keep_info),
    row(S::reading_card, E::time_out, always, to(S::card_problem), because<ErrorCode::card_not_readable>),
    row(S::card_problem, E::time_out, always, to(S::take_card)),

    // who is it: the choice
    tap(S::choose_identity, A::choose_face, face_offered, to(S::face_capture)),
    tap(S::choose_identity, A::choose_pin, pin_usable, to(S::pin_entry)),
    tap(S::choose_identity, A::end_visit, always, to(S::take_card)),
    tap(S::pin_unusable, A::choose_face, face_offered, to(S::face_capture)),
    tap(S::pin_unusable, A::end_visit, always, to(S::take_card)),

    // by PIN
    row(S::pin_entry, E::pin_changed, always, stay, count_digits),
    tap(S::pin_entry, A::confirm, typed_last, to(S::pin_last_try)),
    tap(S::pin_entry, A::confirm, typed, to(S::pin_challenge)),
    tap(S::pin_entry, A::back, always, to(S::choose_identity)),
    tap(S::pin_last_try, A::confirm, typed, to(S::pin_challenge), confirm_last),
    tap(S::pin_last_try, A::back, always, to(S::choose_identity)),
    row(S::pin_challenge, E::challenge_ready, failed, to(S::service_failed), note_error),
    row(S::pin_challenge, E::challenge_ready, always, to(S::pin_verifying), challenged),
    row(S::pin_challenge, E::time_out, always, to(S::service_failed), because<ErrorCode::service_timeout>),
    row(S::pin_verifying, E::pin_answered, failed, to(S::card_problem), note_error),
    row(S::pin_verifying, E::pin_answered, pin_right, to(S::authenticating), signed_by_pin),
    row(S::pin_verifying, E::pin_answered, pin_exhausted, to(S::pin_locked), tries_after_wrong),
    row(S::pin_verifying, E::pin_answered, always, to(S::pin_wrong), tries_after_wrong),
    row(S::pin_verifying, E::time_out, always, to(S::card_problem), because<ErrorCode::card_not_readable>),
    tap(S::pin_wrong, A::retry, pin_usable, to(S::pin_entry)),
    tap(S::pin_wrong, A::choose_face, face_offered, to(S::face_capture)),
    tap(S::pin_wrong, A::end_visit, always, to(S::take_card)),
    tap(S::pin_locked, A::choose_face, face_offered, to(S::face_capture)),
    tap(S::pin_locked, A::end_visit, always, to(S::take_card)),

    // by face; the photo and the live face come in any order
    row(S::face_capture, E::portrait_ready, card_fault, to(S::card_problem), note_error),
    row(S::face_capture, E::portrait_ready, failed, to(S::face_unavailable), no_face_way),
    row(S::face_capture, E::portrait_ready, live_face_ready_and_portrait, to(S::face_deciding), have_portrait),
    row(S::face_capture, E::live_ready, portrait_ready, to(S::face_deciding), have_live),
    row(S::face_capture, E::live_ready, always, stay, have_live),
    row(S::face_capture, E::advice_held, always, stay, show_advice),
    row(S::face_capture, E::camera_failed, always, to(S::face_unavailable), no_face_way),
    row(S::face_capture, E::device_down, is_camera, to(S::face_unavailable), device_down),
    row(S::face_capture, E::time_out, live_face_but_no_portrait, to(S::card_problem),
        because<ErrorCode::card_not_readable>),
    row(S::face_capture, E::time_out, always, to(S::face_refused), count_attempt),
    tap(S::face_capture, A::choose_pin, pin_usable, to(S::pin_entry)),
    tap(S::face_capture, A::back, pin_usable, to(S::choose_identity)),
    tap(S::face_capture, A::back, always, to(S::pin_unusable)),
    row(S::face_deciding, E::decided, face_matched, to(S::face_challenge), identified_by_face),
    row(S::face_deciding, E::decided, photo_unusable, to(S::face_unavailable), no_face_way),
    row(S::face_deciding, E::decided, always, to(S::face_refused), count_attempt),
    row(S::face_deciding, E::time_out, always, to(S::face_refused), count_attempt),
    tap(S::face_refused, A::retry, face_offered, to(S::face_capture)),
    tap(S::face_refused, A::choose_pin, pin_usable, to(S::pin_entry)),
    tap(S::face_refused, A::end_visit, always, to(S::take_card)),
    tap(S::face_unavailable, A::choose_pin, pin_usable, to(S::pin_entry)),
    tap(S::face_unavailable, A::end_visit, always, to(S::take_card)),
    row(S::face_challenge, E::challenge_ready, failed, to(S::service_failed), note_error),
    row(S::face_challenge, E::challenge_ready, always, to(S::face_signing), challenged),
    row(S::face_challenge, E::time_out, always, to(S::service_failed), because<ErrorCode::service_timeout>),
    row(S::face_signing, E::signed_, card_fault, to(S::card_problem), note_error),
    row(S::face_signing, E::signed_, failed, to(S::face_unavailable), no_face_signature),
    row(S::face_signing, E::signed_, always, to(S::authenticating)),
    row(S::face_signing, E::time_out, always, to(S::card_problem), because<ErrorCode::card_not_readable>),

    // the first question
    row(S::authenticating, E::authenticated, failed, to(S::service_failed), note_error),
    row(S::authenticating, E::authenticated, certificate_ended, to(S::certificate_refused),
        keep_authentication_refused),
    row(S::authenticating, E::authenticated, unregistered, to(S::not_registered), keep_authentication_unregistered),
    row(S::authenticating, E::authenticated, in_grace, to(S::certificate_grace), keep_authentication),
    row(S::authenticating, E::authenticated, consent_wanted, to(S::consent), keep_authentication),
    row(S::authenticating, E::authenticated, always, to(S::confirming), no_consents),
    row(S::authenticating, E::time_out, always, to(S::service_failed), because<ErrorCode::service_timeout>),
    tap(S::service_failed, A::retry, by_face, to(S::face_challenge)),
    tap(S::service_failed, A::retry, pin_usable, to(S::choose_identity), identify_again),
    tap(S::service_failed, A::end_visit, always, to(S::take_card)),
    tap(S::certificate_refused, A::next, always, to(S::take_card)),
    row(S::certificate_refused, E::time_out, always, to(S::take_card)),
    tap(S::not_registered, A::next, always, to(S::take_card)),
    row(S::not_registered, E::time_out, always, to(S::take_card)),
    tap(S::certificate_grace, A::next, always, to(S::confirming), no_consents),

    // consent and the second question
    tap(S::consent, A::agree_all, always, to(S::confirming), all_consents),
    tap(S::consent, A::agree_none, always, to(S::confirming), no_consents),
    tap(S::consent, A::end_visit, always, to(S::take_card)),
    row(S::confirming, E::confirmed, failed, to(S::confirm_failed), note_error),
    row(S::confirming, E::confirmed, always, to(S::delivering), keep_validity),
    row(S::confirming, E::time_out, always, to(S::confirm_failed), because<ErrorCode::service_timeout>),
    tap(S::confirm_failed, A::retry, always, to(S::confirming)),
    tap(S::confirm_failed, A::end_visit, always, to(S::take_card)),

    // the result
    row(S::delivering, E::delivered, failed, to(S::result_undelivered), note_error),
    row(S::delivering, E::delivered, is_valid, to(S::result_valid), clinic_has_it),
    row(S::delivering, E::delivered, always, to(S::result_invalid), clinic_has_it),
    row(S::delivering, E::time_out, always, to(S::result_undelivered), because<ErrorCode::result_undeliverable>),
    tap(S::result_valid, A::next, always, to(S::take_card)),
    row(S::result_valid, E::time_out, always, to(S::take_card)),
    tap(S::result_invalid, A::next, always, to(S::take_card)),
    row(S::result_invalid, E::time_out, always, to(S::take_card)),
    tap(S::result_undelivered, A::next, always, to(S::take_card)),
    row(S::result_undelivered, E::time_out, always, to(S::take_card)),
    Row{S::take_card, E::time_out, {}, always, to(S::card_left), nothing, EffectKind::call_staff},
    row(S::thanks, E::time_out, something_missing, to(S::out_of_service)),
    row(S::thanks, E::time_out, always, to(S::idle)),

    // staff and the idle warning
    tap(S::staff_called, A::cancel_call, no_card_missing, to(S::out_of_service), call_cancelled),
    tap(S::staff_called, A::cancel_call, always, resume, call_cancelled),
    row(S::staff_called, E::time_out, no_card_missing, to(S::out_of_service)),
    row(S::staff_called, E::time_out, no_card, to(S::idle)),
    row(S::staff_called, E::time_out, always, to(S::take_card)),
    tap(S::idle_warning, A::continue_visit, always, resume),
    tap(S::idle_warning, A::end_visit, always, to(S::take_card)),
    row(S::idle_warning, E::time_out, always, to(S::take_card)),

    // any state
    any(E::card_removed, finished, to(S::thanks), card_gone),
    any(E::card_removed, same_card, to(S::thanks), card_pulled),
    any(E::card_present, other_card, to(S::reading_card), begin_visit),
    any(E::device_down, visit_cannot_go_on, to(S::out_of_service), device_down),
    any(E::device_down, nobody_here_and_needed, to(S::out_of_service), device_down),
    any(E::device_down, always, stay, device_down),
    any(E::device_up, always, stay, device_up),
    any(E::portrait_ready, forged_meanwhile, to(S::card_problem), note_error),
    any(E::portrait_ready, failed_meanwhile, stay, face_gone),
    any(E::portrait_ready, awaited, stay, have_portrait),
    any(E::time_out, asks_somebody, to(S::idle_warning), remember_state),
    Row{{}, E::tap, A::language, always, stay, switch_language, {}},
    Row{{}, E::tap, A::call_staff, first_call_while_busy, stay, staff_on_way, EffectKind::call_staff},
    Row{{}, E::tap, A::call_staff, not_yet_called, to(S::staff_called), call_once, EffectKind::call_staff},
};

bool matches(const Row& row, const Session& session, const Event& event) {
    if (row.from && *row.from != session.state) return false;
    if (row.on != kind_of(event)) return false;
    if (row.action && *row.action != as<Tap>(event).action) return false;
    return row.guard.holds == nullptr || row.guard.holds(session, event);
}

}  // namespace

std::span<const Row> transitions() { return kRows; }

const Row* find_row(const Session& session, const Event& event) {
    const auto* found =
        std::find_if(kRows.begin(), kRows.end(), [&](const Row& r) { return matches(r, session, event); });
    return found == kRows.end() ? nullptr : found;
}

}  // namespace uketsuke::flow
