// SPDX-License-Identifier: Apache-2.0
#include "setting_values.hpp"

#include <algorithm>
#include <array>

#include "firmware/base/enumeration.hpp"

namespace uketsuke::flow {
namespace {

struct SettingRow {
    Setting setting;
    std::string_view key;
    int least, most;  ///< a language: fewer, where fewer are spoken
    int (*get)(const KioskFacts&);
    void (*set)(KioskFacts&, int);
    std::string (*word)(int);
};

template <class E>
constexpr int kMost = static_cast<int>(base::kCountOf<E>) - 1;
template <class E>
std::string named(int value) {
    return std::string(base::enumerator_name(static_cast<E>(value)));
}
std::string per_cent(int value) { return std::to_string(value); }

constexpr auto kSettings = base::one_for_each<&SettingRow::setting>(std::array{
    SettingRow{
        Setting::language, "language.default", 0, 0, [](const KioskFacts& f) { return static_cast<int>(f.language); },
        [](KioskFacts& f, int value) { f.language = static_cast<Language>(value); }, [](int) { return std::string(); }},
    SettingRow{Setting::text_size, "screen.text_size", 0, kMost<TextSize>,
               [](const KioskFacts& f) { return static_cast<int>(f.comfort.size); },
               [](KioskFacts& f, int value) { f.comfort.size = static_cast<TextSize>(value); }, named<TextSize>},
    SettingRow{Setting::theme, "screen.theme", 0, kMost<Theme>,
               [](const KioskFacts& f) { return static_cast<int>(f.comfort.theme); },
               [](KioskFacts& f, int value) { f.comfort.theme = static_cast<Theme>(value); }, named<Theme>},
    SettingRow{Setting::layout, "panel.layout", 0, kMost<Layout>,
               [](const KioskFacts& f) { return static_cast<int>(f.setup.layout); },
               [](KioskFacts& f, int value) { f.setup.layout = static_cast<Layout>(value); }, named<Layout>},
    SettingRow{Setting::brightness, "panel.brightness_percent", kLeastBrightness, kMostPercent,
               [](const KioskFacts& f) { return f.setup.brightness; },
               [](KioskFacts& f, int value) { f.setup.brightness = value; }, per_cent},
    SettingRow{Setting::volume, "sound.volume_percent", 0, kMostPercent,
               [](const KioskFacts& f) { return f.setup.volume; },
               [](KioskFacts& f, int value) { f.setup.volume = value; }, per_cent},
});
constexpr const SettingRow& row_of(Setting setting) { return kSettings.at(base::index_of(setting)); }

int most_of(const KioskFacts& facts, Setting setting) {
    return setting == Setting::language ? facts.languages - 1 : row_of(setting).most;
}

/// From a value that somebody wrote by hand to the next whole step.
std::vector<int> steps_from(int now) {
    const int up = now / kPercentStep * kPercentStep + kPercentStep;
    const int down = (now + kPercentStep - 1) / kPercentStep * kPercentStep - kPercentStep;
    return {down, up};
}

}  // namespace

int value_of(const KioskFacts& facts, Setting setting) { return row_of(setting).get(facts); }

bool can_be(const KioskFacts& facts, Setting setting, int value) {
    if (value < row_of(setting).least || value > most_of(facts, setting)) return false;
    return setting != Setting::layout || (facts.layouts & bit_of(static_cast<Layout>(value))) != 0;
}

std::vector<int> choices_of(const KioskFacts& facts, Setting setting, int now) {
    std::vector<int> choices;
    if (by_steps(setting)) choices = steps_from(now);
    for (int value = 0; !by_steps(setting) && value <= most_of(facts, setting); ++value) choices.push_back(value);
    std::erase_if(choices, [&](int value) { return !can_be(facts, setting, value); });
    return choices;
}

KioskFacts with(KioskFacts facts, Setting setting, int value) {
    row_of(setting).set(facts, value);
    return facts;
}

Setup setup_now(const Visit& visit) {
    const bool trying = visit.state == State::setting_choice || visit.state == State::setting_saving;
    return trying && by_steps(visit.setting) ? with(visit.facts, visit.setting, visit.chosen).setup : visit.facts.setup;
}

std::string_view key_of(Setting setting) { return row_of(setting).key; }
std::string word_of(Setting setting, int value) { return row_of(setting).word(value); }
std::string_view name_of(Setting setting) { return base::enumerator_name(setting); }

}  // namespace uketsuke::flow
