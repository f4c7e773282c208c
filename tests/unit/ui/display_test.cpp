// SPDX-License-Identifier: Apache-2.0
// The window under SDL's dummy driver and the display without a window: the same pixels, the same inputs.
#define SDL_MAIN_HANDLED
#include <SDL.h>
#include <stdlib.h>  // unsetenv

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <thread>

#include "drivers/sdl/sdl_display.hpp"
#include "tests/support/patience.hpp"
#include "ui/paint/headless.hpp"
#include "ui/screens/screens.hpp"

using namespace uketsuke;
using drivers::sdl::SdlDisplay;
using flow::Action;
using flow::State;
using ui::Input;
using ui::paint::HeadlessDisplay;
using namespace std::chrono_literals;

namespace {

/// What SDL knows of fingers on the panel. The dummy driver has none: these definitions go before SDL's own.
std::vector<SDL_Finger> fingers_on_glass;
int updates = 0;  ///< of the panel's pixels

}  // namespace

extern "C" {
int SDL_GetNumTouchFingers(SDL_TouchID) { return static_cast<int>(fingers_on_glass.size()); }
SDL_Finger* SDL_GetTouchFinger(SDL_TouchID, int index) { return &fingers_on_glass[static_cast<std::size_t>(index)]; }
/// The dummy driver shows nothing either.
int SDL_UpdateWindowSurfaceRects(SDL_Window*, const SDL_Rect*, int) {
    ++updates;
    return 0;
}
}

namespace {

const ui::Panel kPanel;
using Inputs = std::vector<Input>;
constexpr flow::Tap kPinTap{Action::choose_pin};

ui::Scene scene_of(State state, const ui::Panel& panel = kPanel) {
    ui::ViewModel view;
    view.screen = state;
    for (const auto action : {Action::choose_face, Action::choose_pin, Action::call_staff}) view.offered.add(action);
    const auto painter = ui::paint::Painter::create(panel).value();
    return ui::layout(view, {panel, painter.measure()});
}

std::shared_ptr<domain::Frame> grey_frame() {
    return std::make_shared<domain::Frame>(domain::Frame{{640, 480, 3, base::Bytes(640UL * 480 * 3, 90)}, {}, 1});
}

/// SDL dates events by whole milliseconds, which end up to one too early.
constexpr auto kTick = 5ms;

struct Window {
    explicit Window(const drivers::sdl::Options& options = {.title = "test", .strip = {"i  insert", "r  remove"}}) {
        SDL_setenv("SDL_VIDEODRIVER", "dummy", 1);
        display = std::move(SdlDisplay::create(kPanel, tap, options).value());
    }
    /// Shows and waits until touches count.
    void show(const ui::Scene& shown) {
        scene = shown;
        display->show(shown);
        std::this_thread::sleep_for(ui::kDebounce + kTick);
    }
    [[nodiscard]] SDL_Point middle_of(std::string_view id) const {
        const auto& rect = scene.find(id)->rect;
        const double scale = kPanel.px_per_mm();
        return {static_cast<int>((rect.x + rect.w / 2) * scale), static_cast<int>((rect.y + rect.h / 2) * scale)};
    }
    void mouse(std::uint32_t type, SDL_Point at) const {
        SDL_Event event{};
        event.type = type;
        event.button.button = SDL_BUTTON_LEFT;
        event.button.x = at.x;
        event.button.y = at.y;
        push(event);
    }
    void finger(std::uint32_t type, SDL_Point at, SDL_FingerID id) const {
        if (type == SDL_FINGERDOWN) fingers_on_glass.push_back({id, 0, 0, 0});
        if (type == SDL_FINGERUP) std::erase_if(fingers_on_glass, [&](const SDL_Finger& one) { return one.id == id; });
        SDL_Event event{};
        event.type = type;
        event.tfinger.fingerId = id;
        event.tfinger.x =
            static_cast<float>(at.x) / static_cast<float>(SDL_GetWindowSurface(SDL_GetWindowFromID(1))->w);
        event.tfinger.y = static_cast<float>(at.y) / static_cast<float>(kPanel.height_px);
        push(event);
    }
    /// At `moment`, where it is set: what a busy machine does between two events changes nothing then.
    void push(SDL_Event& event) const {
        event.common.timestamp = moment.value_or(SDL_GetTicks());
        REQUIRE(SDL_PeepEvents(&event, 1, SDL_ADDEVENT, event.type, event.type) == 1);
    }

    std::optional<std::uint32_t> moment;
    ports::FrameTap tap;
    std::unique_ptr<SdlDisplay> display;
    ui::Scene scene;
};

}  // namespace

TEST_CASE("a window shows the same pixels as no window") {
    Window window;
    auto headless = HeadlessDisplay::create(kPanel, window.tap).value();
    for (const auto state : {State::idle, State::pin_entry, State::consent, State::face_capture}) {
        if (state == State::face_capture) window.tap.put(grey_frame());
        window.display->show(scene_of(state));
        headless->show(scene_of(state));
        CHECK(window.display->picture() == headless->picture());
    }
}

TEST_CASE("a camera picture that comes while waiting is shown") {
    Window window;
    window.display->show(scene_of(State::face_capture));
    const auto dark = window.display->picture();
    window.tap.put(grey_frame());
    CHECK(window.display->wait(100ms).empty());
    CHECK_FALSE(window.display->picture() == dark);
    window.tap.clear();
    CHECK(window.display->wait(100ms).empty());
    CHECK(window.display->picture() == dark);
}

TEST_CASE("a camera's screen is painted for a new picture and not once more") {
    Window window({.title = "test"});
    window.tap.put(grey_frame());
    window.show(scene_of(State::face_capture));
    CHECK(window.display->wait(50ms).empty());  // what the window itself had to say
    updates = 0;
    CHECK(window.display->wait(300ms).empty());
    CHECK(updates == 0);
    for (int frames = 1; frames <= 3; ++frames) {
        window.tap.put(grey_frame());
        CHECK(window.display->wait(100ms).empty());
        CHECK(updates == frames);
    }
    window.tap.clear();
    CHECK(window.display->wait(100ms).empty());
    CHECK(updates == 4);
}

TEST_CASE("by hold a finger that stays acts before it is lifted, and one that moves off means nothing") {
    Window window;
    auto scene = scene_of(State::choose_identity);
    scene.hold = true;
    window.show(scene);
    window.finger(SDL_FINGERDOWN, window.middle_of("choose_pin"), 1);
    CHECK(window.display->wait(10s) == Inputs{kPinTap});
    window.finger(SDL_FINGERUP, window.middle_of("choose_pin"), 1);
    CHECK(window.display->wait(1ms).empty());
    window.finger(SDL_FINGERDOWN, window.middle_of("choose_pin"), 2);
    window.finger(SDL_FINGERMOTION, {1, 1}, 2);
    window.finger(SDL_FINGERMOTION, window.middle_of("choose_pin"), 2);
    CHECK(window.display->wait(ui::kHold + 100ms).empty());
    window.finger(SDL_FINGERUP, window.middle_of("choose_pin"), 2);
}

TEST_CASE("a display without a panel keeps no face that nobody looks at") {
    ports::FrameTap tap;
    auto display = HeadlessDisplay::create(kPanel, tap).value();
    display->show(scene_of(State::face_capture));
    const auto frame = grey_frame();
    for (std::size_t red = 2; red < frame->image.pixels.size(); red += 3) frame->image.pixels[red] = 203;
    tap.put(frame);
    const auto& picture = display->picture();
    const auto face = [&] { return std::count(picture.pixels.begin(), picture.pixels.end(), 0xFFCB5A5A); };
    REQUIRE(face() > 50'000);
    display->show(scene_of(State::idle));
    CHECK(face() == 0);
}

TEST_CASE("a click lights the button up and acts on release") {
    Window window;
    window.show(scene_of(State::choose_identity));
    const auto rest = window.display->picture();
    window.mouse(SDL_MOUSEBUTTONDOWN, window.middle_of("choose_pin"));
    CHECK(window.display->wait(30ms).empty());
    CHECK_FALSE(window.display->picture() == rest);
    window.mouse(SDL_MOUSEBUTTONUP, window.middle_of("choose_pin"));
    CHECK(window.display->wait(test::kPatience) == Inputs{kPinTap});
    CHECK(window.display->picture() == rest);
}

TEST_CASE("a finger is one touch, and a second finger is none") {
    Window window;
    window.show(scene_of(State::choose_identity));
    window.finger(SDL_FINGERDOWN, window.middle_of("choose_pin"), 1);
    window.finger(SDL_FINGERDOWN, window.middle_of("choose_face"), 2);
    CHECK(window.display->wait(30ms).empty());
    window.finger(SDL_FINGERUP, window.middle_of("choose_face"), 2);
    window.finger(SDL_FINGERUP, window.middle_of("choose_pin"), 1);
    CHECK(window.display->wait(test::kPatience) == Inputs{kPinTap});
    CHECK(window.display->wait(30ms).empty());
}

TEST_CASE("one touch that comes twice, by whatever way, is one") {
    Window window;
    auto pad = scene_of(State::choose_identity);
    for (auto& node : pad.nodes)
        if (node.id == "choose_pin") node.touch = ui::PinKey{ui::PinKey::Kind::digit, 7};
    window.show(pad);
    const Inputs one{ui::PinKey{ui::PinKey::Kind::digit, 7}};
    const auto at = window.middle_of("choose_pin");
    const auto finger = [&](SDL_FingerID id) {
        window.finger(SDL_FINGERDOWN, at, id);
        window.finger(SDL_FINGERUP, at, id);
    };
    const auto mouse = [&] {
        window.mouse(SDL_MOUSEBUTTONDOWN, at);
        window.mouse(SDL_MOUSEBUTTONUP, at);
    };
    window.moment = SDL_GetTicks();
    SECTION("a panel that bounces") {
        finger(1);
        finger(2);
    }
    SECTION("a mouse that bounces") {
        mouse();
        mouse();
    }
    SECTION("a finger, and the mouse that the system makes of it") {
        finger(1);
        mouse();
    }
    SECTION("the other way round") {
        mouse();
        finger(1);
    }
    SECTION("both at once") {
        window.finger(SDL_FINGERDOWN, at, 1);
        window.mouse(SDL_MOUSEBUTTONDOWN, at);
        window.finger(SDL_FINGERUP, at, 1);
        window.mouse(SDL_MOUSEBUTTONUP, at);
    }
    CHECK(window.display->wait(test::kPatience) == one);
    CHECK(window.display->wait(30ms).empty());
    window.moment.reset();
    std::this_thread::sleep_for(ui::kBounce + kTick);
    finger(3);
    CHECK(window.display->wait(test::kPatience) == one);
}

TEST_CASE("the environment does not make two touches of one, nor turns signals off") {
    for (const auto* hint : {SDL_HINT_TOUCH_MOUSE_EVENTS, SDL_HINT_MOUSE_TOUCH_EVENTS}) SDL_setenv(hint, "1", 1);
    SDL_setenv(SDL_HINT_NO_SIGNAL_HANDLERS, "0", 1);
    const Window window;
    CHECK_FALSE(SDL_GetHintBoolean(SDL_HINT_TOUCH_MOUSE_EVENTS, SDL_TRUE));
    CHECK_FALSE(SDL_GetHintBoolean(SDL_HINT_MOUSE_TOUCH_EVENTS, SDL_TRUE));
    CHECK(SDL_GetHintBoolean(SDL_HINT_NO_SIGNAL_HANDLERS, SDL_FALSE));
    for (const auto* hint : {SDL_HINT_TOUCH_MOUSE_EVENTS, SDL_HINT_MOUSE_TOUCH_EVENTS, SDL_HINT_NO_SIGNAL_HANDLERS})
        ::unsetenv(hint);
}

TEST_CASE("a finger whose end got lost does not deafen the kiosk") {
    Window window;
    window.show(scene_of(State::choose_identity));
    window.finger(SDL_FINGERDOWN, window.middle_of("choose_face"), 1);
    CHECK(window.display->wait(30ms).empty());
    SDL_FingerID next = 2;
    SECTION("the device went: SDL knows of no finger") { fingers_on_glass.clear(); }
    SECTION("the number is given to another finger") {
        next = 1;
        fingers_on_glass.clear();
    }
    SECTION("the window lost its focus, and SDL knows no better") {
        SDL_Event event{};
        event.type = SDL_WINDOWEVENT;
        event.window.event = SDL_WINDOWEVENT_FOCUS_LOST;
        SDL_PushEvent(&event);
    }
    window.finger(SDL_FINGERDOWN, window.middle_of("choose_pin"), next);
    CHECK(window.display->wait(30ms).empty());
    window.finger(SDL_FINGERUP, window.middle_of("choose_pin"), next);
    CHECK(window.display->wait(test::kPatience) == Inputs{kPinTap});
    fingers_on_glass.clear();
}

TEST_CASE("a tap that was made on the screen before does not count, however late it is looked at") {
    Window window;
    window.show(scene_of(State::choose_identity));
    const auto at = window.middle_of("choose_pin");
    SECTION("before the change") {
        window.mouse(SDL_MOUSEBUTTONDOWN, at);
        window.mouse(SDL_MOUSEBUTTONUP, at);
        auto next = scene_of(State::choose_identity);
        next.screen = "next";
        window.show(next);  // and busy for as long as touches do not count
    }
    SECTION("right after it") {
        auto next = scene_of(State::choose_identity);
        next.screen = "next";
        window.display->show(next);
        window.mouse(SDL_MOUSEBUTTONDOWN, at);
        window.mouse(SDL_MOUSEBUTTONUP, at);
        std::this_thread::sleep_for(ui::kDebounce);
    }
    CHECK(window.display->wait(30ms).empty());
    window.mouse(SDL_MOUSEBUTTONDOWN, at);
    window.mouse(SDL_MOUSEBUTTONUP, at);
    CHECK(window.display->wait(test::kPatience) == Inputs{kPinTap});
}

namespace {

/// Shows the scene: its seconds have run for no longer than that took.
bool starts_anew(Window& window, const ui::Scene& scene) {
    const auto began = std::chrono::steady_clock::now();
    window.display->show(scene);
    const auto took = std::chrono::ceil<base::Duration>(std::chrono::steady_clock::now() - began);
    auto painter = ui::paint::Painter::create(kPanel).value();
    for (base::Duration shown{}; shown <= took; ++shown)
        if (painter.paint(scene, {.shown = shown}) == window.display->picture()) return true;
    return false;
}

}  // namespace

TEST_CASE("the seconds run down on the panel, from the moment on which their screen came up") {
    Window window;
    auto scene = scene_of(State::idle);
    scene.screen = "warning";
    scene.nodes.push_back({.id = "countdown", .role = ui::Role::countdown, .rect = {20, 20, 40, 40}, .total = 2});
    window.display->show(scene);
    const auto start = window.display->picture();
    const auto began = std::chrono::steady_clock::now();
    while (window.display->picture() == start && std::chrono::steady_clock::now() - began < test::kPatience)
        CHECK(window.display->wait(100ms).empty());
    const auto later = window.display->picture();
    CHECK_FALSE(later == start);
    scene.language = "en";  // the same screen in another language gives no time
    window.display->show(scene);
    CHECK_FALSE(window.display->picture() == start);
    scene.screen = "warning again";
    scene.language = "ja";
    CHECK(starts_anew(window, scene));
}

TEST_CASE("a touch right after a change of screen does not count") {
    Window window;
    window.show(scene_of(State::choose_identity));
    window.display->show(scene_of(State::consent));
    window.mouse(SDL_MOUSEBUTTONDOWN, window.middle_of("choose_pin"));
    window.mouse(SDL_MOUSEBUTTONUP, window.middle_of("choose_pin"));
    CHECK(window.display->wait(50ms).empty());
}

TEST_CASE("PIN keys, developer keys and the closed window arrive as what they are") {
    Window window;
    window.show(scene_of(State::pin_entry));
    window.mouse(SDL_MOUSEBUTTONDOWN, window.middle_of("digit_7"));
    window.mouse(SDL_MOUSEBUTTONUP, window.middle_of("digit_7"));
    SDL_Event key{};
    key.type = SDL_KEYDOWN;
    key.key.keysym.sym = SDLK_i;
    SDL_PushEvent(&key);
    SDL_Event quit{};
    quit.type = SDL_QUIT;
    SDL_PushEvent(&quit);
    Inputs came;  // a wait ends with the first of them
    for (int i = 0; i < 3 && came.size() < 3; ++i)
        for (const auto& input : window.display->wait(test::kPatience)) came.push_back(input);
    CHECK(came == Inputs{ui::PinKey{ui::PinKey::Kind::digit, 7}, ui::DeveloperKey{U'i'}, ui::Quit{}});
}

namespace {

const SDL_Surface& pixels_of_the_window() { return *SDL_GetWindowSurface(SDL_GetWindowFromID(1)); }

std::uint32_t pixel(const SDL_Surface& window, int x, int y) {
    const auto* row = static_cast<const std::uint8_t*>(window.pixels) + static_cast<std::ptrdiff_t>(y) * window.pitch;
    return reinterpret_cast<const std::uint32_t*>(row)[x] & 0xFFFFFF;
}

}  // namespace

TEST_CASE("a window that was made smaller shows the whole picture, and a touch means what is under it") {
    Window window({.title = "test"});
    SDL_SetWindowSize(SDL_GetWindowFromID(1), 1024, 768);
    CHECK(window.display->wait(30ms).empty());
    CHECK(window.display->panel() == kPanel);
    const auto& real = pixels_of_the_window();
    REQUIRE((real.w != kPanel.width_px || real.h != kPanel.height_px));
    const drivers::sdl::Fit fit{kPanel.width_px, kPanel.height_px, real.w, real.h};
    window.show(scene_of(State::choose_identity));
    auto headless = HeadlessDisplay::create(kPanel, window.tap).value();
    headless->show(window.scene);
    const auto drawn = [&](int x, int y) {
        return headless->picture().pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(kPanel.width_px) +
                                          static_cast<std::size_t>(x)] &
               0xFFFFFF;
    };
    for (const int x : {2, kPanel.width_px - 3})  // the last columns and rows are there too
        for (const int y : {2, kPanel.height_px - 3})
            CHECK(pixel(real, fit.x() + static_cast<int>(x * fit.scale()),
                        fit.y() + static_cast<int>(y * fit.scale())) == drawn(x, y));
    CHECK(pixel(real, real.w / 2, 0) == 0);  // nothing beside it
    const auto in_window = [&](std::string_view id) {
        const auto at = window.middle_of(id);
        return SDL_Point{fit.x() + static_cast<int>(at.x * fit.scale()),
                         fit.y() + static_cast<int>(at.y * fit.scale())};
    };
    for (const auto& [id, tap] : {std::pair{"choose_pin", kPinTap}, {"call_staff", flow::Tap{Action::call_staff}}}) {
        window.mouse(SDL_MOUSEBUTTONDOWN, in_window(id));
        window.mouse(SDL_MOUSEBUTTONUP, in_window(id));
        CHECK(window.display->wait(test::kPatience) == Inputs{tap});
    }
    const auto at = in_window("choose_pin");
    SDL_Event finger{};
    finger.tfinger.x = static_cast<float>(at.x) / static_cast<float>(real.w);
    finger.tfinger.y = static_cast<float>(at.y) / static_cast<float>(real.h);
    for (const auto type : {SDL_FINGERDOWN, SDL_FINGERUP}) {
        finger.type = type;
        SDL_PushEvent(&finger);
    }
    CHECK(window.display->wait(test::kPatience) == Inputs{kPinTap});
    window.mouse(SDL_MOUSEBUTTONDOWN, {at.x, 1});
    window.mouse(SDL_MOUSEBUTTONUP, {at.x, 1});
    CHECK(window.display->wait(30ms).empty());
}

TEST_CASE("a display that is all ours is laid out for as it is, also when its size changes") {
    Window window({.title = "test", .fullscreen = true});
    const ui::Panel real{1024, 768, kPanel.diagonal_inch};  // the dummy driver's display
    REQUIRE(window.display->panel() == real);
    const auto check_pixels = [&](const ui::Panel& panel) {
        const auto scene = scene_of(State::choose_identity, panel);
        window.display->show(scene);
        auto headless = HeadlessDisplay::create(panel, window.tap).value();
        headless->show(scene);
        CHECK(window.display->picture() == headless->picture());
    };
    check_pixels(real);
    SDL_SetWindowFullscreen(SDL_GetWindowFromID(1), 0);  // the dummy's display has one size only
    SDL_SetWindowSize(SDL_GetWindowFromID(1), 1280, 800);
    CHECK(window.display->wait(test::kPatience) == Inputs{ui::PanelChanged{}});
    CHECK(window.display->panel() == kPanel);
    check_pixels(kPanel);
}

TEST_CASE("a panel that is unplugged is told of, and so is its return") {
    Window window({.title = "test"});
    window.show(scene_of(State::idle));
    SDL_Event event{};
    event.type = SDL_DISPLAYEVENT;
    event.display.event = SDL_DISPLAYEVENT_DISCONNECTED;
    SDL_PushEvent(&event);
    CHECK(window.display->wait(test::kPatience) == Inputs{ui::PanelLost{true}});
    event.display.event = SDL_DISPLAYEVENT_CONNECTED;
    SDL_PushEvent(&event);
    CHECK(window.display->wait(test::kPatience) == Inputs{ui::PanelLost{false}});
}

TEST_CASE("a dark panel shows nothing, and a touch says only that somebody is there") {
    Window window({.title = "test"});
    window.show(scene_of(State::choose_identity));
    const auto light = window.display->picture();
    window.display->blank(true);
    const auto dark = window.display->picture();
    CHECK(std::all_of(dark.pixels.begin(), dark.pixels.end(), [](auto pixel) { return pixel == 0xFF000000; }));
    window.mouse(SDL_MOUSEBUTTONDOWN, window.middle_of("choose_pin"));
    window.mouse(SDL_MOUSEBUTTONUP, window.middle_of("choose_pin"));
    CHECK(window.display->wait(test::kPatience) == Inputs{ui::Touched{}});
    window.display->blank(false);
    CHECK(window.display->picture() == light);
}

TEST_CASE("a kiosk in full screen is not closed") {
    Window window({.title = "test", .fullscreen = true});
    window.show(scene_of(State::idle));
    SDL_Event quit{};
    quit.type = SDL_QUIT;
    SDL_PushEvent(&quit);
    CHECK(window.display->wait(30ms).empty());
}

TEST_CASE("a display on which the picture could not be read is refused with both sizes") {
    SDL_setenv("SDL_VIDEODRIVER", "dummy", 1);
    ports::FrameTap tap;
    const auto refused = SdlDisplay::create({3840, 2160, 60}, tap, {.fullscreen = true});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == base::ErrorCode::config_invalid);
    CHECK(refused.error().detail.find("1024 x 768 px, which is too few on 60 inches") != std::string::npos);
}

TEMPLATE_TEST_CASE("another thread ends a wait", "", SdlDisplay, HeadlessDisplay) {
    SDL_setenv("SDL_VIDEODRIVER", "dummy", 1);
    ports::FrameTap tap;
    std::unique_ptr<TestType> display = std::move(TestType::create(kPanel, tap).value());
    display->show(scene_of(State::idle));
    std::thread other([&] { display->wake(); });
    const auto before = std::chrono::steady_clock::now();
    CHECK(display->wait(20s).empty());
    CHECK(std::chrono::steady_clock::now() - before < test::kPatience);
    other.join();
}

TEST_CASE("without a window a test moves the fingers") {
    ports::FrameTap tap;
    auto display = HeadlessDisplay::create(kPanel, tap).value();
    display->inject(kPinTap);
    display->inject(ui::DeveloperKey{U'r'});
    CHECK(display->wait(0ms) == Inputs{kPinTap, ui::DeveloperKey{U'r'}});
    CHECK(display->wait(0ms).empty());
}
