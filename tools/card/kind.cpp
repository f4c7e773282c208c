// SPDX-License-Identifier: Apache-2.0
#include "kind.hpp"

#include <fmt/format.h>

#include "drivers/mynumber/profile.hpp"

namespace uketsuke::tools::card {
namespace {

/// Of an old Juki card, which card facts A4 tells apart from its successor by one character.
constexpr std::string_view kJukiLabel = "JPKIAPICCTOKEN";

Kind of(const drivers::mynumber::Profile& profile) {
    switch (profile.medium) {
        case domain::Medium::iphone: return {"iphone", "An iPhone with a user certificate.", true};
        case domain::Medium::android: return {"android", "An Android phone with a user certificate.", true};
        case domain::Medium::card: break;
    }
    if (profile.algorithm == drivers::mynumber::Algorithm::rsa_sha256) return {"card", "A My Number Card.", true};
    return {"next_generation", "A card of the announced next generation (by our simulator's label).", true};
}

}  // namespace

Kind kind_of(const drivers::mynumber::Survey& survey) {
    if (!survey.has(drivers::mynumber::kJpki)) return {"none", "It is no My Number Card: it has no 公的個人認証AP."};
    if (survey.label == kJukiLabel)
        return {"juki", "It is an old Juki card (住民基本台帳カード), which no kiosk takes any more."};
    auto padded = survey.label;
    padded.resize(drivers::mynumber::kLabelSize, ' ');
    if (const auto* profile = drivers::mynumber::profile_of(base::as_bytes(padded))) return of(*profile);
    return {"unknown", fmt::format("It has 公的個人認証AP, but its token label \"{}\" is not known.", survey.label)};
}

bool looks_face_only(const drivers::mynumber::Survey& survey, domain::Tries pin) {
    return pin.blocked() && survey.signature_certificate == false;
}

}  // namespace uketsuke::tools::card
