// SPDX-License-Identifier: Apache-2.0
#include "effect.hpp"
#include "event.hpp"
#include "firmware/base/enumeration.hpp"

namespace uketsuke::flow {

static_assert(base::kCountOf<State> == kStateCount && base::kCountOf<Device> == kDeviceCount);
static_assert(base::kOneForEachKind<Event>, "each kind names one event");
static_assert(base::kOneForEachKind<Work>, "each kind names one piece of work");

std::string_view name_of(State state) { return base::enumerator_name(state); }
std::string_view name_of(Action action) { return base::enumerator_name(action); }
std::string_view name_of(EventKind kind) { return base::enumerator_name(kind); }
std::string_view name_of(EffectKind kind) { return base::enumerator_name(kind); }

std::optional<Ticket> ticket_of(const Event& event) {
    return std::visit(
        [](const auto& e) -> std::optional<Ticket> {
            if constexpr (requires { e.ticket; }) return e.ticket;
            return std::nullopt;
        },
        event);
}

std::optional<base::ErrorCode> error_of(const Event& event) {
    return std::visit(
        [](const auto& e) -> std::optional<base::ErrorCode> {
            if constexpr (requires { e.error; }) return e.error;
            if constexpr (requires { e.result; })
                if (!e.result) return e.result.error().code;
            return std::nullopt;
        },
        event);
}

std::optional<base::ErrorCode> Visit::missing() const {
    for (const auto device :
         {Device::desk, Device::clock, Device::audit, Device::terms, Device::reader, Device::camera}) {
        if (const auto& why = down[static_cast<std::size_t>(device)]; why && needs(device)) return why;
    }
    return std::nullopt;
}

domain::Situation service_situation(std::optional<base::ErrorCode> error) {
    using base::ErrorCode;
    if (error == ErrorCode::service_maintenance || error == ErrorCode::certificate_unconfirmed)
        return domain::Situation::maintenance;
    return error == ErrorCode::service_refused ? domain::Situation::service_refused : domain::Situation::service_down;
}

std::vector<domain::Counted> Visit::fallbacks() const {
    auto why = situation;
    if (state == State::idle && service_down()) why = service_situation(service_down());
    if (!why) return {};
    return domain::guidance(facts.guidance, *why, today);
}

}  // namespace uketsuke::flow
