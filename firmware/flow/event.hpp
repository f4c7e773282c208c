// SPDX-License-Identifier: Apache-2.0
// All that can happen to a visit. Each event names its kind; one that answers a piece of work carries its ticket.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "firmware/domain/code.hpp"
#include "visit.hpp"

namespace uketsuke::flow {

using base::Result;
using domain::Ticket;

enum class EventKind : std::uint8_t {
    card_present,
    card_removed,
    device_down,
    device_up,
    day_began,
    desk_answered,
    tap,
    pin_changed,
    target_touched,
    advice_held,
    look_doubted,
    live_ready,
    camera_failed,
    time_out,
    card_read,
    certificate_checked,
    portrait_ready,
    challenge_ready,
    pin_answered,
    signed_,
    decided,
    staff_checked,
    authenticated,
    registered,
    confirmed,
    delivered,
    setting_saved,
    readiness_found,
    appointment_found,
    code_read,
};

// From sources.
struct CardPresent {
    static constexpr auto kKind = EventKind::card_present;
    domain::CardRef card;
};
struct CardRemoved {
    static constexpr auto kKind = EventKind::card_removed;
    domain::CardRef card;
};
struct DeviceDown {
    static constexpr auto kKind = EventKind::device_down;
    Device device;
    base::ErrorCode why;
    base::Date today;  ///< in Japan
};
struct DeviceUp {
    static constexpr auto kKind = EventKind::device_up;
    Device device;
};
/// The calendar turned, or the kiosk has just begun. Between visits only: one visit has one day.
struct DayBegan {
    static constexpr auto kKind = EventKind::day_began;
    base::Date today;  ///< in Japan
};
/// The desk says something to this visit.
struct DeskAnswered {
    static constexpr auto kKind = EventKind::desk_answered;
    Ticket ticket;
    domain::DeskSays says = domain::DeskSays::comes;
    int item = 0;
    std::string by{};  ///< a label, for the journal
};
/// A touch as what it means. `item` tells which one, where a screen has several of a kind; 0 elsewhere.
struct Tap {
    static constexpr auto kKind = EventKind::tap;
    Action action;
    int item = 0;
    bool operator==(const Tap&) const = default;
};
struct PinChanged {
    static constexpr auto kKind = EventKind::pin_changed;
    int digits;
};
/// A touch of the touch test.
struct TargetTouched {
    static constexpr auto kKind = EventKind::target_touched;
    int missed;  ///< by so many tenths of a millimetre
};
struct AdviceHeld {
    static constexpr auto kKind = EventKind::advice_held;
    Ticket ticket;
    domain::FaceAdvice advice;
};
/// What the camera sees leaves a doubt: the person is asked for more movements in this attempt.
struct LookDoubted {
    static constexpr auto kKind = EventKind::look_doubted;
    Ticket ticket;
};
struct LiveReady {
    static constexpr auto kKind = EventKind::live_ready;
    Ticket ticket;
};
struct CameraFailed {
    static constexpr auto kKind = EventKind::camera_failed;
    Ticket ticket;
    base::ErrorCode error;
};
struct TimeOut {
    static constexpr auto kKind = EventKind::time_out;
    Ticket ticket;
};

// From jobs. Values stay in the vault; the flow hears that they are there.
struct CardRead {
    static constexpr auto kKind = EventKind::card_read;
    Ticket ticket;
    Result<domain::CardInfo> result;
    base::Date today;  ///< in Japan
};
/// What the responder said; it may come at any time of the visit, and not at all.
struct CertificateChecked {
    static constexpr auto kKind = EventKind::certificate_checked;
    Ticket ticket;
    Result<void> result;
};
struct PortraitReady {
    static constexpr auto kKind = EventKind::portrait_ready;
    Ticket ticket;
    Result<void> result;
};
struct ChallengeReady {
    static constexpr auto kKind = EventKind::challenge_ready;
    Ticket ticket;
    Result<void> result;
};
struct PinAnswered {
    static constexpr auto kKind = EventKind::pin_answered;
    Ticket ticket;
    Result<domain::Tries> result;  ///< tries left after the VERIFY
    bool signed_;
};
struct Signed {
    static constexpr auto kKind = EventKind::signed_;
    Ticket ticket;
    Result<void> result;
};
struct Decided {
    static constexpr auto kKind = EventKind::decided;
    Ticket ticket;
    Result<domain::Verdict> result;
};
struct StaffChecked {
    static constexpr auto kKind = EventKind::staff_checked;
    Ticket ticket;
    Result<domain::StaffCheck> result;
};
struct Authenticated {
    static constexpr auto kKind = EventKind::authenticated;
    Ticket ticket;
    Result<domain::Authentication> result;
};
/// The state after 利用登録.
struct Registered {
    static constexpr auto kKind = EventKind::registered;
    Ticket ticket;
    Result<domain::Authentication> result;
};
struct Confirmed {
    static constexpr auto kKind = EventKind::confirmed;
    Ticket ticket;
    Result<domain::Answer> result;
};
struct Delivered {
    static constexpr auto kKind = EventKind::delivered;
    Ticket ticket;
    Result<std::string> result;  ///< name by which the clinic finds it, no person's; empty: it has none
};
/// What became of a setting that staff changed.
struct SettingSaved {
    static constexpr auto kKind = EventKind::setting_saved;
    Ticket ticket;
    Result<void> result;
};

/// What a look at the kiosk's readiness found.
struct ReadinessFound {
    static constexpr auto kKind = EventKind::readiness_found;
    Ticket ticket;
    std::vector<domain::StaffLine> lines;
};

/// What the clinic's list says of a number; whoever it is, is recorded as come where it can be.
struct AppointmentFound {
    static constexpr auto kKind = EventKind::appointment_found;
    Ticket ticket;
    Result<domain::Appointment> result;
};

/// A my-way code: how somebody likes the kiosk. Nothing of who it is.
struct MyWay {
    std::optional<Language> language;  ///< nothing: one that this kiosk does not speak
    Comfort comfort;
    bool operator==(const MyWay&) const = default;
};
/// Any other code: its text is in the vault.
struct OtherCode {
    domain::CodeKind kind{};
    bool operator==(const OtherCode&) const = default;
};
using CodeMeaning = std::variant<MyWay, OtherCode>;
/// What somebody showed to the camera over the tray.
struct CodeRead {
    static constexpr auto kKind = EventKind::code_read;
    Ticket ticket;
    Result<CodeMeaning> result;
};

using Event =
    std::variant<CardPresent, CardRemoved, DeviceDown, DeviceUp, DayBegan, DeskAnswered, Tap, PinChanged, TargetTouched,
                 AdviceHeld, LookDoubted, LiveReady, CameraFailed, TimeOut, CardRead, CertificateChecked, PortraitReady,
                 ChallengeReady, PinAnswered, Signed, Decided, StaffChecked, Authenticated, Registered, Confirmed,
                 Delivered, SettingSaved, ReadinessFound, AppointmentFound, CodeRead>;

constexpr EventKind kind_of(const Event& event) {
    return std::visit([](const auto& e) { return e.kKind; }, event);
}
std::string_view name_of(EventKind kind);
/// The ticket an event carries, if it belongs to a piece of work.
std::optional<Ticket> ticket_of(const Event& event);
/// The error an event brings, if it is the bad end of a job: in its `result`, or as its `error`.
std::optional<base::ErrorCode> error_of(const Event& event);

}  // namespace uketsuke::flow
