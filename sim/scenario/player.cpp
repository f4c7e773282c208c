// SPDX-License-Identifier: Apache-2.0
#include "player.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "firmware/base/file.hpp"
#include "firmware/eligibility/oqs_number.hpp"
#include "line_words.hpp"
#include "sim/rig/simulated_settings.hpp"

namespace uketsuke::sim {
Player::Player(Rig& rig, Options options) : rig_(rig), options_(std::move(options)) {
    rig_.kiosk().watch([this](const flow::Visit&, const flow::Event&, const flow::Step& step) {
        outcome_.rows.insert(step.row);
        outcome_.states.insert(step.visit.state);
        if (step.visit.error) outcome_.errors.insert(*step.visit.error);
    });
}

bool Player::advance_until(const std::function<bool()>& done, base::Duration limit) {
    return rig_.advance_until(
        [&] {
            if (options_.meanwhile) options_.meanwhile();
            return done();
        },
        limit);
}

Outcome Player::play(const Script& script) {
    outcome_ = {};
    for (const auto& line : script.lines) {
        if (options_.say) options_.say(line.text);
        if (auto problem = carry_out(line)) {
            outcome_.problems.push_back(fmt::format("{}:{}: {}: {}", script.name, line.number, line.text, *problem));
            return outcome_;
        }
        ++outcome_.steps;
    }
    if (auto problem = unfired()) outcome_.problems.push_back(fmt::format("{}: {}", script.name, *problem));
    if (rig_.card() != nullptr && rig_.card()->log().my_number > 0)
        outcome_.problems.push_back(fmt::format("{}: a command named a file of My Number", script.name));
    return outcome_;
}

Player::Problem Player::carry_out(const Line& line) {
    const auto result = [](const base::Result<void>& r) { return r ? Problem{} : Problem{r.error().detail}; };
    switch (line.verb) {
        case Verb::card: return hold(line, domain::kCardSlot);
        case Verb::phone: return hold(line, domain::kPhoneSlot);
        case Verb::insert: return move(line, [&](int slot) { return result(rig_.insert(slot)); });
        case Verb::remove:
            return move(line, [&](int slot) {
                rig_.remove(slot);
                return Problem{};
            });
        case Verb::tap: return tap(line);
        case Verb::touch: return touch_target(line);
        case Verb::type: return type(line);
        case Verb::key: return key(line);
        case Verb::headphones: return headphones(line);
        case Verb::heard: return heard(line);
        case Verb::unheard: return unheard(line);
        case Verb::look: return result(rig_.look(line.words[0]));
        case Verb::today: return today(line.words[0]);
        case Verb::fault: return fault(line);
        case Verb::request: return request(line.words[0]);
        case Verb::expect: return expect(line);
        case Verb::golden: return golden(line.words[0]);
        case Verb::audit: return audit(line);
        case Verb::wait: {
            const auto duration = parse_duration(line.words[0]);
            if (!duration) return "write 2s or 350ms";
            advance_until([] { return false; }, *duration);
            return {};
        }
    }
    return "unknown verb";
}

Player::Problem Player::hold(const Line& line, int slot) {
    auto person = load_person(options_.people / (line.words[0] + ".toml"));
    if (!person) return person.error().detail;
    if ((person->medium == domain::Medium::card) != (slot == domain::kCardSlot))
        return slot == domain::kCardSlot ? "this person comes with a phone" : "this person has no phone";
    for (std::size_t i = 1; i < line.words.size(); ++i) {
        if (const auto left = number_after(line.words[i], "pin_tries"))
            person->pin_tries = *left;
        else if (const auto card_front = number_after(line.words[i], "number_b_tries"))
            person->number_b_tries = *card_front;
        else
            return fmt::format("a card has no '{}'", line.words[i]);
    }
    const auto held = rig_.hold(*person);
    return held ? Problem{} : Problem{held.error().detail};
}

Player::Problem Player::move(const Line& line, const std::function<Problem(int slot)>& how) {
    if (line.words.empty()) return how(domain::kCardSlot);
    return line.words[0] == "phone" ? how(domain::kPhoneSlot) : Problem{"write nothing, or `phone`"};
}

/// A day at the kiosk's time of day, or a day and a time.
Player::Problem Player::today(const std::string& day) {
    const auto now = rig_.wall();
    const auto time = base::parse_iso8601(day.size() == 10 ? day + base::to_iso8601(now).substr(10) : day);
    if (!time) return "write 2025-12-01 or 2025-12-01T23:59:58+09:00";
    const auto set = rig_.set_clock(*time);
    return set ? Problem{} : Problem{set.error().detail};
}

/// What the clinic's program would write: that this be its number of the person whose card is held.
Player::Problem Player::request(const std::string& number) {
    const auto* person = rig_.held();
    if (person == nullptr) return "nobody's card is held";
    const auto& insurance = person->insurance;
    const eligibility::OqsNumberRequest asked{
        std::string(kSimulatedFacility), "desk-1",
        {base::WipedText(number), base::WipedText(insurance.insurer_number), base::WipedText(insurance.symbol),
         base::WipedText(insurance.number), base::WipedText(insurance.branch)}};
    const auto text = eligibility::build_number_request(asked);
    if (!text) return text.error().detail;
    const auto folder = rig_.results().parent_path() / "req";
    const auto written = base::replace_file(folder / "OQSsiimm01req_202601050001.xml", *text);
    return written ? Problem{} : Problem{written.error().detail};
}

/// The button with this label; with a number, the one that comes so many-th with exactly this label.
Player::Problem Player::tap(const Line& line) {
    const auto& scene = rig_.kiosk().scene();
    const auto* node = ui::find_label(scene, line.words[0]);
    if (line.words.size() > 1) {
        int left = std::atoi(line.words[1].c_str());
        const auto is_it = [&](const ui::Node& n) {
            return n.touchable() && ui::plain(n.text) == line.words[0] && --left == 0;
        };
        const auto found = std::find_if(scene.nodes.begin(), scene.nodes.end(), is_it);
        node = found == scene.nodes.end() ? nullptr : &*found;
    }
    return node != nullptr ? touch(*node) : no_button();
}

Player::Problem Player::no_button() {
    std::string labels;
    for (const auto& node : rig_.kiosk().scene().nodes)
        if (node.touchable()) labels += fmt::format(" [{}]", ui::plain(node.text));
    return fmt::format("no such button on screen {}:{}", flow::name_of(rig_.kiosk().visit().state), labels);
}

Player::Problem Player::touch(const ui::Node& node) {
    const auto what = node.touch;  // the node goes with its scene as soon as the kiosk shows the next one
    if (const auto* action = std::get_if<flow::Tap>(&what))
        rig_.kiosk().handle(ui::Input{*action});
    else if (const auto* key = std::get_if<ui::PinKey>(&what))
        rig_.kiosk().handle(ui::Input{*key});
    else if (const auto* page = std::get_if<ui::TurnPage>(&what))
        rig_.kiosk().handle(ui::Input{*page});
    advance_until([] { return false; }, kSettle);
    return {};
}

/// So many millimetres right of the target's middle.
Player::Problem Player::touch_target(const Line& line) {
    const auto* target = rig_.kiosk().scene().find("target");
    if (line.words[0] != "target" || target == nullptr) return "there is no target";
    const auto& rect = target->rect;
    const ui::SpotTouched spot{rect.x + rect.w / 2 + std::atof(line.words[1].c_str()), rect.y + rect.h / 2};
    rig_.kiosk().handle(ui::Input{spot});
    advance_until([] { return false; }, kSettle);
    return {};
}

/// Digits; "staff password" is the clinic's, "card_front" the digits that are printed on the held card.
Player::Problem Player::type(const Line& line) {
    std::string digits = line.words[0];
    if (digits == "staff" && line.words.size() == 2 && line.words[1] == "password")
        digits = kStaffPassword;
    else if (digits == "card_front" && line.words.size() == 1 && rig_.held() != nullptr)
        digits = rig_.held()->number_b();
    else if (line.words.size() > 1)
        return "write digits, `staff password` or `card_front`";
    for (const char digit : digits) {
        const auto* key = ui::find_label(rig_.kiosk().scene(), std::string(1, digit));
        if (key == nullptr) return no_button();
        if (auto problem = touch(*key)) return problem;
    }
    return {};
}

Player::Problem Player::fault(const Line& line) {
    if (auto problem = unfired()) return problem;
    std::string words;
    for (std::size_t i = 1; i < line.words.size(); ++i) words += (i > 1 ? " " : "") + line.words[i];
    const auto set = rig_.fault(line.words[0], words);
    if (!set) return set.error().detail;
    // A swap or another token is there when the line was carried out; a mended device has nothing to fire.
    if (words == "none" || words.starts_with("swap") || words.starts_with("token"))
        devices_with_faults_.erase(line.words[0]);
    else
        devices_with_faults_.insert(line.words[0]);
    return {};
}

Player::Problem Player::unfired() const {
    for (const auto& device : devices_with_faults_)
        if (rig_.fired(device) == 0) return fmt::format("the fault of '{}' never fired", device);
    return {};
}

}  // namespace uketsuke::sim
