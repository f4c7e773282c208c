// SPDX-License-Identifier: Apache-2.0
// All that can happen to a visit.
#pragma once

#include <string_view>
#include <variant>

#include "session.hpp"

namespace uketsuke::flow {

using base::Result;
using domain::Ticket;

// From sources.
struct CardPresent {
    domain::CardRef card;
};
struct CardRemoved {
    domain::CardRef card;
};
struct DeviceDown {
    Device device;
    base::ErrorCode why;
    base::Date today;  ///< in Japan
};
struct DeviceUp {
    Device device;
};
/// The calendar turned, or the kiosk has just begun. Between visits only: one visit has one day.
struct DayBegan {
    base::Date today;  ///< in Japan
};
struct PinChanged {
    int digits;
};
struct AdviceHeld {
    Ticket ticket;
    domain::FaceAdvice advice;
};
struct LiveReady {
    Ticket ticket;
};
struct CameraFailed {
    Ticket ticket;
    base::ErrorCode why;
};
struct TimeOut {
    Ticket ticket;
};

// From jobs. Values stay in the vault; the flow hears that they are there.
struct CardRead {
    Ticket ticket;
    Result<domain::CardInfo> result;
    base::Date today;  ///< in Japan
};
struct PortraitReady {
    Ticket ticket;
    Result<void> result;
};
struct ChallengeReady {
    Ticket ticket;
    Result<void> result;
};
struct PinAnswered {
    Ticket ticket;
    Result<domain::Tries> left;
    bool signed_;
};  ///< left: after the VERIFY
struct Signed {
    Ticket ticket;
    Result<void> result;
};
struct Decided {
    Ticket ticket;
    Result<domain::Verdict> result;
};
struct StaffChecked {
    Ticket ticket;
    Result<domain::StaffCheck> result;
};
struct Authenticated {
    Ticket ticket;
    Result<domain::Authentication> result;
};
/// The state after 利用登録.
struct Registered {
    Ticket ticket;
    Result<domain::Authentication> result;
};
struct Confirmed {
    Ticket ticket;
    Result<domain::Answer> result;
};
struct Delivered {
    Ticket ticket;
    Result<void> result;
};

using Event = std::variant<CardPresent, CardRemoved, DeviceDown, DeviceUp, DayBegan, Tap, PinChanged, AdviceHeld,
                           LiveReady, CameraFailed, TimeOut, CardRead, PortraitReady, ChallengeReady, PinAnswered,
                           Signed, Decided, StaffChecked, Authenticated, Registered, Confirmed, Delivered>;

enum class EventKind : std::uint8_t {
    card_present,
    card_removed,
    device_down,
    device_up,
    day_began,
    tap,
    pin_changed,
    advice_held,
    live_ready,
    camera_failed,
    time_out,
    card_read,
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
};

inline EventKind kind_of(const Event& event) { return static_cast<EventKind>(event.index()); }
std::string_view name_of(EventKind kind);
/// The ticket an event carries, if it belongs to a piece of work.
std::optional<Ticket> ticket_of(const Event& event);
/// The error an event brings, if it is the bad end of a job.
std::optional<base::ErrorCode> error_of(const Event& event);

}  // namespace uketsuke::flow
