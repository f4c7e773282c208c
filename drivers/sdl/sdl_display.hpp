// SPDX-License-Identifier: Apache-2.0
// The display: an SDL2 window (X11, Wayland, KMSDRM, or "dummy" without any), painted in software: one to one where the
// window has the panel's pixels, else as large as fits.
#pragma once

#include <memory>

#include "drivers/sdl/backlight.hpp"
#include "drivers/sdl/fit.hpp"
#include "firmware/ports/frame_tap.hpp"
#include "numeric_pad.hpp"
#include "ui/paint/painter.hpp"
#include "ui/scene/press.hpp"

struct SDL_Window;
union SDL_Event;

namespace uketsuke::drivers::sdl {

struct Options {
    std::string title = "Uketsuke";
    /// The display's own size, without a mouse pointer, and never closed: whoever closes a window at a counter is no
    /// operator.
    bool fullscreen = false;
    /// Where the kernel offers the light behind a panel; that of a display which is not all ours stays as it is.
    std::filesystem::path backlights = "/sys/class/backlight";
    std::vector<std::string> strip;  ///< lines beside the screen, for the developer; empty: no strip
};

/// Thread-bound to the thread that made it, except wake(). One at a time.
class SdlDisplay : public ui::Display {
public:
    /// `tap` must outlive the display. Errors: file_unreadable (a font), internal (no window, with SDL's reason),
    /// config_invalid (a display so small that the panel's picture is not readable on it).
    static base::Result<std::unique_ptr<SdlDisplay>> create(const ui::Panel& panel, const ports::FrameTap& tap,
                                                            const Options& options = {});
    ~SdlDisplay() override;
    SdlDisplay(const SdlDisplay&) = delete;
    SdlDisplay& operator=(const SdlDisplay&) = delete;

    /// The picture is on the panel when this returns, and after a change of screen no touch counts that was made
    /// before.
    void show(const ui::Scene& scene) override;
    /// With Options::fullscreen the display's own pixels, on the diagonal that the settings say.
    [[nodiscard]] ui::Panel panel() const override { return panel_; }
    void blank(bool dark) override;
    /// By the panel's own light where that can be set, else the picture is drawn darker.
    void brightness(double share) override;
    /// Meanwhile the camera picture moves at 30 frames a second at most, and is painted when there is a new one;
    /// nothing is painted when nothing moves.
    std::vector<ui::Input> wait(base::Duration limit) override;
    void wake() override;
    [[nodiscard]] const ui::Measure& measure() const override { return painter_.measure(); }

    /// What the window shows now, without the strip.
    [[nodiscard]] ui::paint::Picture picture() const;

private:
    SdlDisplay(const ui::Panel& panel, ui::paint::Painter painter, const ports::FrameTap& tap);
    base::Result<void> open(const Options& options);
    void handle(const SDL_Event& event);
    void change_size();
    void handle_finger(const SDL_Event& event);
    void touch_down(double x_px, double y_px, std::uint32_t ticks);
    void touch_move(double x_px, double y_px);
    void touch_up(double x_px, double y_px, std::uint32_t ticks);
    void present();
    base::Result<void> ask_size();
    base::Result<void> take_size(int width, int height);
    void blit(const ui::paint::Picture& picture, const ui::paint::PixelRect& part, int x);
    void blit_scaled(const ui::paint::Picture& picture, int x);
    void clear_margins();
    [[nodiscard]] base::Duration step(base::Duration rest) const;
    [[nodiscard]] bool moves() const;

    ui::Panel panel_;
    ui::paint::Painter painter_;
    const ports::FrameTap& tap_;
    SDL_Window* window_ = nullptr;
    Fit fit_;
    bool fullscreen_ = false;
    std::uint32_t wake_event_ = 0;
    int strip_width_ = 0;
    ui::paint::Picture strip_;

    ui::Scene scene_;
    base::MonoTime shown_at_{};         ///< the present screen
    std::uint64_t painted_change_ = 0;  ///< FrameTap::changes() of the picture that is shown
    ui::Press press_;
    NumericPad numeric_pad_;
    std::vector<ui::Input> inputs_;
    bool woken_ = false;
    bool exposed_ = false;  ///< the window lost its pixels
    bool dark_ = false;
    std::optional<Backlight> backlight_;
    double light_ = 1;  ///< of the picture, as it is drawn
    struct Finger {
        std::int64_t device, id;
    };
    std::optional<Finger> finger_;  ///< the one that counts
};

}  // namespace uketsuke::drivers::sdl
