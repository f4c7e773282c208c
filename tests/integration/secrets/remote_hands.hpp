// SPDX-License-Identifier: Apache-2.0
// The kiosk's own display, with the fingers in another process.
#pragma once

#include <memory>
#include <mutex>

#include "control_line.hpp"
#include "ui/scene/display.hpp"

namespace uketsuke::test {

/// Says "shown SCREEN" for each scene. Thread-bound like the display within, except tap() and wake().
class RemoteHands : public ui::Display {
public:
    RemoteHands(std::unique_ptr<ui::Display> display, const ControlLine& line)
        : display_(std::move(display)), line_(line) {}

    void show(const ui::Scene& scene) override;
    [[nodiscard]] ui::Panel panel() const override { return display_->panel(); }
    void blank(bool dark) override { display_->blank(dark); }
    void brightness(double share) override { display_->brightness(share); }
    std::vector<ui::Input> wait(base::Duration limit) override;
    void wake() override { display_->wake(); }
    [[nodiscard]] const ui::Measure& measure() const override { return display_->measure(); }
    /// A finger on the node with this id, if it is there when the kiosk looks. Thread-safe.
    void tap(std::string id);

private:
    const std::unique_ptr<ui::Display> display_;
    const ControlLine& line_;
    ui::Scene scene_;
    std::mutex mutex_;
    std::vector<std::string> taps_;
};

}  // namespace uketsuke::test
