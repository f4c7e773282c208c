// SPDX-License-Identifier: Apache-2.0
// What the flow wants done. The EffectRunner (firmware/app) does it and posts the outcome as an event with the ticket.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "firmware/base/time.hpp"
#include "visit.hpp"

namespace uketsuke::flow {

enum class EffectKind : std::uint8_t {
    // switched by the state table, never written into a row
    set_timer,
    camera_on,
    camera_off,
    wipe_pin,
    forget,
    // jobs
    read_card,
    check_certificate,
    read_portrait,
    fetch_challenge,
    verify_pin,
    sign_by_terminal,
    sign_by_phone,
    decide_face,
    count_refusal,
    check_staff,
    unlock_staff,
    authenticate,
    register_use,
    confirm,
    deliver,
    tell_desk,
    change_setting,
    play_tone,
    print_slip,
    print_statement,
    look_at_readiness,
    print_found,
    find_appointment,
    read_code,
};

/// Work that needs no more than the ticket.
template <EffectKind kind>
struct Plain {
    static constexpr auto kKind = kind;
};

struct SetTimer {
    static constexpr auto kKind = EffectKind::set_timer;
    base::Duration after;  ///< zero: no time-out
};
struct CameraOn {
    static constexpr auto kKind = EffectKind::camera_on;
    bool long_moves = false;  ///< of the person's comfort
};
struct CameraOff : Plain<EffectKind::camera_off> {};
struct WipePin : Plain<EffectKind::wipe_pin> {};
struct Forget : Plain<EffectKind::forget> {};
struct ReadCard {
    static constexpr auto kKind = EffectKind::read_card;
    domain::CardRef card;
};
/// Asks whether the certificate of the card that was read was revoked; nobody waits for the answer.
struct CheckCertificate : Plain<EffectKind::check_certificate> {};
struct ReadPortrait {
    static constexpr auto kKind = EffectKind::read_portrait;
    bool typed;  ///< the printed digits are in the TypedDigits
};
struct FetchChallenge : Plain<EffectKind::fetch_challenge> {};
struct VerifyPin {
    static constexpr auto kKind = EffectKind::verify_pin;
    domain::Tries expected;  ///< another count on the card stops the attempt
};
struct SignByTerminal : Plain<EffectKind::sign_by_terminal> {};
struct SignByPhone : Plain<EffectKind::sign_by_phone> {};
struct DecideFace : Plain<EffectKind::decide_face> {};
/// Counts a face attempt without a match for the card, beyond the visit; it has no answer.
struct CountRefusal : Plain<EffectKind::count_refusal> {};
struct CheckStaff : Plain<EffectKind::check_staff> {};
/// Wrong codes on this card count no more; it has no answer.
struct UnlockStaff : Plain<EffectKind::unlock_staff> {};
struct Authenticate : Plain<EffectKind::authenticate> {};
struct RegisterUse : Plain<EffectKind::register_use> {};
struct Confirm {
    static constexpr auto kKind = EffectKind::confirm;
    domain::Choices choices;
};
struct Deliver : Plain<EffectKind::deliver> {};
struct TellDesk {
    static constexpr auto kKind = EffectKind::tell_desk;
    domain::DeskNote note;
};
struct ChangeSetting {
    static constexpr auto kKind = EffectKind::change_setting;
    Setting setting;
    int value;  ///< setting_values.hpp
};
/// How loud the volume is that staff choose; it has no answer.
struct PlayTone {
    static constexpr auto kKind = EffectKind::play_tone;
    int volume;  ///< per cent
};

/// What the patient takes along, where there is a printer; it has no answer.
struct PrintSlip {
    static constexpr auto kKind = EffectKind::print_slip;
    std::string number;  ///< kTestSlip: nobody's
    base::Date day;
    Language language;
    std::optional<Comfort> way{};  ///< as a code for the next visit; nothing: without one
};

/// Stands in the place of a number on a slip that only shows whether the printer prints.
constexpr std::string_view kTestSlip = "TEST";

/// The form of 被保険者資格申立書; it has no answer.
struct PrintStatement {
    static constexpr auto kKind = EffectKind::print_statement;
    base::Date day;
};
/// Whether the kiosk is ready for the day, and what the flow knows of it.
struct LookAtReadiness {
    static constexpr auto kKind = EffectKind::look_at_readiness;
    Down down;
    bool camera_needed = false;
};
/// What that look found; it has no answer.
struct PrintFound {
    static constexpr auto kKind = EffectKind::print_found;
    std::vector<domain::StaffLine> lines;
};

/// Of the number that was typed, or stands in a code that was shown.
struct FindAppointment : Plain<EffectKind::find_appointment> {};
/// Looks for a code until the flow has gone on.
struct ReadCode : Plain<EffectKind::read_code> {};

using Work = std::variant<SetTimer, CameraOn, CameraOff, WipePin, Forget, ReadCard, CheckCertificate, ReadPortrait,
                          FetchChallenge, VerifyPin, SignByTerminal, SignByPhone, DecideFace, CountRefusal, CheckStaff,
                          UnlockStaff, Authenticate, RegisterUse, Confirm, Deliver, TellDesk, ChangeSetting, PlayTone,
                          PrintSlip, PrintStatement, LookAtReadiness, PrintFound, FindAppointment, ReadCode>;

struct Effect {
    domain::Ticket ticket;  ///< comes back with the outcome
    Work work;
};
using Effects = std::vector<Effect>;

constexpr EffectKind kind_of(const Effect& effect) {
    return std::visit([](const auto& work) { return work.kKind; }, effect.work);
}
std::string_view name_of(EffectKind kind);

}  // namespace uketsuke::flow
