// SPDX-License-Identifier: Apache-2.0
#include "visitor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "firmware/flow/state_table.hpp"

namespace uketsuke::sim {
namespace {

using flow::Action;
using flow::State;
using flow::Way;

constexpr auto kWait = "wait 300ms", kLongWait = "wait 2s";

const ui::Node* offering(const ui::Scene& scene, Action action, int item = -1) {
    const auto found = std::ranges::find_if(scene.nodes, [&](const ui::Node& node) {
        const auto* tap = std::get_if<flow::Tap>(&node.touch);
        return tap != nullptr && tap->action == action && (item == -1 || tap->item == item);
    });
    return found == scene.nodes.end() ? nullptr : &*found;
}

std::string tapped(const ui::Scene& scene, const ui::Node* node) {
    return node != nullptr ? tap_line(scene, *node).value_or(kWait) : kWait;
}

/// The other pages of a screen hold its answers.
const ui::Node* page_turn(const ui::Scene& scene) {
    const auto found = std::ranges::find_if(scene.nodes, [&](const ui::Node& node) {
        const auto* turn = std::get_if<ui::TurnPage>(&node.touch);
        return turn != nullptr && turn->page > scene.page;
    });
    return found == scene.nodes.end() ? nullptr : &*found;
}

}  // namespace

std::optional<std::string> tap_line(const ui::Scene& scene, const ui::Node& node) {
    const auto label = ui::plain(node.text);
    if (label.empty() || label.find('"') != std::string::npos) return std::nullopt;
    if (ui::find_label(scene, label) == &node) return fmt::format("tap \"{}\"", label);
    int place = 0;
    for (const auto& other : scene.nodes) {
        if (other.touchable() && ui::plain(other.text) == label) ++place;
        if (&other == &node) break;
    }
    return fmt::format("tap \"{}\" {}", label, place);
}

Visitor::Plan Visitor::plan_for(const Person& person, Way way) { return {person.key, way, person.pin, true}; }

std::optional<std::string> Visitor::come() {
    switch (came_++) {
        case 0: return "card " + plan_.person;
        case 1: return "look " + plan_.person;
        case 2: return "insert";
        default: return std::nullopt;
    }
}

std::string Visitor::next(Rig& rig) {
    const auto& visit = rig.kiosk().visit();
    const auto& scene = rig.kiosk().scene();
    if (visit.in_front == flow::InFront::comfort)
        return tapped(scene, offering(scene, Action::comfort, flow::kComfortDone));
    if (visit.in_front == flow::InFront::languages) return tapped(scene, offering(scene, Action::language));
    if (left_) return kWait;
    switch (visit.state) {
        case State::take_card:
        case State::take_card_reminder:
        case State::take_card_urgent:
        case State::card_left:
        case State::card_problem:
        case State::staff_called: left_ = true; return "remove";
        case State::out_of_service: return kLongWait;
        case State::pin_entry: return type(visit, plan_.pin, scene);
        case State::number_b_entry: return type(visit, "card_front", scene);
        case State::staff_password: return type(visit, "staff_password", scene);
        default: break;
    }
    if (flow::row_of(visit.state).busy || visit.state == State::face_capture) return kWait;
    return lead_on(scene);
}

std::string Visitor::type(const flow::Visit& visit, std::string_view digits, const ui::Scene& scene) {
    if (visit.pin_digits == 0) return fmt::format("type {}", digits);
    return tapped(scene, offering(scene, Action::confirm));
}

/// The first that the screen offers of what whoever wants to be done says.
std::string Visitor::lead_on(const ui::Scene& scene) {
    const auto first = plan_.way == Way::pin     ? Action::choose_pin
                       : plan_.way == Way::staff ? Action::choose_staff
                                                 : Action::choose_face;
    const std::array agree{Action::agree_all, Action::agree}, refuse{Action::agree_none, Action::disagree};
    const auto& answers = plan_.agrees ? agree : refuse;
    const std::array wanted{Action::continue_visit,
                            first,
                            answers[0],
                            answers[1],
                            Action::confirm,
                            Action::choose,
                            Action::next,
                            Action::retry,
                            Action::choose_face,
                            Action::choose_pin,
                            Action::choose_staff,
                            Action::show_guidance,
                            Action::back,
                            Action::end_visit};
    for (const auto action : wanted)
        if (const auto* node = offering(scene, action)) return tapped(scene, node);
    return tapped(scene, page_turn(scene));
}

}  // namespace uketsuke::sim
