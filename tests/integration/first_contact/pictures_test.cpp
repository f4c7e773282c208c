// SPDX-License-Identifier: Apache-2.0
// The pictures of docs/first-contact.md, by the tag [write]: what a person sees in the window. The face is drawn.
#include <catch2/catch.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "sim/camera/room.hpp"
#include "tools/contact/meeting.hpp"
#include "tools/contact/window_asker.hpp"
#include "ui/paint/headless.hpp"

using namespace uketsuke;
using tools::contact::Asker;

namespace {

/// Keeps what is on the panel when the asker waits, then closes.
class Photographed final : public ui::Display {
public:
    explicit Photographed(const ports::FrameTap& tap) : inner_(ui::paint::HeadlessDisplay::create({}, tap).value()) {}
    [[nodiscard]] ui::Panel panel() const override { return inner_->panel(); }
    void show(const ui::Scene& scene) override { inner_->show(scene); }
    void blank(bool) override {}
    void brightness(double) override {}
    void wake() override {}
    [[nodiscard]] const ui::Measure& measure() const override { return inner_->measure(); }
    std::vector<ui::Input> wait(base::Duration) override {
        picture = inner_->picture();
        return {ui::Quit{}};
    }
    ui::paint::Picture picture;

private:
    std::unique_ptr<ui::paint::HeadlessDisplay> inner_;
};

void write(ui::paint::Picture& picture, const std::string& name) {
    const cv::Mat whole(picture.height, picture.width, CV_8UC4, picture.pixels.data());
    cv::Mat small;
    cv::resize(whole, small, {480, 300}, 0, 0, cv::INTER_AREA);
    cv::cvtColor(small, small, cv::COLOR_BGRA2BGR);
    REQUIRE(cv::imwrite(SOURCE_DIR "/docs/contact/" + name, small, {cv::IMWRITE_PNG_COMPRESSION, 9}));
}

struct Shot {
    ports::FrameTap tap;
    Photographed display{tap};
    tools::contact::WindowAsker asker{display, tap, [](std::string_view) {}, [] { return false; }};
};

}  // namespace

TEST_CASE("the page's pictures are written", "[.][write]") {
    Shot question, pad, face;
    tools::contact::say_what_will_be_sent(question.asker);
    question.asker.yes("Look at the card now?");
    write(question.display.picture, "question.png");

    pad.asker.digits(Asker::Digits::number_b, domain::kNumberBDigits, 10);
    write(pad.display.picture, "digits.png");

    sim::View view;
    view.who = "figure";
    const auto room = sim::compose_room(view, {sim::drawn_figure(), sim::kFigureEyes}, {}, {});
    domain::Frame frame{{room.cols, room.rows, 3, {room.datastart, room.dataend}}, {}, 1};
    face.asker.look(std::make_shared<const domain::Frame>(std::move(frame)), domain::FaceAdvice::prompt_turn_left);
    write(face.display.picture, "face.png");
}
