// SPDX-License-Identifier: Apache-2.0
// What the person adds, in bands: without it a face's scores say little.
#include <array>

#include "meeting.hpp"

namespace uketsuke::tools::contact {
namespace {

constexpr std::array<Word, 6> kAges{"under 15", "15 to 29", "30 to 49", "50 to 64", "65 to 74", "75 and more"};
constexpr std::array<Word, 4> kPhotoYears{"0 to 2", "3 to 5", "6 to 10", "not known"};
constexpr std::array<Word, 4> kGlasses{"never", "now and in the photo", "now only", "in the photo only"};

}  // namespace

void ask_person(Meeting& meeting) {
    const auto add = [&](Word name, const char* question, std::span<const Word> answers) {
        if (meeting.asker.gone()) return;
        if (const auto answer = meeting.asker.choose(question, answers))
            meeting.notes.part("person").put(name, *answer);
    };
    add("age", "How old are you?", kAges);
    add("photo_years", "How many years ago was the card's photo taken?", kPhotoYears);
    add("glasses", "Glasses?", kGlasses);
}

}  // namespace uketsuke::tools::contact
