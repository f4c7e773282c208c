// SPDX-License-Identifier: Apache-2.0
#include "evdev.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <utility>

#include "firmware/base/log.hpp"
#include "ui/scene/press.hpp"

namespace uketsuke::drivers::keypad {
namespace {

using Name = ui::KeypadKey::Name;

struct Code {
    int code;
    ui::KeypadKey key;
};
/// With Num Lock off a keypad sends the same codes: what they mean is the program's.
constexpr std::array kCodes{
    Code{KEY_KP0, {Name::digit, 0}},     Code{KEY_KP1, {Name::digit, 1}},    Code{KEY_KP2, {Name::digit, 2}},
    Code{KEY_KP3, {Name::digit, 3}},     Code{KEY_KP4, {Name::digit, 4}},    Code{KEY_KP5, {Name::digit, 5}},
    Code{KEY_KP6, {Name::digit, 6}},     Code{KEY_KP7, {Name::digit, 7}},    Code{KEY_KP8, {Name::digit, 8}},
    Code{KEY_KP9, {Name::digit, 9}},     Code{KEY_KPENTER, {Name::enter}},   Code{KEY_KPPLUS, {Name::plus}},
    Code{KEY_KPMINUS, {Name::minus}},    Code{KEY_KPASTERISK, {Name::star}}, Code{KEY_KPSLASH, {Name::slash}},
    Code{KEY_KPDOT, {Name::dot}},        Code{KEY_KPCOMMA, {Name::dot}},     Code{KEY_BACKSPACE, {Name::backspace}},
    Code{KEY_NUMLOCK, {Name::num_lock}},
};

bool has_switch(const std::array<unsigned char, SW_MAX / 8 + 1>& bits, int which) {
    return (bits.at(static_cast<std::size_t>(which) / 8) >> (which % 8) & 1) != 0;
}

}  // namespace

const SystemCalls& system_calls() {
    static const SystemCalls kCalls{
        [](const char* path) { return ::open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC); },
        [](int device, unsigned long request, void* argument) { return ::ioctl(device, request, argument); },
        [](int device, void* into, std::size_t size) { return ::read(device, into, size); },
        [](pollfd* watched, int milliseconds) { return ::poll(watched, 1, milliseconds); },
        [](int device) { return ::close(device); },
        [] { return std::chrono::time_point_cast<base::Duration>(std::chrono::steady_clock::now()); }};
    return kCalls;
}

/// A keypad is this kiosk's alone; a jack's switch is not taken from the sound system.
bool EventDevice::open() {
    device_ = calls_.open(path_.c_str());
    if (device_ < 0) return false;
    std::array<unsigned char, SW_MAX / 8 + 1> switches{};
    const bool jack = calls_.ioctl(device_, EVIOCGBIT(EV_SW, sizeof switches), &switches) >= 0 &&
                      has_switch(switches, SW_HEADPHONE_INSERT);
    int yes = 1;
    if (!jack && calls_.ioctl(device_, EVIOCGRAB, &yes) < 0)
        base::warn("keypad", "{} is somebody else's, too (error {})", path_, errno);
    return true;
}

void EventDevice::close() {
    if (device_ >= 0) calls_.close(device_);
    device_ = -1;
    down_.reset();
    lost_ = false;
}

int EventDevice::until(base::MonoTime end) const {
    if (down_) end = std::min(end, down_->since + ui::kKeyHeld);
    return static_cast<int>(std::max(end - calls_.now(), base::Duration{}).count());
}

std::vector<ui::Input> EventDevice::wait(base::Duration limit) {
    std::vector<ui::Input> inputs;
    const auto end = calls_.now() + limit;
    if (device_ < 0 && open()) look_at_jack(inputs);
    if (device_ < 0) {
        pollfd nothing{-1, 0, 0};
        calls_.poll(&nothing, static_cast<int>(limit.count()));
        return inputs;
    }
    while (inputs.empty() && device_ >= 0) {
        pollfd watched{device_, POLLIN, 0};
        const int ready = calls_.poll(&watched, until(end));
        if (ready > 0) read_all(inputs);
        take_held(inputs);
        if (calls_.now() >= end) break;
    }
    return inputs;
}

/// What the switch says now, if that is news.
void EventDevice::look_at_jack(std::vector<ui::Input>& inputs) {
    std::array<unsigned char, SW_MAX / 8 + 1> state{};
    if (calls_.ioctl(device_, EVIOCGSW(sizeof state), &state) >= 0)
        tell_plugged(has_switch(state, SW_HEADPHONE_INSERT), inputs);
}

void EventDevice::tell_plugged(bool plugged, std::vector<ui::Input>& inputs) {
    if (std::exchange(plugged_, plugged) != plugged) inputs.emplace_back(ui::HeadphonesChanged{plugged});
}

void EventDevice::read_all(std::vector<ui::Input>& inputs) {
    std::array<input_event, 16> events{};
    while (device_ >= 0) {
        const auto got = calls_.read(device_, events.data(), sizeof events);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && errno == EAGAIN) return;
        if (got <= 0) {
            base::warn("keypad", "{} is gone", path_);
            tell_plugged(false, inputs);
            return close();
        }
        const auto count = static_cast<std::size_t>(got) / sizeof(input_event);
        std::for_each_n(events.begin(), count, [&](const input_event& event) { take(event, inputs); });
    }
}

/// After SYN_DROPPED what comes before the next report is not to be believed (the kernel's event-codes.rst).
void EventDevice::take(const input_event& event, std::vector<ui::Input>& inputs) {
    if (event.type == EV_SYN) {
        if (event.code == SYN_DROPPED) down_.reset();
        if (std::exchange(lost_, event.code == SYN_DROPPED) && !lost_) look_at_jack(inputs);
        return;
    }
    if (lost_) return;
    if (event.type == EV_KEY) take_key(event, inputs);
    if (event.type == EV_SW && event.code == SW_HEADPHONE_INSERT)
        tell_plugged(event.value != 0, inputs);
}

/// 1: down, 0: up, 2: the kernel repeats what stays down.
void EventDevice::take_key(const input_event& event, std::vector<ui::Input>& inputs) {
    const auto* row = std::ranges::find(kCodes, event.code, &Code::code);
    if (row == kCodes.end() || event.value == 2) return;
    if (event.value == 1) {
        const auto now = calls_.now();
        const bool bounced = event.code == last_code_ && now - last_at_ < ui::kBounce;
        last_code_ = event.code;
        last_at_ = now;
        if (bounced) return;
        inputs.emplace_back(row->key);
        down_ = {event.code, row->key, calls_.now()};
    } else if (down_ && down_->code == event.code) {
        down_.reset();
    }
}

void EventDevice::take_held(std::vector<ui::Input>& inputs) {
    if (!down_ || calls_.now() < down_->since + ui::kKeyHeld) return;
    down_->key.held = true;
    inputs.emplace_back(down_->key);
    down_.reset();
}

}  // namespace uketsuke::drivers::keypad
