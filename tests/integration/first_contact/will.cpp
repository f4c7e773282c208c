// SPDX-License-Identifier: Apache-2.0
#include "will.hpp"

#include <algorithm>

namespace uketsuke::test {
namespace {

int typed_in(const ui::Scene& scene) {
    int typed = 0;
    for (const auto& node : scene.nodes)
        if (node.role == ui::Role::pin_dots) typed += std::max(0, node.value);
    return typed;
}

}  // namespace

Will Will::agrees(const sim::Person& person) {
    const bool six = person.key == "next_generation";
    return {.number_b = six ? person.short_number : person.number_b(), .pin_digits = person.pin};
}

bool Will::says_yes(std::string_view question) {
    const auto is = [&](std::string_view words) { return question.find(words) != question.npos; };
    if (is("Look at the card")) return look;
    if (is("camera over the card")) return false;
    if (is("four-digit PIN")) return pin;
    if (is("Write it")) return keep;
    if (is("Read the photo") && before_record) std::exchange(before_record, nullptr)();
    return record;
}

tools::contact::Terminal terminal_of(Will& will, std::string& said) {
    return {[&](std::string_view text) { said += text; },
            [&]() -> std::optional<std::string> {
                const auto question = said.substr(said.rfind('\n') + 1);
                if (!question.ends_with("[y/N] ")) return "2";
                return will.says_yes(question) ? "y" : "n";
            },
            [&](const char* prompt) {
                const bool pin = std::string_view(prompt).starts_with("PIN");
                return base::Secret(pin ? will.pin_digits : will.number_b);
            },
            [] { return false; }};
}

void SeenDisplay::show(const ui::Scene& scene) {
    display_->show(scene);
    const std::scoped_lock lock(mutex_);
    scene_ = scene;
}

ui::Scene SeenDisplay::scene() const {
    const std::scoped_lock lock(mutex_);
    return scene_;
}

Hand::Hand(const XServer& screen, const SeenDisplay& display, Will& will)
    : screen_(screen), display_(display), will_(will), mouse_([this](const std::stop_token& stop) { work(stop); }) {}

void Hand::work(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const auto scene = display_.scene();
        if (const auto* node = meant(scene)) {
            if (!window_) window_ = screen_.place_of("Uketsuke");
            touch(*node);
            until_other(scene, stop);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
    }
}

const ui::Node* Hand::meant(const ui::Scene& scene) {
    if (scene.screen == "number_b_entry" || scene.screen == "pin_entry") {
        const auto& digits = scene.screen == "pin_entry" ? will_.pin_digits : will_.number_b;
        const auto at = static_cast<std::size_t>(typed_in(scene));
        return scene.find(at < digits.size() ? std::string("digit_") + digits[at] : "confirm");
    }
    if (!scene.screen.starts_with("first_contact")) return nullptr;
    if (const auto* on = ui::find_label(scene, "Read on")) return on;
    if (ui::find_label(scene, "Yes") == nullptr) return scene.find("answer_2");
    return ui::find_label(scene, will_.says_yes(scene.screen) ? "Yes" : "No");
}

void Hand::touch(const ui::Node& node) {
    std::this_thread::sleep_for(ui::kDebounce + std::chrono::milliseconds(50));
    const auto scale = ui::Panel{}.px_per_mm();
    const auto at = [&](double mm, int from) { return from + static_cast<int>(mm * scale); };
    aside_ = 2 - aside_;  // xdotool waits for ever, or nearly, for a mouse that is there already to come
    screen_.click(at(node.rect.x + node.rect.w / 2, window_->x) + aside_,
                  at(node.rect.y + node.rect.h / 2, window_->y));
}

/// Or it is touched again after a long while: a touch that came too early means nothing, and one that is only late must
/// not become two digits.
void Hand::until_other(const ui::Scene& before, const std::stop_token& stop) const {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(15);
    while (display_.scene() == before && std::chrono::steady_clock::now() < end && !stop.stop_requested())
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

}  // namespace uketsuke::test
