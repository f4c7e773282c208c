// SPDX-License-Identifier: Apache-2.0
#include "fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>
#include <utility>

namespace uketsuke::sim {
namespace {

using Kind = ServiceFault::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 19> kKinds{{
    {"none", Kind::none},
    {"off", Kind::off},
    {"stuck", Kind::stuck},
    {"slow", Kind::slow},
    {"reset", Kind::reset},
    {"delayed", Kind::delayed},
    {"garbage", Kind::garbage},
    {"truncated", Kind::truncated},
    {"huge", Kind::huge},
    {"error", Kind::error},
    {"wrong", Kind::wrong},
    {"refused", Kind::refused},
    {"maintenance", Kind::maintenance},
    {"renewal", Kind::renewal},
    {"pending", Kind::pending},
    {"failed", Kind::failed},
    {"ignored", Kind::ignored},
    {"untrusted", Kind::untrusted},
    {"intermittent", Kind::intermittent},
}};
constexpr std::array kSteps{ServiceStep::health,       ServiceStep::challenge, ServiceStep::authenticate,
                            ServiceStep::register_use, ServiceStep::confirm,   ServiceStep::number};

/// Faults that meet no step of their own.
bool whole(Kind kind) { return kind == Kind::none || kind == Kind::untrusted || kind == Kind::renewal; }

std::optional<Kind> kind_named(std::string_view word) {
    for (const auto& [name, kind] : kKinds)
        if (name == word) return kind;
    return std::nullopt;
}

std::optional<ServiceStep> step_named(std::string_view word) {
    for (const auto step : kSteps)
        if (name_of(step) == word) return step;
    return std::nullopt;
}

/// The one step that a fault is about, if it is about one.
std::optional<ServiceStep> own_step(Kind kind) {
    if (kind == Kind::ignored) return ServiceStep::register_use;
    if (kind == Kind::pending || kind == Kind::failed) return ServiceStep::confirm;
    return std::nullopt;
}

/// Milliseconds, at most an hour.
bool read_delay(const std::string& word, base::Duration& into) {
    int ms = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), ms);
    if (error != std::errc{} || end != word.data() + word.size() || ms <= 0 || ms > 3'600'000) return false;
    into = base::Duration{ms};
    return true;
}

}  // namespace

std::string_view name_of(ServiceStep step) {
    switch (step) {
        case ServiceStep::health: return "health";
        case ServiceStep::challenge: return "challenge";
        case ServiceStep::authenticate: return "authenticate";
        case ServiceStep::register_use: return "register";
        case ServiceStep::confirm: return "confirm";
        case ServiceStep::number: return "number";
    }
    return "";
}

std::string_view name_of(Kind kind) {
    const auto* found = std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& k) { return k.second == kind; });
    return found->first;
}

base::Result<ServiceFault> parse_service_fault(std::string_view words) {
    const auto bad = base::fail(base::ErrorCode::config_invalid, fmt::format("no service fault: '{}'", words));
    std::istringstream in{std::string(words)};
    std::string word;
    in >> word;
    const auto kind = kind_named(word);
    if (!kind) return bad;
    ServiceFault fault{*kind, {}, own_step(*kind)};
    bool more = static_cast<bool>(in >> word);
    const bool late = *kind == Kind::slow || *kind == Kind::delayed;
    const bool timed = late || *kind == Kind::pending;
    if (timed && more && read_delay(word, fault.delay)) more = static_cast<bool>(in >> word);
    if (late && fault.delay == base::Duration{0}) return bad;
    if (!more) return fault;
    fault.step = step_named(word);
    const bool fits = fault.step && !whole(*kind) && (!own_step(*kind) || own_step(*kind) == fault.step);
    if (!fits || in >> word) return bad;
    return fault;
}

void FaultSwitch::set(ServiceFault fault) {
    const std::scoped_lock lock(mutex_);
    fault_ = fault;
    met_ = fired_ = 0;
}

int FaultSwitch::fired() const {
    const std::scoped_lock lock(mutex_);
    return fired_;
}

ServiceFault FaultSwitch::take(ServiceStep step) {
    const std::scoped_lock lock(mutex_);
    if (whole(fault_.kind) || (fault_.step && fault_.step != step)) return {};
    if (fault_.kind == Kind::intermittent && step == ServiceStep::health) return {};  // comes when it likes
    if (fault_.kind == Kind::intermittent && met_++ % 2 == 1) return {};
    if (fault_.kind == Kind::delayed && fired_ > 0) return {};
    ++fired_;
    return fault_;
}

bool FaultSwitch::take_untrusted() { return take_whole(Kind::untrusted); }
bool FaultSwitch::take_renewal() { return take_whole(Kind::renewal); }

bool FaultSwitch::take_whole(Kind kind) {
    const std::scoped_lock lock(mutex_);
    if (fault_.kind != kind) return false;
    ++fired_;
    return true;
}

bool FaultSwitch::still(ServiceFault::Kind kind) const {
    const std::scoped_lock lock(mutex_);
    return fault_.kind == kind;
}

}  // namespace uketsuke::sim
