// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>

#include "ui/scene/display.hpp"

namespace uketsuke::sim {

/// Tells of every finger on a display before the kiosk hears of it. Thread-bound like the display within.
class WatchedDisplay : public ui::Display {
public:
    using Watch = std::function<void(const ui::Input&)>;
    WatchedDisplay(std::unique_ptr<ui::Display> display, Watch watch)
        : display_(std::move(display)), watch_(std::move(watch)) {}

    [[nodiscard]] ui::Panel panel() const override { return display_->panel(); }
    void show(const ui::Scene& scene) override { display_->show(scene); }
    void blank(bool dark) override { display_->blank(dark); }
    void brightness(double share) override { display_->brightness(share); }
    void wake() override { display_->wake(); }
    [[nodiscard]] const ui::Measure& measure() const override { return display_->measure(); }

    /// Up to the first that can change the screen: the kiosk drops what comes with it and after it.
    std::vector<ui::Input> wait(base::Duration limit) override {
        auto inputs = display_->wait(limit);
        for (const auto& input : inputs) {
            if (watch_) watch_(input);
            if (!std::holds_alternative<ui::PinKey>(input)) break;
        }
        return inputs;
    }

private:
    std::unique_ptr<ui::Display> display_;
    Watch watch_;
};

}  // namespace uketsuke::sim
