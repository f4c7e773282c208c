// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "asker.hpp"
#include "firmware/ports/frame_tap.hpp"
#include "question_scene.hpp"
#include "ui/scene/display.hpp"
#include "ui/viewmodel/view_model.hpp"

namespace uketsuke::tools::contact {

/// On a display: the product's own pads for digits and its own screen for the face, in the product's first language;
/// what this program asks besides, in buttons under its words. Thread-bound to the display's thread.
class WindowAsker final : public Asker {
public:
    /// `display` and `tap`, with which it was made, must outlive this. `also`: hears every word, too.
    WindowAsker(ui::Display& display, ports::FrameTap& tap, std::function<void(std::string_view)> also,
                std::function<bool()> interrupted)
        : display_(display), tap_(tap), also_(std::move(also)), interrupted_(std::move(interrupted)) {}

    /// Stands above the next question.
    void say(const std::string& text) override;
    bool yes(const std::string& question) override;
    std::optional<Word> choose(const std::string& question, std::span<const Word> answers) override;
    base::Secret digits(Digits what, std::size_t wanted, int tries_left) override;
    bool look(std::shared_ptr<const domain::Frame> frame, std::optional<domain::FaceAdvice> advice) override;
    void look_away() override;
    [[nodiscard]] bool gone() const override { return closed_ || interrupted_(); }

private:
    int ask(Question question);
    std::optional<flow::Tap> wait_for_tap(const std::function<ui::Scene()>& scene);
    std::vector<ui::Input> inputs(base::Duration limit);
    void show(const ui::ViewModel& view);

    ui::Display& display_;
    ports::FrameTap& tap_;
    std::function<void(std::string_view)> also_;
    std::function<bool()> interrupted_;
    std::string said_;
    bool closed_ = false, looking_ = false;
    std::optional<domain::FaceAdvice> shown_;
};

}  // namespace uketsuke::tools::contact
