// SPDX-License-Identifier: Apache-2.0
#include "choices.hpp"

#include <array>
#include <nlohmann/json.hpp>

#include "firmware/base/enumeration.hpp"
#include "firmware/domain/eligibility.hpp"
#include "sim/acting/looks.hpp"
#include "sim/camera/conditions.hpp"
#include "sim/faults/fault_table.hpp"
#include "sim/rig/lay.hpp"
#include "sim/scenario/script.hpp"
#include "sim/scenario/verbs.hpp"
#include "ui/locale/languages.hpp"

namespace uketsuke::sim {
namespace {

using Json = nlohmann::ordered_json;

/// Looks that are no attack (Rig::look()).
constexpr std::array kStanding{std::pair{"nobody", "nobody"}, std::pair{"two", "two people"},
                               std::pair{"far", "too far away"}, std::pair{"dark", "too little light"}};

Json people_json(const PeopleFolders& folders) {
    auto all = Json::array();
    const auto people = load_people(folders);
    if (!people) return all;
    for (const auto& person : *people)
        all.push_back({{"key", person.key},
                       {"remark", person.remark},
                       {"name", person.name},
                       {"pin", person.pin},
                       {"number_b", person.number_b()},
                       {"phone", person.medium != domain::Medium::card}});
    return all;
}

Json looks_json() {
    auto all = Json::array();
    for (const auto& [word, what] : kStanding) all.push_back({{"word", word}, {"what", what}});
    for (const auto& look : looks()) all.push_back({{"word", look.word}, {"what", look.what}});
    return all;
}

/// Of room and camera, where pictures are made.
Json settings_json(bool pictures) {
    auto all = Json::array();
    if (!pictures) return all;
    for (const auto& setting : settings())
        all.push_back({{"name", setting.name}, {"values", setting.values}, {"says", setting.says}});
    return all;
}

/// Of a card on this rig's reader, besides as it is meant.
Json lays_json(Rigs rig) {
    auto all = Json::array();
    for (const auto& rule : lay_rules())
        if (rule.lay != Lay::straight && can_lie(domain::kCardSlot, rule.lay, rig))
            all.push_back({{"word", rule.word}, {"says", rule.says}});
    return all;
}

/// That this rig can have.
Json faults_json(Rigs rig) {
    auto all = Json::array();
    for (const auto& rule : fault_rules())
        if (has(rig, rule))
            all.push_back(
                {{"device", rule.device}, {"words", rule.words}, {"example", rule.example}, {"says", rule.says}});
    return all;
}

Json languages_json() {
    auto all = Json::array();
    for (const auto& row : ui::kLanguages) all.push_back(row.code);
    return all;
}

}  // namespace

std::string choices_json(const PeopleFolders& people, bool real, const OwnDevices& own) {
    return Json{{"version", kVerbsVersion},
                {"people", people_json(people)},
                {"looks", looks_json()},
                {"settings", settings_json(real && own.camera.empty())},
                {"lays", lays_json(real ? Rigs::real : Rigs::virtual_)},
                {"validities", base::kNamesOf<domain::Validity>},
                {"own", {{"camera", own.camera}, {"reader", own.reader}}},
                {"faults", faults_json(real ? Rigs::real : Rigs::virtual_)},
                {"facts", fact_words()},
                {"languages", languages_json()},
                {"staff", kStaffPassword}}
        .dump();
}

}  // namespace uketsuke::sim
