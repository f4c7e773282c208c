// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "effect.hpp"
#include "event.hpp"
#include "state_table.hpp"

namespace uketsuke::flow {
namespace {

using namespace std::string_view_literals;

// clang-format off: as in the enumerations
constexpr std::array kEvents{
    "card_present"sv,   "card_removed"sv,    "device_down"sv,  "device_up"sv,     "day_began"sv, "tap"sv,
    "pin_changed"sv,    "advice_held"sv,     "live_ready"sv,   "camera_failed"sv, "time_out"sv,  "card_read"sv,
    "portrait_ready"sv, "challenge_ready"sv, "pin_answered"sv, "signed"sv,        "decided"sv,   "staff_checked"sv,
    "authenticated"sv,  "registered"sv,      "confirmed"sv,    "delivered"sv};
static_assert(kEvents.size() == std::variant_size_v<Event>);

constexpr std::array kActions{"choose_face"sv,    "choose_pin"sv, "choose_staff"sv, "accompanied"sv, "use_phone"sv,
                              "iphone"sv,         "android"sv,    "confirm"sv,      "refuse"sv,      "retry"sv,
                              "agree_all"sv,      "agree_none"sv, "by_item"sv,      "agree"sv,       "disagree"sv,
                              "more"sv,           "toggle"sv,     "electronic"sv,   "paper"sv,       "change"sv,
                              "show_guidance"sv,  "next"sv,       "back"sv,         "call_staff"sv,  "cancel_call"sv,
                              "continue_visit"sv, "end_visit"sv,  "language"sv};
static_assert(kActions.size() == static_cast<std::size_t>(Action::language) + 1);

constexpr std::array kEffects{
    "set_timer"sv,     "camera_on"sv,       "camera_off"sv,   "wipe_pin"sv,         "forget"sv,        "read_card"sv,
    "read_portrait"sv, "fetch_challenge"sv, "verify_pin"sv,   "sign_by_terminal"sv, "sign_by_phone"sv, "decide_face"sv,
    "check_staff"sv,   "authenticate"sv,    "register_use"sv, "confirm"sv,          "deliver"sv,       "tell_desk"sv};
static_assert(kEffects.size() == static_cast<std::size_t>(EffectKind::tell_desk) + 1);
// clang-format on

template <class T>
concept Ticketed = requires(const T& event) {
    event.ticket;
};
template <class T>
concept Answer = requires(const T& event) {
    event.result.error();
};

}  // namespace

std::string_view name_of(State state) { return row_of(state).name; }
std::string_view name_of(Action action) { return kActions.at(static_cast<std::size_t>(action)); }
std::string_view name_of(EventKind kind) { return kEvents.at(static_cast<std::size_t>(kind)); }
std::string_view name_of(EffectKind kind) { return kEffects.at(static_cast<std::size_t>(kind)); }

std::optional<Ticket> ticket_of(const Event& event) {
    return std::visit(
        []<class T>(const T& e) -> std::optional<Ticket> {
            if constexpr (Ticketed<T>) return e.ticket;
            return std::nullopt;
        },
        event);
}

std::optional<base::ErrorCode> error_of(const Event& event) {
    return std::visit(
        []<class T>(const T& e) -> std::optional<base::ErrorCode> {
            if constexpr (Answer<T>) {
                if (!e.result) return e.result.error().code;
            } else if constexpr (std::is_same_v<T, PinAnswered>) {
                if (!e.left) return e.left.error().code;
            } else if constexpr (std::is_same_v<T, CameraFailed>) {
                return e.why;
            }
            return std::nullopt;
        },
        event);
}

std::optional<base::ErrorCode> Session::missing() const {
    for (const auto device : {Device::audit, Device::reader, Device::camera}) {
        if (const auto& why = down[static_cast<std::size_t>(device)]; why && needs(device)) return why;
    }
    return std::nullopt;
}

std::vector<domain::Fallback> Session::fallbacks() const {
    if (!situation) return {};
    return domain::guidance(facts.guidance, *situation, today);
}

}  // namespace uketsuke::flow
