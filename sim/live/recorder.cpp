// SPDX-License-Identifier: Apache-2.0
#include "recorder.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "firmware/base/file.hpp"
#include "sim/scenario/line_words.hpp"

namespace uketsuke::sim {
namespace {

/// Where the recording waited longer than a scenario does unless told, the scenario may wait twice as long.
std::string expectation(flow::State screen, base::Duration took) {
    auto line = fmt::format("expect  screen {}", flow::name_of(screen));
    if (took * 2 > kPatience) line += fmt::format(" within {}ms", (took * 2).count());
    return line;
}

bool means(const ui::Node& node, const ui::Input& input) {
    return std::visit(
        [&](const auto& touched) {
            using T = std::decay_t<decltype(touched)>;
            if constexpr (std::is_same_v<T, flow::Tap> || std::is_same_v<T, ui::PinKey> ||
                          std::is_same_v<T, ui::TurnPage>)
                return node.touch == ui::Touch(touched);
            else
                return false;
        },
        input);
}

/// Which of the buttons with exactly this text it is; 0: the text alone says it.
int place_of(const ui::Scene& scene, const ui::Node& node, const std::string& label) {
    if (ui::find_label(scene, label) == &node) return 0;
    int place = 0;
    for (const auto& other : scene.nodes) {
        if (other.touchable() && ui::plain(other.text) == label) ++place;
        if (&other == &node) break;
    }
    return place;
}

}  // namespace

Recorder::Recorder(Rig& rig, std::vector<std::string> header, std::filesystem::path file)
    : rig_(rig), file_(std::move(file)), lines_(std::move(header)), at_(rig.kiosk().visit().state), since_(rig.now()) {
    rig_.kiosk().watch([this](const flow::Visit& before, const flow::Event&, const flow::Step& step) {
        if (before.state != step.visit.state) entered_.push_back(step.visit.state);
    });
    write();
}

/// Where it came back to the screen at which it was, the one before is waited for too: else the step would be done too
/// early.
void Recorder::arrive() {
    if (entered_.empty()) return;
    const auto took = rig_.now() - since_;
    const auto now = entered_.back();
    if (now == at_ && entered_.size() > 1) lines_.push_back(expectation(entered_[entered_.size() - 2], took));
    lines_.push_back(expectation(now, took));
    typing_ = false;
    reached();
    write();
}

void Recorder::reached() {
    entered_.clear();
    at_ = rig_.kiosk().visit().state;
    since_ = rig_.now();
}

void Recorder::add(const Line& line) {
    lines_.push_back(sim::written(line));
    typing_ = false;
    write();
}

void Recorder::touched(const ui::Input& input) {
    arrive();
    const auto& nodes = rig_.kiosk().scene().nodes;
    const auto node =
        std::find_if(nodes.begin(), nodes.end(), [&](const ui::Node& each) { return means(each, input); });
    if (node == nodes.end()) return;
    const auto* key = std::get_if<ui::PinKey>(&input);
    if (key != nullptr && key->kind == ui::PinKey::Kind::digit)
        type(key->digit);
    else
        tap(*node);
    write();
}

void Recorder::type(int digit) {
    if (!typing_) lines_.emplace_back("type    ");
    typing_ = true;
    lines_.back() += std::to_string(digit);
}

void Recorder::tap(const ui::Node& node) {
    const auto label = ui::plain(node.text);
    const int place = place_of(rig_.kiosk().scene(), node, label);
    lines_.push_back(place == 0 ? fmt::format("tap     \"{}\"", label)
                                : fmt::format("tap     \"{}\" {}", label, place));
    typing_ = false;
}

void Recorder::drop_fault(const std::string& device) {
    const auto start = fmt::format("fault   {} ", device);
    const auto last =
        std::find_if(lines_.rbegin(), lines_.rend(), [&](const std::string& line) { return line.starts_with(start); });
    if (last != lines_.rend()) lines_.erase(std::next(last).base());
    write();
}

void Recorder::write() { written_ = base::replace_file(file_, fmt::format("{}\n", fmt::join(lines_, "\n"))); }

}  // namespace uketsuke::sim
