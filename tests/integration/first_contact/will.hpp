// SPDX-License-Identifier: Apache-2.0
// What somebody at a desk answers, whether they read it in a terminal or touch it in a window.
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "../window/x_server.hpp"
#include "drivers/sdl/sdl_display.hpp"
#include "sim/people/person.hpp"
#include "tools/contact/terminal_asker.hpp"
#include "ui/scene/display.hpp"

namespace uketsuke::test {

struct Will {
    bool look = true, record = true, pin = true, keep = true;
    std::string number_b, pin_digits;
    std::function<void()> before_record = {};  ///< done once, when the photo is asked about: pulls the card

    /// Everything agreed to, with the right digits.
    static Will agrees(const sim::Person& person);
    /// Of a question that is answered with yes or no.
    bool says_yes(std::string_view question);
};

/// Somebody at a terminal. `will` must outlive it.
tools::contact::Terminal terminal_of(Will& will, std::string& said);

/// The window's display, whose scene another thread may look at, as a person looks at the window.
class SeenDisplay final : public ui::Display {
public:
    explicit SeenDisplay(std::unique_ptr<drivers::sdl::SdlDisplay> display) : display_(std::move(display)) {}
    [[nodiscard]] ui::Panel panel() const override { return display_->panel(); }
    void show(const ui::Scene& scene) override;
    void blank(bool dark) override { display_->blank(dark); }
    void brightness(double share) override { display_->brightness(share); }
    std::vector<ui::Input> wait(base::Duration limit) override { return display_->wait(limit); }
    void wake() override { display_->wake(); }
    [[nodiscard]] const ui::Measure& measure() const override { return display_->measure(); }
    [[nodiscard]] ui::Scene scene() const;

private:
    std::unique_ptr<drivers::sdl::SdlDisplay> display_;
    mutable std::mutex mutex_;
    ui::Scene scene_;
};

/// A hand on the mouse of an X server: it touches what the person means, until the scene has changed. Works on a thread
/// of its own from here to the end; all must outlive it.
class Hand {
public:
    Hand(const XServer& screen, const SeenDisplay& display, Will& will);

private:
    void work(const std::stop_token& stop);
    [[nodiscard]] const ui::Node* meant(const ui::Scene& scene);
    void touch(const ui::Node& node);
    void until_other(const ui::Scene& before, const std::stop_token& stop) const;

    const XServer& screen_;
    const SeenDisplay& display_;
    Will& will_;
    std::optional<XServer::Place> window_;
    int aside_ = 0;  ///< px
    std::jthread mouse_;
};

}  // namespace uketsuke::test
