// SPDX-License-Identifier: Apache-2.0
// What kind of card it is, by what it shows to anybody.
#pragma once

#include <string>
#include <string_view>

#include "drivers/mynumber/survey.hpp"

namespace uketsuke::tools::card {

struct Kind {
    std::string_view key;  ///< stable, for programs
    std::string words;
    bool served = false;  ///< by the kiosk
};
/// "none" (no 公的個人認証AP), "juki", "unknown", "card", "next_generation", "android", "iphone".
Kind kind_of(const drivers::mynumber::Survey& survey);

/// A card whose PIN is blocked and that has no signature certificate is most likely a 顔認証マイナンバーカード; nothing
/// on the card says so outright.
bool looks_face_only(const drivers::mynumber::Survey& survey, domain::Tries pin);

}  // namespace uketsuke::tools::card
