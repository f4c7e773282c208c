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

#include "codes.hpp"
#include "firmware/base/log.hpp"
#include "ui/scene/press.hpp"

namespace uketsuke::drivers::keypad {
namespace {

/// Keypads that find Num Lock the other way round press it before and after each key. What comes so close to another
/// key is not a hand's.
constexpr base::Duration kWrap{25};

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
    forget_keys();
    lost_ = false;
}

/// Nobody knows what is down.
void EventDevice::forget_keys() {
    down_.reset();
    num_lock_.reset();
    shift_ = false;
}

int EventDevice::until(base::MonoTime end) const {
    if (down_) end = std::min(end, down_->since + ui::kKeyHeld);
    if (num_lock_) end = std::min(end, num_lock_->since + kWrap);
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
        take_num_lock(inputs);
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
        if (event.code == SYN_DROPPED) forget_keys();
        if (std::exchange(lost_, event.code == SYN_DROPPED) && !lost_) look_at_jack(inputs);
        return;
    }
    if (lost_) return;
    if (event.type == EV_KEY) take_key(event, inputs);
    if (event.type == EV_SW && event.code == SW_HEADPHONE_INSERT) tell_plugged(event.value != 0, inputs);
}

/// 1: down, 0: up, 2: the kernel repeats what stays down.
void EventDevice::take_key(const input_event& event, std::vector<ui::Input>& inputs) {
    if (is_shift(event.code)) shift_ = event.value != 0;
    if (event.value == 0 && down_ && down_->code == event.code) down_.reset();
    const auto key = key_of(event.code, shift_);
    if (!key || event.value == 2) return;
    const bool num_lock = key->name == ui::KeypadKey::Name::num_lock;
    if (event.value == 1 && num_lock) press_num_lock(event.code, *key);
    if (event.value == 1 && !num_lock) press(event.code, *key, inputs);
    if (!num_lock) other_at_ = calls_.now();
}

bool EventDevice::bounces(int code) {
    const auto now = calls_.now();
    const bool again = code == last_code_ && now - last_at_ < ui::kBounce;
    last_code_ = code;
    last_at_ = now;
    return again;
}

void EventDevice::press(int code, const ui::KeypadKey& key, std::vector<ui::Input>& inputs) {
    num_lock_.reset();
    if (bounces(code)) return;
    inputs.emplace_back(key);
    down_ = {code, key, calls_.now()};
}

/// Told once it is known that no other key follows.
void EventDevice::press_num_lock(int code, const ui::KeypadKey& key) {
    if (calls_.now() < other_at_ + kWrap || bounces(code)) return;
    down_ = num_lock_ = {code, key, calls_.now()};
}

void EventDevice::take_num_lock(std::vector<ui::Input>& inputs) {
    if (!num_lock_ || calls_.now() < num_lock_->since + kWrap) return;
    inputs.emplace_back(num_lock_->key);
    num_lock_.reset();
}

void EventDevice::take_held(std::vector<ui::Input>& inputs) {
    if (!down_ || calls_.now() < down_->since + ui::kKeyHeld) return;
    down_->key.held = true;
    inputs.emplace_back(down_->key);
    down_.reset();
}

}  // namespace uketsuke::drivers::keypad
