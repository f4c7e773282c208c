// SPDX-License-Identifier: Apache-2.0
// An invented input device in the kernel's place.
#include <catch2/catch.hpp>
#include <cerrno>
#include <cstring>
#include <deque>
#include <set>

#include "drivers/keypad/evdev.hpp"
#include "drivers/keypad/key_source.hpp"

using namespace uketsuke;
using drivers::keypad::EventDevice;
using drivers::keypad::SystemCalls;
using ui::HeadphonesChanged;
using ui::KeypadKey;
using N = KeypadKey::Name;
using Inputs = std::vector<ui::Input>;
using namespace std::chrono_literals;

namespace {

struct Fake {
    bool present = true, jack = false, plugged = false, refuses_grab = false;
    base::MonoTime now{1s};
    std::deque<std::pair<base::MonoTime, input_event>> events;  ///< and when each comes
    int opened = 0, open_now = 0, grabbed = 0, interrupts = 0;
};
Fake* fake = nullptr;

int failing(int error) {
    errno = error;
    return -1;
}

const SystemCalls kCalls{
    [](const char*) {
        if (!fake->present) return failing(ENOENT);
        ++fake->opened;
        ++fake->open_now;
        return 7;
    },
    [](int, unsigned long request, void* argument) {
        auto* bits = static_cast<unsigned char*>(argument);
        constexpr auto size = SW_MAX / 8 + 1;
        if (request == EVIOCGBIT(EV_SW, size) && fake->jack)
            bits[SW_HEADPHONE_INSERT / 8] |= 1 << SW_HEADPHONE_INSERT % 8;
        if (request == EVIOCGSW(size) && fake->plugged) bits[SW_HEADPHONE_INSERT / 8] |= 1 << SW_HEADPHONE_INSERT % 8;
        if (request == EVIOCGRAB) {
            if (fake->refuses_grab) return failing(EBUSY);
            ++fake->grabbed;
        }
        return 0;
    },
    [](int, void* into, std::size_t size) -> ssize_t {
        if (fake->interrupts-- > 0) return failing(EINTR);
        if (!fake->present) return failing(ENODEV);
        if (fake->events.empty() || fake->events.front().first > fake->now) return failing(EAGAIN);
        std::size_t got = 0;
        while (!fake->events.empty() && fake->events.front().first <= fake->now && got + sizeof(input_event) <= size) {
            std::memcpy(static_cast<char*>(into) + got, &fake->events.front().second, sizeof(input_event));
            fake->events.pop_front();
            got += sizeof(input_event);
        }
        return static_cast<ssize_t>(got);
    },
    [](pollfd* watched, int milliseconds) {
        const auto end = fake->now + base::Duration(milliseconds);
        if (watched->fd >= 0 && !fake->present) return 1;
        if (watched->fd >= 0 && !fake->events.empty() && fake->events.front().first <= end) {
            fake->now = std::max(fake->now, fake->events.front().first);
            return 1;
        }
        fake->now = end;
        return 0;
    },
    [](int) { return --fake->open_now, 0; },
    [] { return fake->now; }};

class Device {
public:
    Device() { fake = &state; }
    void key(int code, int value, base::Duration at) { put(EV_KEY, code, value, at); }
    void put(int type, int code, int value, base::Duration at) {
        input_event event{};
        event.type = static_cast<std::uint16_t>(type);
        event.code = static_cast<std::uint16_t>(code);
        event.value = value;
        state.events.emplace_back(base::MonoTime(1s) + at, event);
    }
    Inputs wait(base::Duration limit = 3s) { return device.wait(limit); }
    Fake state;
    EventDevice device{"/dev/input/event7", kCalls};
};

}  // namespace

TEST_CASE("each key of a keypad is told as it goes down, once, and no other key is") {
    Device d;
    base::Duration at{0};
    const std::vector<std::pair<int, KeypadKey>> keys{
        {KEY_KP0, {N::digit, 0}},        {KEY_KP5, {N::digit, 5}},    {KEY_KP9, {N::digit, 9}},
        {KEY_KPENTER, {N::enter}},       {KEY_KPPLUS, {N::plus}},     {KEY_KPMINUS, {N::minus}},
        {KEY_KPASTERISK, {N::star}},     {KEY_KPSLASH, {N::slash}},   {KEY_KPDOT, {N::dot}},
        {KEY_BACKSPACE, {N::backspace}}, {KEY_NUMLOCK, {N::num_lock}}};
    d.key(KEY_A, 1, 0ms);
    for (const auto& [code, key] : keys) {
        d.key(code, 1, at += 50ms);
        d.key(code, 0, at + 20ms);
    }
    for (const auto& [code, key] : keys) CHECK(d.wait() == Inputs{key});
    CHECK(d.wait().empty());
    CHECK(d.state.grabbed == 1);
}

TEST_CASE("a key that stays down is told once more after a second, whether the kernel repeats it or not") {
    const bool repeats = GENERATE(false, true);
    Device d;
    d.key(KEY_KP5, 1, 10ms);
    for (int i = 0; repeats && i < 60; ++i) d.key(KEY_KP5, 2, 260ms + i * 33ms);
    d.key(KEY_KP5, 0, 2500ms);
    CHECK(d.wait() == Inputs{KeypadKey{N::digit, 5}});
    const auto told = d.state.now;
    CHECK(d.wait() == Inputs{KeypadKey{N::digit, 5, true}});
    CHECK(d.state.now == told + ui::kKeyHeld);
    CHECK(d.wait().empty());
}

TEST_CASE("a key that is let go of in time is not held, nor is one that another follows") {
    Device d;
    d.key(KEY_KP5, 1, 10ms);
    d.key(KEY_KP5, 0, 990ms);
    CHECK(d.wait() == Inputs{KeypadKey{N::digit, 5}});
    CHECK(d.wait().empty());
    d.key(KEY_KP4, 1, 5000ms);
    d.key(KEY_KP6, 1, 5500ms);
    CHECK(d.wait() == Inputs{KeypadKey{N::digit, 4}});
    CHECK(d.wait() == Inputs{KeypadKey{N::digit, 6}});
    CHECK(d.wait() == Inputs{KeypadKey{N::digit, 6, true}});
}

TEST_CASE("a key that bounces is one key, and another one at once is another") {
    Device d;
    d.key(KEY_KP5, 1, 10ms);
    d.key(KEY_KP5, 0, 30ms);
    d.key(KEY_KP5, 1, 60ms);
    d.key(KEY_KP5, 0, 90ms);
    d.key(KEY_KP6, 1, 100ms);
    d.key(KEY_KP6, 0, 140ms);
    d.key(KEY_KP5, 1, 300ms);
    d.key(KEY_KP5, 0, 340ms);
    CHECK(d.wait() == Inputs{KeypadKey{N::digit, 5}});
    CHECK(d.wait() == Inputs{KeypadKey{N::digit, 6}});
    CHECK(d.wait() == Inputs{KeypadKey{N::digit, 5}});
    CHECK(d.wait().empty());
}

TEST_CASE("headphones whose jack goes away, or whose news the kernel dropped, are not believed to be there") {
    Device d;
    d.state.jack = d.state.plugged = true;
    CHECK(d.wait() == Inputs{HeadphonesChanged{true}});
    d.state.plugged = false;
    d.put(EV_SYN, SYN_DROPPED, 0, 1s);
    d.put(EV_SYN, SYN_REPORT, 0, 1s);
    CHECK(d.wait() == Inputs{HeadphonesChanged{false}});
    d.put(EV_SW, SW_HEADPHONE_INSERT, 1, 2s);
    CHECK(d.wait() == Inputs{HeadphonesChanged{true}});
    d.state.present = false;
    CHECK(d.wait() == Inputs{HeadphonesChanged{false}});
}

TEST_CASE("a jack tells of headphones, also of those that are in it from the start, and is left to others") {
    Device d;
    d.state.jack = d.state.plugged = true;
    d.put(EV_SW, SW_HEADPHONE_INSERT, 0, 500ms);
    d.put(EV_SW, SW_MICROPHONE_INSERT, 1, 600ms);
    CHECK(d.wait() == Inputs{HeadphonesChanged{true}});
    CHECK(d.wait() == Inputs{HeadphonesChanged{false}});
    CHECK(d.wait().empty());
    CHECK(d.state.grabbed == 0);
}

TEST_CASE("a keypad that is pulled out and plugged in again goes on, and holds nothing") {
    Device d;
    d.key(KEY_KP5, 1, 10ms);
    CHECK(d.wait() == Inputs{KeypadKey{N::digit, 5}});
    d.state.present = false;
    CHECK(d.wait().empty());
    CHECK(d.wait().empty());
    CHECK(d.state.open_now == 0);
    d.state.present = true;
    d.state.events.clear();
    d.key(KEY_KP1, 1, d.state.now - base::MonoTime(1s) + 20ms);
    CHECK(d.wait() == Inputs{KeypadKey{N::digit, 1}});
    CHECK(d.state.opened == 2);
}

TEST_CASE("calls that are interrupted, a grab that is refused, and events that the kernel dropped") {
    Device d;
    d.state.refuses_grab = true;
    d.state.interrupts = 3;
    d.put(EV_SYN, SYN_DROPPED, 0, 10ms);
    d.key(KEY_KP3, 1, 10ms);
    d.put(EV_SYN, SYN_REPORT, 0, 10ms);
    d.key(KEY_KP8, 1, 20ms);
    CHECK(d.wait() == Inputs{KeypadKey{N::digit, 8}});
}

TEST_CASE("a device that never comes costs one look a turn") {
    Device d;
    d.state.present = false;
    const auto start = d.state.now;
    CHECK(d.wait(250ms).empty());
    CHECK(d.state.now == start + 250ms);
}

TEST_CASE("a source without devices has nothing and ends at once") {
    drivers::keypad::KeySource source({}, [] {});
    CHECK(source.take().empty());
}

TEST_CASE(
    "every kind of USB keypad drives the same keys: of the standard, of the main part, and with its own Num Lock") {
    const std::vector<std::vector<int>> kinds{
        {KEY_KP0, KEY_KP1, KEY_KP2, KEY_KP3, KEY_KP4, KEY_KP5, KEY_KP6, KEY_KP7, KEY_KP8, KEY_KP9, KEY_KPENTER,
         KEY_KPDOT, KEY_KPSLASH, KEY_KPMINUS, KEY_BACKSPACE},
        {KEY_0, KEY_1, KEY_2, KEY_3, KEY_4, KEY_5, KEY_6, KEY_7, KEY_8, KEY_9, KEY_ENTER, KEY_DOT, KEY_SLASH, KEY_MINUS,
         KEY_ESC},
        {KEY_INSERT, KEY_END, KEY_DOWN, KEY_PAGEDOWN, KEY_LEFT, KEY_KP5, KEY_RIGHT, KEY_HOME, KEY_UP, KEY_PAGEUP,
         KEY_ENTER, KEY_DELETE, KEY_KPSLASH, KEY_KPMINUS, KEY_BACKSPACE}};
    Inputs wanted;
    for (int i = 0; i <= 9; ++i) wanted.emplace_back(KeypadKey{N::digit, i});
    for (const auto name : {N::enter, N::dot, N::slash, N::minus, N::backspace}) wanted.emplace_back(KeypadKey{name});
    for (const auto& kind : kinds) {
        Device d;
        base::Duration at{0};
        Inputs told;
        for (const int code : kind) {
            d.key(code, 1, at += 200ms);
            d.key(code, 0, at + 50ms);
        }
        while (told.size() < wanted.size()) {
            const auto news = d.wait();
            REQUIRE(!news.empty());
            told.insert(told.end(), news.begin(), news.end());
        }
        CHECK(told == wanted);
    }
}

TEST_CASE("Shift makes star and plus of a keypad that passes for a keyboard, and brackets are no digits") {
    Device d;
    d.key(KEY_LEFTSHIFT, 1, 10ms);
    d.key(KEY_8, 1, 12ms);
    d.key(KEY_8, 0, 60ms);
    d.key(KEY_9, 1, 200ms);  // "("
    d.key(KEY_9, 0, 260ms);
    d.key(KEY_EQUAL, 1, 400ms);
    d.key(KEY_LEFTSHIFT, 0, 450ms);
    d.key(KEY_EQUAL, 0, 460ms);
    d.key(KEY_8, 1, 600ms);
    d.key(KEY_8, 0, 660ms);
    CHECK(d.wait() == Inputs{KeypadKey{N::star}});
    CHECK(d.wait() == Inputs{KeypadKey{N::plus}});
    CHECK(d.wait() == Inputs{KeypadKey{N::digit, 8}});
    CHECK(d.wait().empty());
}

TEST_CASE("a Num Lock that a keypad presses around each key is none; one that a hand presses is told, and held") {
    Device d;
    for (const auto at : {10ms, 300ms}) {
        d.key(KEY_NUMLOCK, 1, at);
        d.key(KEY_NUMLOCK, 0, at + 4ms);
        d.key(KEY_KP5, 1, at + 8ms);
        d.key(KEY_KP5, 0, at + 90ms);
        d.key(KEY_NUMLOCK, 1, at + 94ms);
        d.key(KEY_NUMLOCK, 0, at + 98ms);
    }
    d.key(KEY_NUMLOCK, 1, 1s);
    CHECK(d.wait() == Inputs{KeypadKey{N::digit, 5}});
    CHECK(d.wait() == Inputs{KeypadKey{N::digit, 5}});
    CHECK(d.wait() == Inputs{KeypadKey{N::num_lock}});
    CHECK(d.wait() == Inputs{KeypadKey{N::num_lock, 0, true}});
    CHECK(d.wait().empty());
}
