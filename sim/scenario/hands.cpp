// SPDX-License-Identifier: Apache-2.0
// What hands do: with cards, at the glass, at the clinic's program.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <ranges>

#include "firmware/app/desk_monitor.hpp"
#include "firmware/base/enumeration.hpp"
#include "firmware/base/file.hpp"
#include "firmware/eligibility/oqs_number.hpp"
#include "line_words.hpp"
#include "player.hpp"

namespace uketsuke::sim {

Player::Trouble Player::hold(const Line& line, int slot) {
    auto person = person_named(options_.people, line.words[0]);
    if (!person) return Problem{"a person", person.error().detail};
    const bool card = slot == domain::kCardSlot;
    if ((person->medium == domain::Medium::card) != card)
        return Problem{card ? "somebody with a card" : "somebody with a phone",
                       card ? "this person comes with a phone" : "this person has no phone"};
    for (std::size_t i = 1; i < line.words.size(); ++i) {
        if (const auto left = number_after(line.words[i], "pin_tries"))
            person->pin_tries = *left;
        else if (const auto card_front = number_after(line.words[i], "number_b_tries"))
            person->number_b_tries = *card_front;
        else
            return Problem{"pin_tries=N or number_b_tries=N", line.words[i]};
    }
    const auto held = rig_.hold(*person);
    return held ? Trouble{} : Trouble{{"a card that can be made", held.error().detail}};
}

Player::Trouble Player::move(const Line& line, const std::function<Trouble(int slot)>& how) {
    if (line.words.empty() || line.words[0] == "card") return how(domain::kCardSlot);
    return line.words[0] == "phone" ? how(domain::kPhoneSlot) : Problem{"card or phone", line.words[0]};
}

/// How it lies may stand alone: then it is the card.
Player::Trouble Player::lay(const Line& line) {
    auto words = line.words;
    if (!words.empty() && find_lay(words[0]) != nullptr) words.insert(words.begin(), "card");
    const auto* rule = find_lay(words.size() > 1 ? words[1] : "straight");
    if (rule == nullptr) return Problem{"straight, back, turned or sleeve", words[1]};
    return move({line.number, line.verb, words, line.text}, [&](int slot) {
        const auto laid = rig_.insert(slot, rule->lay);
        return laid ? Trouble{} : Trouble{{written(line), laid.error().detail}};
    });
}

Player::Trouble Player::validity(const Line& line) {
    const auto what = base::value_named<domain::Validity>(line.words[0]);
    if (!what) return Problem{fmt::format("{}", fmt::join(base::kNamesOf<domain::Validity>, ", ")), line.words[0]};
    const auto set = rig_.set_validity(*what);
    return set ? Trouble{} : Trouble{{written(line), set.error().detail}};
}

Player::Trouble Player::show(const Line& line) {
    ShownCode code{.text = line.words[0]};
    for (std::size_t i = 1; i < line.words.size(); ++i)
        if (const auto set = set_shown(code, line.words[i]); !set)
            return Problem{"how a code lies there", set.error().detail};
    const auto shown = rig_.show(code);
    return shown ? Trouble{} : Trouble{{"a code that can be laid down", shown.error().detail}};
}

/// What the clinic's program would write: that this be its number of the person whose card is held.
Player::Trouble Player::request(const std::string& number) {
    const auto* person = rig_.held();
    if (person == nullptr) return Problem{"a held card", "nobody's card is held"};
    const auto& insurance = person->insurance;
    const eligibility::OqsNumberRequest asked{
        std::string(kSimulatedFacility),
        "desk-1",
        {base::WipedText(number), base::WipedText(insurance.insurer_number), base::WipedText(insurance.symbol),
         base::WipedText(insurance.number), base::WipedText(insurance.branch)}};
    const auto text = eligibility::build_number_request(asked);
    if (!text) return Problem{"a request that can be made", text.error().detail};
    const auto folder = rig_.results().parent_path() / "req";
    const auto written = base::replace_file(folder / "OQSsiimm01req_202601050001.xml", *text);
    return written ? Trouble{} : Trouble{{"facts requests=on", written.error().detail}};
}

/// As the clinic's program would write it, with a day that holds whenever this is played.
Player::Trouble Player::put_appointments(const Line& line) {
    const auto file = rig_.results().parent_path() / "appointments" / "today.csv";
    std::error_code error;
    if (line.words.empty()) std::filesystem::remove(file, error);
    if (error) return Problem{"facts appointments=on", error.message()};
    if (line.words.empty()) return {};
    const auto today = base::to_yyyymmdd(base::date_in_japan(rig_.wall()));
    std::string text = "診察券番号,予約日,予約時刻,氏名,診療科\n";
    for (auto row : line.words) {
        if (const auto day = row.find(",today,"); day != std::string::npos) row.replace(day + 1, 5, today);
        for (auto cells = std::ranges::count(row, ','); cells > 1 && cells < 4; ++cells) row += ',';
        text += row + "\n";
    }
    const auto written = base::replace_file(file, text);
    return written ? Trouble{} : Trouble{{"facts appointments=on", written.error().detail}};
}

/// One list with one row, in place of the one before.
Player::Trouble Player::chart(const Line& line) {
    const auto person = person_named(options_.people, line.words[0]);
    if (!person) return Problem{"a person", person.error().detail};
    std::map<std::string, std::string> row{{"name", person->name},
                                           {"kana", person->name_kana},
                                           {"birth", base::to_yyyymmdd(person->birth)},
                                           {"address", person->address},
                                           {"insurer", person->insurance.insurer_number},
                                           {"symbol", person->insurance.symbol},
                                           {"number", person->insurance.number},
                                           {"branch", person->insurance.branch}};
    for (std::size_t i = 1; i < line.words.size(); ++i) {
        const auto& word = line.words[i];
        const auto column = word.substr(0, word.find('='));
        if (column.size() == word.size() || !row.contains(column))
            return Problem{fmt::format("one of {}, and what it is otherwise", fmt::join(std::views::keys(row), ", ")), word};
        row[column] = word.substr(column.size() + 1);
    }
    const auto list = fmt::format("{}\n\"{}\"\n", fmt::join(std::views::keys(row), ","),
                                  fmt::join(std::views::values(row), "\",\""));
    const auto written = base::replace_file(rig_.results().parent_path() / "chart" / "today.csv", list);
    return written ? Trouble{} : Trouble{{"facts chart=on", written.error().detail}};
}

/// Heard at once, as the kiosk hears of what its desk sends.
Player::Trouble Player::clerk(const Line& line) {
    using domain::DeskSays;
    const auto says = base::value_named<DeskSays>(line.words[0]);
    if (!says)
        return Problem{"comes, confirms, refuses, unlocks, language, comfort, test_slip, closes, opens", line.words[0]};
    const int item = line.words.size() > 1 ? std::atoi(line.words[1].c_str()) : 0;
    const auto ticket = domain::Ticket{rig_.kiosk().visit().ticket.visit, 0};
    rig_.kiosk().handle(app::event_of({ticket, *says, item, "sato"}, base::date_in_japan(rig_.wall())));
    return {};
}

/// The button with this label; with a number, the one that comes so many-th with exactly this label.
Player::Trouble Player::tap(const Line& line) {
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
    return node != nullptr ? touch(*node) : no_button(line.words[0]);
}

Player::Trouble Player::no_button(const std::string& label) {
    return Problem{fmt::format("a button [{}], and one alone", label),
                   fmt::format("screen {} [{}]", flow::name_of(rig_.kiosk().visit().state),
                               fmt::join(buttons_of(rig_.kiosk().scene()), "] ["))};
}

Player::Trouble Player::touch(const ui::Node& node) {
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
Player::Trouble Player::touch_target(const Line& line) {
    const auto* target = rig_.kiosk().scene().find("target");
    if (line.words[0] != "target" || target == nullptr) return Problem{"a target", "there is none"};
    const auto& rect = target->rect;
    const ui::SpotTouched spot{rect.x + rect.w / 2 + std::atof(line.words[1].c_str()), rect.y + rect.h / 2};
    rig_.kiosk().handle(ui::Input{spot});
    advance_until([] { return false; }, kSettle);
    return {};
}

/// Digits; "staff_password" is the clinic's, "card_front" the digits that are printed on the held card.
Player::Trouble Player::type(const Line& line) {
    auto digits = line.words[0];
    if (digits == "staff_password") digits = kStaffPassword;
    if (digits == "card_front" && rig_.held() != nullptr) digits = rig_.held()->number_b();
    if (digits.find_first_not_of("0123456789") != std::string::npos)
        return Problem{"digits, staff_password or card_front", digits};
    for (const char digit : digits) {
        const auto* key = ui::find_label(rig_.kiosk().scene(), std::string(1, digit));
        if (key == nullptr) return no_button(std::string(1, digit));
        if (auto trouble = touch(*key)) return trouble;
    }
    return {};
}

}  // namespace uketsuke::sim
