// SPDX-License-Identifier: Apache-2.0
#include "profile.hpp"

#include <algorithm>
#include <array>

namespace uketsuke::drivers::mynumber {
namespace {

using domain::Medium;

constexpr std::array kProfiles{
    Profile{"JPKIAPICCTOKEN2", Medium::card},
    Profile{"JPKIAPGPSETOKEN", Medium::android, domain::kPinDigits, 0},
    Profile{"JPKIAPIOSTOKEN", Medium::iphone, domain::kPinDigits, 0},
    // The next card is announced with 照合番号 of six digits; its label is not public, this one is our simulator's.
    Profile{"JPKIAPICCTOKEN3", Medium::card, domain::kPinDigits, 6, Algorithm::ecdsa_p384_sha384},
};

}  // namespace

std::span<const Profile> profiles() { return kProfiles; }

const Profile* profile_of(base::ByteView label) {
    if (label.size() != kLabelSize) return nullptr;
    const auto found = std::find_if(kProfiles.begin(), kProfiles.end(), [&](const Profile& profile) {
        const auto name = base::as_bytes(profile.label);
        return std::equal(name.begin(), name.end(), label.begin()) &&
               std::all_of(label.begin() + static_cast<std::ptrdiff_t>(name.size()), label.end(),
                           [](std::uint8_t c) { return c == ' '; });
    });
    return found == kProfiles.end() ? nullptr : &*found;
}

}  // namespace uketsuke::drivers::mynumber
