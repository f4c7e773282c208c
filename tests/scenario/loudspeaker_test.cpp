// SPDX-License-Identifier: Apache-2.0
// Over all scenarios on the virtual rig, by keys: what a loudspeaker may say of any screen, and what it does say in
// each person's visit, holds nothing of the person: no name, no number, no digit that is typed, nothing that the
// service lists.
#include <algorithm>
#include <catch2/catch.hpp>
#include <iostream>
#include <set>

#include "by_keys.hpp"
#include "ui/voice/narrate.hpp"

using namespace uketsuke;
using ui::voice::Hearing;

namespace {

bool is_in_a_catalogue(const std::string& word) {
    return std::ranges::any_of(ui::languages().rows(), [&](const ui::LanguageRow& row) {
        return std::ranges::any_of(ui::languages().words(row.code).all(), [&](const auto& text) {
            return ui::plain(text.second).find(word) != std::string::npos;
        });
    });
}

void add_insurance(const sim::Insurance& insurance, std::set<std::string>& words) {
    for (const auto& word :
         {insurance.insurer_number, insurance.insurer_name, insurance.symbol, insurance.number, insurance.insured_name})
        words.insert(word);
}

/// Words that are in nothing but a person's own things.
std::set<std::string> canaries() {
    std::set<std::string> words;
    const auto people = sim::load_people(sim::Paths{}.people);
    for (const auto& person : people.value()) {
        for (const auto& word : {person.name, person.name_kana, person.address, person.postcode, person.birth_digits(),
                                 person.security_code, person.pin, person.number_b(), person.other_name,
                                 person.other_kana, person.reference_number})
            words.insert(word);
        add_insurance(person.insurance, words);
        if (person.other_insurance) add_insurance(*person.other_insurance, words);
        for (const auto& list : person.listed.values)
            for (const auto& one : list) words.insert(one.issuer);
    }
    std::erase_if(words, [](const std::string& word) { return word.size() < 4 || is_in_a_catalogue(word); });
    return words;
}

struct Found {
    int screens = 0, aloud = 0, said = 0, in_headphones = 0;
    std::set<std::string> leaks;
    tests::ByKeys by_keys;
};

class Ears {
public:
    explicit Ears(Found& found) : found_(found) {}

    void listen(app::Kiosk& kiosk) {
        listen_to(kiosk.voice()->speech().transcript());
        if (kiosk.scene() == last_) return;
        last_ = kiosk.scene();
        ++found_.screens;
        const ui::voice::Narrator narrator(ui::languages());
        for (const auto& part : narrator.everything(last_).parts) {
            found_.aloud += part.hearing == Hearing::anybody ? 1 : 0;
            hear(part.text, part.hearing == Hearing::anybody);
        }
    }

private:
    /// What is new in it: the last ones, until one that was heard.
    void listen_to(const std::vector<ui::voice::Said>& transcript) {
        for (auto said = transcript.rbegin(); said != transcript.rend() && !is_last(*said); ++said) {
            ++found_.said;
            hear(said->words, said->output == ui::Output::loudspeaker);
        }
        if (!transcript.empty()) heard_ = {transcript.back().at, transcript.back().words};
    }
    [[nodiscard]] bool is_last(const ui::voice::Said& said) const { return heard_ == std::pair(said.at, said.words); }
    void hear(const std::string& text, bool aloud) {
        static const auto kCanaries = canaries();
        for (const auto& word : kCanaries) {
            if (text.find(word) == std::string::npos) continue;
            if (aloud)
                found_.leaks.insert(text);
            else
                ++found_.in_headphones;
        }
    }

    Found& found_;
    ui::Scene last_;
    std::pair<base::MonoTime, std::string> heard_;
};

/// Where the longer times of a spoken visit lead elsewhere than the script, what was shown and said till then counts.
void play(const sim::Script& script, Found& found) {
    const sim::TemporaryFolder folder;
    Ears ears(found);
    auto rig = sim::VirtualRig::create({script.start, {}, script.settings, folder.path()});
    REQUIRE(rig);
    auto& kiosk = (*rig)->kiosk();
    kiosk.watch([&](const flow::Visit&, const flow::Event&, const flow::Step&) { ears.listen(kiosk); });
    tests::KeysPlayer player(**rig, tests::KeysPlayer::Ears::loudspeaker, found.by_keys);
    (void)player.play(script);
    ears.listen(kiosk);
}

}  // namespace

TEST_CASE("nothing private goes to the loudspeaker in any scenario") {
    Found found;
    int scenarios = 0;
    for (const auto& entry : std::filesystem::directory_iterator(SCENARIOS)) {
        if (entry.path().extension() != ".scn") continue;
        const auto script = sim::load_script(entry.path());
        REQUIRE(script);
        if (script->rig != sim::Script::Rig::virtual_) continue;
        play(*script, found);
        ++scenarios;
    }
    std::cout << "loudspeaker: " << scenarios << " scenarios, " << found.screens << " screens with " << found.aloud
              << " texts for everybody, " << found.said
              << " things said; private words for headphones: " << found.in_headphones
              << "; touches by keys: " << found.by_keys.pressed
              << ", where the words were for headphones alone: " << found.by_keys.by_touch << "\n";
    for (const auto& wrong : found.by_keys.wrong) UNSCOPED_INFO(wrong);
    CHECK(found.by_keys.wrong.empty());
    CHECK(found.by_keys.pressed > 400);
    for (const auto& leak : found.leaks) UNSCOPED_INFO(leak);
    CHECK(found.leaks.empty());
    CHECK(scenarios > 200);
    CHECK(found.aloud > 10'000);
    CHECK(found.said > 1000);
    CHECK(found.in_headphones > 20);  // the words that are looked for do come up
}
