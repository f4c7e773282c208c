// SPDX-License-Identifier: Apache-2.0
// The values of each setting, as numbers: a place among the choices, or per cent.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "visit.hpp"

namespace uketsuke::flow {

/// Goes up and down by steps; the others are chosen from a list.
constexpr bool by_steps(Setting setting) { return setting == Setting::brightness || setting == Setting::volume; }
int value_of(const KioskFacts& facts, Setting setting);
/// This kiosk can have it: its panel has room for that layout, its screens speak that language.
bool can_be(const KioskFacts& facts, Setting setting, int value);
/// All that it can be, in order; of one that goes by steps, what is a step down and a step up from `now`, where it is.
std::vector<int> choices_of(const KioskFacts& facts, Setting setting, int now);
/// The kiosk with it. The value is one that it can be.
KioskFacts with(KioskFacts facts, Setting setting, int value);
/// How the kiosk is set up at this moment: a brightness that is being chosen acts before it is saved.
Setup setup_now(const Visit& visit);

/// Its key in the settings' file.
std::string_view key_of(Setting setting);
/// The value's word there; empty for a language, which the flow does not know by name.
std::string word_of(Setting setting, int value);
std::string_view name_of(Setting setting);

}  // namespace uketsuke::flow
