// SPDX-License-Identifier: Apache-2.0
// A display without panel: the same pixels, kept in memory, and fingers that a test moves.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>

#include "firmware/ports/frame_tap.hpp"
#include "painter.hpp"
#include "ui/scene/display.hpp"

namespace uketsuke::ui::paint {

/// show(), wait(), picture() and scene() belong to one thread; inject() and wake() are thread-safe.
class HeadlessDisplay : public Display {
public:
    /// `tap` must outlive the display. Errors: file_unreadable when a font is missing.
    static base::Result<std::unique_ptr<HeadlessDisplay>> create(const Panel& panel, const ports::FrameTap& tap,
                                                                 std::span<const LanguageRow> languages = kLanguages);

    /// Only keeps the scene: nothing is painted before somebody looks. A camera picture does not wait for that: it is
    /// wiped when the scene has none.
    void show(const Scene& scene) override;
    [[nodiscard]] Panel panel() const override { return panel_; }
    void blank(bool dark) override { dark_ = dark; }
    void brightness(double share) override { brightness_ = share; }
    std::vector<Input> wait(base::Duration limit) override;
    void wake() override;
    [[nodiscard]] const Measure& measure() const override { return painter_.measure(); }

    /// A finger, a developer key, or the end.
    void inject(Input input);
    [[nodiscard]] const Scene& scene() const { return scene_; }
    /// What the panel would show now, with the tap's latest camera picture.
    const Picture& picture();
    [[nodiscard]] bool dark() const { return dark_; }
    /// What picture() does not show.
    [[nodiscard]] double brightness() const { return brightness_; }

private:
    HeadlessDisplay(const Panel& panel, Painter painter, const ports::FrameTap& tap)
        : panel_(panel), painter_(std::move(painter)), tap_(tap) {}

    const Panel panel_;
    bool dark_ = false;
    double brightness_ = 1;
    Picture black_;
    Painter painter_;
    const ports::FrameTap& tap_;
    Scene scene_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Input> inputs_;
    bool woken_ = false;
};

}  // namespace uketsuke::ui::paint
