// SPDX-License-Identifier: Apache-2.0
// The same first contact by fingers on the product's own screens; of a display in memory. What a real window does with
// it tests/integration/first_contact shows.
#include <catch2/catch.hpp>
#include <set>

#include "tools/contact/window_asker.hpp"
#include "ui/paint/headless.hpp"
#include "volunteer.hpp"

using namespace uketsuke;
using namespace tools::contact;
using test::Contact;

namespace {

/// Touches what the person would.
class Fingers final : public ui::Display {
public:
    explicit Fingers(const ports::FrameTap& tap) : inner_(ui::paint::HeadlessDisplay::create({}, tap).value()) {}
    [[nodiscard]] ui::Panel panel() const override { return inner_->panel(); }
    void show(const ui::Scene& scene) override {
        inner_->show(scene);
        screens.insert(scene.screen);
        if (scene.screen.starts_with("first_contact")) check_room(scene);
    }
    void blank(bool) override {}
    void brightness(double) override {}
    void wake() override {}
    [[nodiscard]] const ui::Measure& measure() const override { return inner_->measure(); }
    std::vector<ui::Input> wait(base::Duration) override {
        const auto& scene = inner_->scene();
        if (waits_++ == close_at) return {ui::Quit{}};
        if (scene.screen == "face_capture") return {};
        const auto* node =
            scene.screen == "number_b_entry" || scene.screen == "pin_entry" ? next_key(scene) : answer(scene);
        INFO(scene.screen << "\n" << ui::to_text(scene));
        REQUIRE(node != nullptr);
        if (const auto* tap = std::get_if<flow::Tap>(&node->touch)) return {*tap};
        return {std::get<ui::PinKey>(node->touch)};
    }

    std::string number_b, pin, refuse;  ///< `refuse`: the question that is answered with no
    std::set<std::string> screens;
    int close_at = -1;

private:
    /// Everything is on the panel, and the text has the room that it was given.
    void check_room(const ui::Scene& scene) {
        INFO(ui::to_text(scene));
        for (const auto& node : scene.nodes) {
            CHECK(node.rect.right() <= panel().width_mm() + 0.01);
            CHECK(node.rect.bottom() <= panel().height_mm() + 0.01);
            CHECK(measure().of(node, node.rect.w).h <= node.rect.h + 0.01);
        }
    }
    const ui::Node* next_key(const ui::Scene& scene) {
        auto& digits = scene.screen == "pin_entry" ? pin : number_b;
        if (digits.empty()) return scene.find("confirm");
        const auto id = std::string("digit_") + digits.front();
        digits.erase(0, 1);
        return scene.find(id);
    }
    const ui::Node* answer(const ui::Scene& scene) {
        if (const auto* on = ui::find_label(scene, "Read on")) return on;
        const bool no = !refuse.empty() && scene.screen.find(refuse) != scene.screen.npos;
        if (const auto* yes = ui::find_label(scene, no ? "No" : "Yes")) return yes;
        return scene.find("answer_2");
    }

    std::unique_ptr<ui::paint::HeadlessDisplay> inner_;
    int waits_ = 0;
};

struct Window {
    ports::FrameTap tap;
    Fingers fingers{tap};
    std::string said;
    WindowAsker asker{fingers, tap, [this](std::string_view text) { said += text; }, [] { return false; }};

    explicit Window(const sim::Person& person) {
        fingers.number_b = person.number_b();
        fingers.pin = person.pin;
    }
};

}  // namespace

TEST_CASE("by fingers: the product's pads and face screen, and the report is the same as in the terminal") {
    Contact terminal(test::person("hanako"));
    terminal.meet();
    Contact contact(test::person("hanako"));
    Window window(contact.owner);
    contact.meet(window.asker);
    CHECK(contact.written());
    CHECK(contact.report.exit() == 0);
    for (const auto* screen : {"number_b_entry", "pin_entry", "face_capture"})
        CHECK(window.fingers.screens.count(screen) == 1);
    CHECK(contact.verifies(0x0012) == 1);
    CHECK(contact.verifies(0x0018) == 1);
    CHECK(contact.json.substr(0, contact.json.find("\"commands\"")) ==
          terminal.json.substr(0, terminal.json.find("\"commands\"")));
    CHECK(window.tap.latest() == nullptr);  // no picture stays
    CHECK(window.said.find(contact.json) != window.said.npos);
}

TEST_CASE("a no on the window sends nothing, and a closed one ends everything") {
    Contact contact(test::person("hanako"));
    Window window(contact.owner);
    SECTION("a no") {
        window.fingers.refuse = "Read the photo";
        contact.meet(window.asker);
        CHECK(contact.verifies(0x0012) == 0);
        CHECK(contact.verifies(0x0018) == 1);
        CHECK(contact.written());
    }
    SECTION("closed") {
        const int at = GENERATE(0, 1, 3, 10, 20);
        window.fingers.close_at = at;
        contact.meet(window.asker);
        CAPTURE(at);
        CHECK(contact.verifies(0x0012) <= (at < 17 ? 0 : 1));
        CHECK(contact.verifies(0x0018) == 0);
        CHECK_FALSE(contact.written());
        CHECK(contact.report.findings.back().key == "ended");
    }
}

TEST_CASE("wrong keys can be taken back on the pad, and no more digits are taken than there are") {
    Contact contact(test::person("hanako"));
    Window window(contact.owner);
    window.fingers.number_b += "77";  // beyond the fourteenth
    contact.meet(window.asker);
    CHECK(contact.verifies(0x0012) == 1);
    CHECK(contact.card->tries_left(0x0012) == 10);
}
