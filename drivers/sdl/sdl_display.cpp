// SPDX-License-Identifier: Apache-2.0
#define SDL_MAIN_HANDLED  // our main is the main
#include "sdl_display.hpp"

#include <SDL.h>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "firmware/base/log.hpp"

namespace uketsuke::drivers::sdl {
namespace {

using ui::paint::Picture;
using ui::paint::PixelRect;
using Surface = std::unique_ptr<SDL_Surface, void (*)(SDL_Surface*)>;

constexpr base::Duration kCameraFrame{33};
constexpr base::Duration kRingStep{83};  ///< a twenty-fourth of a turn; a turn takes two seconds
constexpr base::Duration kCountStep{250};
constexpr double kStripMm = 62;
constexpr double kLeastPxPerMm = 3;  ///< the smallest letters have 14 px then

base::MonoTime now() { return std::chrono::time_point_cast<base::Duration>(std::chrono::steady_clock::now()); }

int ring_turn() { return static_cast<int>(now().time_since_epoch() / kRingStep % 24); }

/// Above what the environment says: there each of these has a name too.
void set_hints() {
    const auto set = [](const char* name, const char* value) {
        SDL_SetHintWithPriority(name, value, SDL_HINT_OVERRIDE);
    };
    set(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");  // else Mesa: 100 MB more and six times slower
    set(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");        // one touch, one event
    set(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    set(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    set(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
}

/// How light a picture is drawn where the panel's own light cannot be set: never so dark that nothing is seen.
double drawn_light(double share) { return std::lerp(0.25, 1.0, std::clamp(share, 0.0, 1.0)); }

Surface surface_on(const Picture& picture, double light = 1) {
    auto* pixels = const_cast<std::uint32_t*>(picture.pixels.data());
    Surface surface(SDL_CreateRGBSurfaceWithFormatFrom(pixels, picture.width, picture.height, 32, picture.width * 4,
                                                       SDL_PIXELFORMAT_ARGB8888),
                    SDL_FreeSurface);
    SDL_SetSurfaceBlendMode(surface.get(), SDL_BLENDMODE_NONE);
    const auto share = static_cast<std::uint8_t>(std::lround(light * 255));
    SDL_SetSurfaceColorMod(surface.get(), share, share, share);
    return surface;
}

/// When an event came, by SDL's clock.
base::MonoTime time_of(std::uint32_t ticks) { return now() - base::Duration(SDL_GetTicks() - ticks); }

/// Asked anew, since the end of a touch gets lost when its device is unplugged or its driver starts again.
bool on_glass(SDL_TouchID device, SDL_FingerID id) {
    for (int i = 0; i < SDL_GetNumTouchFingers(device); ++i)
        if (const auto* finger = SDL_GetTouchFinger(device, i); finger && finger->id == id) return true;
    return false;
}

base::Unexpected<base::Error> sdl_error(std::string_view what) {
    return base::fail(base::ErrorCode::internal, std::string(what) + ": " + SDL_GetError());
}

}  // namespace

SdlDisplay::SdlDisplay(const ui::Panel& panel, ui::paint::Painter painter, const ports::FrameTap& tap)
    : panel_(panel), painter_(std::move(painter)), tap_(tap) {}

base::Result<std::unique_ptr<SdlDisplay>> SdlDisplay::create(const ui::Panel& panel, const ports::FrameTap& tap,
                                                             const Options& options) {
    auto painter = ui::paint::Painter::create(panel);
    if (!painter) return base::fail(painter.error());
    std::unique_ptr<SdlDisplay> display(new SdlDisplay(panel, std::move(*painter), tap));
    if (auto opened = display->open(options); !opened) return base::fail(opened.error());
    return display;
}

base::Result<void> SdlDisplay::open(const Options& options) {
    set_hints();
    SDL_SetMainReady();
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return sdl_error("SDL_Init");
    wake_event_ = SDL_RegisterEvents(1);
    strip_width_ = options.strip.empty() ? 0 : static_cast<int>(kStripMm * panel_.px_per_mm());
    fullscreen_ = options.fullscreen;
    if (fullscreen_) backlight_ = Backlight::find(options.backlights);
    const std::uint32_t flags = options.fullscreen ? std::uint32_t{SDL_WINDOW_FULLSCREEN_DESKTOP} : 0;
    SDL_Rect size{0, 0, panel_.width_px + strip_width_, panel_.height_px};
    // Where nobody manages windows (a kiosk's X server), one that is to fill the display must be as large from the
    // start.
    if (options.fullscreen && SDL_GetDisplayBounds(0, &size) != 0) return sdl_error("SDL_GetDisplayBounds");
    window_ =
        SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, size.w, size.h, flags);
    if (!window_) return sdl_error("SDL_CreateWindow");
    if (auto asked = ask_size(); !asked) return asked;
    if (options.fullscreen) SDL_ShowCursor(SDL_DISABLE);
    if (strip_width_ > 0) strip_ = painter_.strip(options.strip, strip_width_, panel_.height_px);
    return {};
}

/// What the window really has. Also after a change: another display, another mode.
base::Result<void> SdlDisplay::ask_size() {
    const auto* window = SDL_GetWindowSurface(window_);
    if (!window) return sdl_error("SDL_GetWindowSurface");
    if (fullscreen_)
        if (auto taken = take_size(window->w, window->h); !taken) return taken;
    const Fit now{panel_.width_px + strip_width_, panel_.height_px, window->w, window->h};
    exposed_ = true;
    if (std::exchange(fit_, now) == now) return {};
    if (fit_.scale() < kSmallestScale)
        return base::fail(base::ErrorCode::config_invalid,
                          fmt::format("the display has {} x {} px, too few for panel.width_px = {} and "
                                      "panel.height_px = {}",
                                      window->w, window->h, panel_.width_px, panel_.height_px));
    if (!fit_.exact())
        base::warn("panel", "the display has {} x {} px, the settings say {} x {}: scaled by {:.2f}", window->w,
                   window->h, fit_.panel_w, fit_.panel_h, fit_.scale());
    return {};
}

/// A display that is all ours is laid out for as it is, and not scaled.
base::Result<void> SdlDisplay::take_size(int width, int height) {
    auto panel = panel_;
    panel.width_px = width - strip_width_;
    panel.height_px = height;
    if (panel == panel_) return {};
    if (panel.layout_class() == ui::PanelClass::none || panel.px_per_mm() < kLeastPxPerMm)
        return base::fail(base::ErrorCode::config_invalid,
                          fmt::format("the display has {} x {} px, which is too few on {:g} inches", width, height,
                                      panel.diagonal_inch));
    auto painter = ui::paint::Painter::create(panel);
    if (!painter) return base::fail(painter.error());
    base::warn("panel", "the display has {} x {} px, the settings say {} x {}", width, height, panel_.width_px,
               panel_.height_px);
    panel_ = panel;
    painter_ = std::move(*painter);
    return {};
}

void SdlDisplay::blank(bool dark) {
    dark_ = dark;
    exposed_ = true;
    present();
}

void SdlDisplay::brightness(double share) {
    const double light = backlight_ && backlight_->set(share) ? 1 : drawn_light(share);
    if (std::exchange(light_, light) == light) return;
    exposed_ = true;
    present();
}

SdlDisplay::~SdlDisplay() {
    if (window_) SDL_DestroyWindow(window_);
    if (SDL_WasInit(SDL_INIT_VIDEO)) SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

void SdlDisplay::show(const ui::Scene& scene) {
    press_.show(scene);
    if (scene.screen != scene_.screen) shown_at_ = now();
    scene_ = scene;
    present();
    SDL_PumpEvents();  // dates what waited in the system while we were busy: SDL's time is the time of the pump
    press_.shown(now());
}

void SdlDisplay::blit(const Picture& picture, const PixelRect& part, int x) {
    auto* window = SDL_GetWindowSurface(window_);
    if (!window || part.w == 0) return;
    if (!fit_.exact()) return blit_scaled(picture, x);
    SDL_Rect from{part.x, part.y, part.w, part.h};
    SDL_Rect to{part.x + x, part.y, part.w, part.h};
    SDL_BlitSurface(surface_on(picture, light_).get(), &from, window, &to);
    SDL_UpdateWindowSurfaceRects(window_, &to, 1);
}

/// The whole picture each time: parts of it would not meet at their edges.
void SdlDisplay::blit_scaled(const Picture& picture, int x) {
    auto* window = SDL_GetWindowSurface(window_);
    const auto at = [&](int panel_x) { return fit_.x() + static_cast<int>(std::lround(panel_x * fit_.scale())); };
    SDL_Rect to{at(x), fit_.y(), at(x + picture.width) - at(x), fit_.h()};
    // Smooth where the pixels are alike, as they are everywhere but on strange displays.
    auto pixels = surface_on(picture, light_);
    const Surface alike(SDL_CreateRGBSurfaceWithFormat(0, picture.width, picture.height,
                                                       window->format->BitsPerPixel, window->format->format),
                        SDL_FreeSurface);
    if (!alike || SDL_BlitSurface(pixels.get(), nullptr, alike.get(), nullptr) != 0 ||
        SDL_SoftStretchLinear(alike.get(), nullptr, window, &to) != 0)
        SDL_BlitScaled(pixels.get(), nullptr, window, &to);
    SDL_UpdateWindowSurfaceRects(window_, &to, 1);
}

void SdlDisplay::clear_margins() {
    auto* window = SDL_GetWindowSurface(window_);
    SDL_FillRect(window, nullptr, SDL_MapRGB(window->format, 0, 0, 0));
    SDL_UpdateWindowSurface(window_);
}

void SdlDisplay::present() {
    if (dark_) return clear_margins();
    // Before the frame: one that comes between the two is painted twice, never missed.
    painted_change_ = tap_.changes();
    const auto frame = ui::paint::Painter::shows_camera(scene_) ? tap_.latest() : nullptr;
    const auto& picture = painter_.paint(
        scene_, {.camera = frame.get(), .pressed = press_.pressed(), .turn = ring_turn(), .shown = now() - shown_at_});
    const PixelRect whole{0, 0, panel_.width_px, panel_.height_px};
    if (exposed_ && !fit_.exact()) clear_margins();
    blit(picture, exposed_ ? whole : painter_.changed(), 0);
    const bool fresh = painter_.changed() == whole;
    if (strip_width_ > 0 && (exposed_ || fresh)) blit(strip_, {0, 0, strip_.width, strip_.height}, panel_.width_px);
    exposed_ = false;
}

base::Duration SdlDisplay::step(base::Duration rest) const {
    if (ui::paint::Painter::shows_camera(scene_)) return std::min(rest, kCameraFrame);
    if (ui::paint::Painter::turns(scene_)) return std::min(rest, kRingStep);
    if (ui::paint::Painter::counts(scene_)) return std::min(rest, kCountStep);
    if (const auto stays = ui::paint::Painter::stays(scene_, now() - shown_at_)) return std::min(rest, *stays);
    return rest;
}

/// Whether another picture than the present one is to be painted, now that a step is over.
bool SdlDisplay::moves() const {
    if (ui::paint::Painter::turns(scene_) || ui::paint::Painter::counts(scene_)) return true;
    if (ui::paint::Painter::stays(scene_, {})) return true;
    return ui::paint::Painter::shows_camera(scene_) && tap_.changes() != painted_change_;
}

std::vector<ui::Input> SdlDisplay::wait(base::Duration limit) {
    const auto end = now() + limit;
    auto next = now() + step(limit);
    while (inputs_.empty() && !woken_) {
        const auto until = std::min({next, end, press_.due().value_or(end)});
        const auto pause = std::max(base::Duration::zero(), until - now());
        SDL_Event event;
        const auto pressed = press_.pressed();
        bool any = SDL_WaitEventTimeout(&event, static_cast<int>(pause.count())) != 0;
        for (; any; any = SDL_PollEvent(&event) != 0) handle(event);
        if (const auto input = press_.held(now())) inputs_.push_back(*input);
        const bool due = now() >= next;
        if ((due && moves()) || exposed_ || press_.pressed() != pressed) present();
        if (due) next = now() + step(limit);
        if (now() >= end) break;
    }
    woken_ = false;
    return std::exchange(inputs_, {});
}

void SdlDisplay::wake() {
    SDL_Event event{};
    event.type = wake_event_;
    SDL_PushEvent(&event);
}

/// In the window's pixels.
void SdlDisplay::touch_down(double x_px, double y_px, std::uint32_t ticks) {
    if (dark_) return inputs_.emplace_back(ui::Touched{}), void();
    press_.down(fit_.panel_x(x_px) / panel_.px_per_mm(), fit_.panel_y(y_px) / panel_.px_per_mm(), time_of(ticks));
}

void SdlDisplay::touch_move(double x_px, double y_px) {
    press_.move(fit_.panel_x(x_px) / panel_.px_per_mm(), fit_.panel_y(y_px) / panel_.px_per_mm());
}

void SdlDisplay::touch_up(double x_px, double y_px, std::uint32_t ticks) {
    const auto input =
        press_.up(fit_.panel_x(x_px) / panel_.px_per_mm(), fit_.panel_y(y_px) / panel_.px_per_mm(), time_of(ticks));
    if (input) inputs_.push_back(*input);
}

/// A second finger at the same time means nothing.
void SdlDisplay::handle_finger(const SDL_Event& event) {
    const auto& touch = event.tfinger;
    const double x = touch.x * fit_.window_w, y = touch.y * fit_.window_h;
    const bool same = finger_ && finger_->device == touch.touchId && finger_->id == touch.fingerId;
    if (event.type == SDL_FINGERUP) {
        if (!same) return;
        finger_.reset();
        touch_up(x, y, touch.timestamp);
    } else if (event.type == SDL_FINGERMOTION) {
        if (same) touch_move(x, y);
    } else if (!finger_ || same || !on_glass(finger_->device, finger_->id)) {
        finger_ = {touch.touchId, touch.fingerId};
        touch_down(x, y, touch.timestamp);
    }
}

void SdlDisplay::change_size() {
    const auto before = panel_;
    if (const auto asked = ask_size(); !asked) base::warn("panel", "{}", asked.error().detail);
    if (panel_ != before) inputs_.emplace_back(ui::PanelChanged{});
}

void SdlDisplay::handle(const SDL_Event& event) {
    switch (event.type) {
        case SDL_MOUSEBUTTONDOWN:
            if (event.button.button == SDL_BUTTON_LEFT)
                touch_down(event.button.x, event.button.y, event.button.timestamp);
            break;
        case SDL_MOUSEBUTTONUP:
            if (event.button.button == SDL_BUTTON_LEFT)
                touch_up(event.button.x, event.button.y, event.button.timestamp);
            break;
        case SDL_MOUSEMOTION:
            if ((event.motion.state & SDL_BUTTON_LMASK) != 0) touch_move(event.motion.x, event.motion.y);
            break;
        case SDL_FINGERDOWN:
        case SDL_FINGERMOTION:
        case SDL_FINGERUP: handle_finger(event); break;
        case SDL_KEYDOWN:
            if (const auto key = numeric_pad_.down(event.key))
                inputs_.emplace_back(*key);
            else if (event.key.repeat == 0 && event.key.keysym.sym > 0 && event.key.keysym.sym < 0x110000)
                inputs_.emplace_back(ui::DeveloperKey{static_cast<char32_t>(event.key.keysym.sym)});
            break;
        case SDL_WINDOWEVENT:
            exposed_ = exposed_ || event.window.event == SDL_WINDOWEVENT_EXPOSED;
            if (event.window.event == SDL_WINDOWEVENT_SIZE_CHANGED) change_size();
            if (event.window.event != SDL_WINDOWEVENT_FOCUS_LOST) break;
            finger_.reset();
            press_.cancel();
            break;
        case SDL_DISPLAYEVENT:
            if (event.display.event == SDL_DISPLAYEVENT_DISCONNECTED) inputs_.emplace_back(ui::PanelLost{true});
            if (event.display.event != SDL_DISPLAYEVENT_CONNECTED) break;
            exposed_ = true;
            inputs_.emplace_back(ui::PanelLost{false});
            break;
        case SDL_QUIT:
            if (!fullscreen_) inputs_.emplace_back(ui::Quit{});
            break;
        default: woken_ = woken_ || event.type == wake_event_; break;
    }
}

Picture SdlDisplay::picture() const {
    Picture result(panel_.width_px, panel_.height_px);
    auto* window = SDL_GetWindowSurface(window_);
    if (window) SDL_BlitSurface(window, nullptr, surface_on(result).get(), nullptr);
    for (auto& pixel : result.pixels) pixel |= 0xFF000000;
    return result;
}

}  // namespace uketsuke::drivers::sdl
