// SPDX-License-Identifier: Apache-2.0
// A visit by keys on a kiosk whose words are played by SDL: when a screen's words begin after it came up, when those of
// the one before are gone, in which order, and that no two are heard at once. Each text is a level of its own, so that
// each frame tells what is heard; time is the device's own frames. And the same with the packs of the build.
#include <algorithm>
#include <map>

#include "heard.hpp"
#include "paced_device.hpp"
#include "sim/rig/virtual_rig.hpp"
#include "tools/voice/readings.hpp"
#include "ui/scene/short_waits.hpp"
#include "ui/voice/guide.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using ui::KeypadKey;
using ui::voice::Mixer;
using Name = KeypadKey::Name;

namespace {

constexpr long kMillisecond = Mixer::kRate / 1000;

/// Each text is one level for as long as words take, and no two texts have the same.
class Levels : public ui::voice::Clips {
public:
    static constexpr long kLength = 900 * kMillisecond;
    mutable std::vector<std::string> asked;  ///< in the order in which they are to be heard

    [[nodiscard]] bool speaks(std::string_view) const override { return true; }
    [[nodiscard]] bool has(std::string_view, std::string_view) const override { return true; }
    [[nodiscard]] std::optional<ui::Samples> clip(std::string_view, std::string_view text) const override {
        const auto [at, fresh] = of_.try_emplace(std::string(text), 3000 + 32 * static_cast<int>(of_.size()));
        if (fresh) texts_[at->second] = at->first;
        asked.push_back(at->first);
        return ui::Samples{Mixer::kRate, std::vector<std::int16_t>(kLength, static_cast<std::int16_t>(at->second))};
    }
    /// What is heard in a frame; empty: silence, or no text alone.
    [[nodiscard]] std::string text_at(float value) const {
        const auto found = texts_.find(static_cast<int>(std::lround(value * 32768)));
        return found == texts_.end() || value != static_cast<float>(found->first) / 32768 ? "" : found->second;
    }

private:
    mutable std::map<std::string, int, std::less<>> of_;
    mutable std::map<int, std::string> texts_;
};

/// A person with headphones, who hears what the device plays.
class Person {
public:
    struct Screen {
        std::string name, title;
        bool waits = false;  ///< told of only once it has lasted
        long at = 0;         ///< in the device's frames
    };

    explicit Person(const ui::voice::Clips& clips) {
        auto made = sim::VirtualRig::create({.start = *base::parse_iso8601("2026-11-24T09:00:00+09:00"),
                                             .folder = folder_.path(),
                                             .clips = &clips,
                                             .outputs = {.headphones = ui::voice::Level{}.loudness},
                                             .speaker = &device_.speaker()});
        rig_ = std::move(made.value());
        const auto person = sim::load_person(sim::Paths{}.people / "hanako.toml");
        REQUIRE(rig_->hold(person.value()));
    }

    void pass(base::Duration time) {
        for (base::Duration gone{0}; gone < time; gone += kStep) {
            rig_->advance_until([] { return false; }, kStep);
            look();
            device_.play(kStep.count() * kMillisecond);
        }
    }
    template <class Done>
    void wait_for(Done done) {
        for (int i = 0; i < 6000 && !done(); ++i) pass(kStep);
        REQUIRE(done());
    }
    void listen() {
        wait_for([&] { return !rig_->speech().speaking(); });
        pass(ui::kDebounce);
    }
    void come_to(flow::State state) {
        wait_for([&] { return rig_->kiosk().visit().state == state; });
    }
    void press(Name name, int digit = 0) {
        rig_->kiosk().handle(ui::Input{KeypadKey{name, digit}});
        look();
    }
    void plug_in() {
        rig_->kiosk().handle(ui::Input{ui::HeadphonesChanged{true}});
        look();
    }
    void lay_card() { REQUIRE(rig_->insert(domain::kCardSlot)); }
    void take_card() { rig_->remove(domain::kCardSlot); }

    [[nodiscard]] const std::vector<float>& heard() const { return device_.heard(); }
    [[nodiscard]] const std::vector<Screen>& screens() const { return screens_; }
    [[nodiscard]] sim::VirtualRig& rig() { return *rig_; }

private:
    static constexpr base::Duration kStep{10};

    void look() {
        const auto scene = rig_->kiosk().voice()->scene();
        if (!rig_->kiosk().visit().comfort.spoken || !ui::voice::is_other(shown_, scene)) return;
        const auto* title = scene.find("title");
        screens_.push_back({scene.screen, title != nullptr ? ui::voice::plain(title->text) : "", ui::is_wait(scene),
                            device_.written()});
        shown_ = scene;
    }

    test::PacedDevice device_;
    const sim::TemporaryFolder folder_;
    std::unique_ptr<sim::VirtualRig> rig_;
    ui::Scene shown_;
    std::vector<Screen> screens_;
};

/// By PIN, with keys that cut what is being said, up to the end.
void check_in(Person& person, bool hurries) {
    const auto wait = [&] { hurries ? person.pass(1500ms) : person.listen(); };
    const auto ok = [&] {
        person.listen();  // it counts once what it would do was said
        person.press(Name::enter);
        person.pass(20ms);
    };
    person.plug_in();
    wait();
    person.lay_card();
    person.come_to(flow::State::choose_identity);
    wait();
    person.press(Name::star);
    ok();
    person.come_to(flow::State::pin_entry);
    wait();
    for (const int digit : {1, 2, 3, 4}) person.press(Name::digit, digit), person.pass(hurries ? 150ms : 1500ms);
    wait();
    ok();
    person.come_to(flow::State::consent);
    wait();
    ok();
    person.come_to(flow::State::result_valid);
    person.pass(1500ms);
    person.take_card();
    person.come_to(flow::State::thanks);
    person.come_to(flow::State::idle);
    person.pass(500ms);
}

/// A stretch of the device's frames.
struct Run {
    enum class Kind { silence, sound, words } kind = Kind::silence;
    std::string text;  ///< of words
    long at = 0, frames = 0;
    [[nodiscard]] long end() const { return at + frames; }
    [[nodiscard]] bool goes_on_as(const Run& other) const { return kind == other.kind && text == other.text; }
};

void add(std::vector<Run>& runs, Run run) {
    if (!runs.empty() && runs.back().goes_on_as(run))
        runs.back().frames += run.frames;
    else
        runs.push_back(std::move(run));
}

/// A sound goes by the level of a text for moments only.
std::vector<Run> runs_of(const std::vector<float>& heard, const Levels& levels) {
    std::vector<Run> fine, runs;
    for (std::size_t i = 0; i < heard.size(); ++i) {
        auto text = levels.text_at(heard[i]);
        const auto kind = !text.empty() ? Run::Kind::words : heard[i] == 0 ? Run::Kind::silence : Run::Kind::sound;
        add(fine, {kind, std::move(text), static_cast<long>(i), 1});
    }
    for (auto& run : fine) {
        if (run.kind == Run::Kind::words && run.frames < 10 * kMillisecond) run.kind = Run::Kind::sound, run.text = "";
        add(runs, std::move(run));
    }
    return runs;
}

/// What a screen's first words are: at the beginning of a visit those of the voice itself.
bool begins(const Person::Screen& screen, const std::string& text) {
    return text == screen.title || text == ui::voice::plain(ui::languages().words("ja").text("voice.begin"));
}

/// A sound that comes with the screen goes before its words.
void check_screen(const Person::Screen& screen, const std::vector<Run>& runs) {
    INFO(screen.name << ": " << screen.title);
    long sounds = 0;
    for (const auto& run : runs) {
        if (run.end() <= screen.at) continue;
        if (run.kind == Run::Kind::words && begins(screen, run.text)) {
            CHECK(run.at - screen.at - sounds <= 150 * kMillisecond);
            return;
        }
        if (run.kind == Run::Kind::sound) sounds += run.end() - std::max(run.at, screen.at);
        if (run.kind == Run::Kind::words) CHECK(run.end() - screen.at <= 50 * kMillisecond);  // of the screen before
    }
    FAIL("its words are not heard");
}

}  // namespace

TEST_CASE("a screen's words begin within 150 ms after it came up, and the words before are gone within 50 ms") {
    for (const bool hurries : {false, true}) {
        const Levels levels;
        Person person(levels);
        check_in(person, hurries);
        INFO((hurries ? "hurried" : "listened"));
        CHECK(person.screens().size() >= 7);
        const auto runs = runs_of(person.heard(), levels);
        for (const auto& screen : person.screens())
            if (!screen.waits) check_screen(screen, runs);
    }
}

TEST_CASE("what is said is heard in its order and for its time, and no two words at once") {
    const Levels levels;
    Person person(levels);
    check_in(person, false);
    const auto runs = runs_of(person.heard(), levels);
    auto next = levels.asked.begin();
    int whole = 0;
    for (const auto& run : runs) {
        if (run.kind == Run::Kind::sound) CHECK(run.frames <= 700 * kMillisecond);  // words that fade take 5 ms
        if (run.kind != Run::Kind::words) continue;
        INFO(run.text);
        next = std::find(next, levels.asked.end(), run.text);
        REQUIRE(next != levels.asked.end());
        ++next;
        CHECK(run.frames <= Levels::kLength);
        whole += run.frames == Levels::kLength ? 1 : 0;
    }
    CHECK(whole >= 20);
}

namespace {

/// The build's packs, and what was taken from them.
class Noted : public ui::voice::Clips {
public:
    mutable std::vector<std::pair<std::string, long>> taken;  ///< with its frames

    [[nodiscard]] bool speaks(std::string_view language) const override { return test::packs().speaks(language); }
    [[nodiscard]] bool has(std::string_view language, std::string_view text) const override {
        return test::packs().has(language, text);
    }
    [[nodiscard]] std::optional<ui::Samples> clip(std::string_view language, std::string_view text) const override {
        auto clip = test::packs().clip(language, text);
        if (clip) taken.emplace_back(text, static_cast<long>(clip->values.size()));
        return clip;
    }
};

}  // namespace

TEST_CASE("a whole visit is as loud as its words, is never clipped, and takes the time that its readings ask for") {
    const Noted clips;
    Person person(clips);
    check_in(person, false);
    ui::Samples heard{Mixer::kRate, {}};
    for (const float value : person.heard())
        heard.values.push_back(static_cast<std::int16_t>(std::lround(value * 32767)));
    CHECK(tools::voice::lufs_of(heard) == Approx(-20).margin(1.5));
    CHECK(tools::voice::peak_of(heard) <= ui::voice::kWordsPeak + 0.1);
    CHECK(tools::voice::peak_of(heard) > 0.3);
    REQUIRE(clips.taken.size() > 20);
    int read = 0;
    for (const auto& [text, frames] : clips.taken) {
        const auto reading = tools::voice::reading_of("ja", text);
        const auto sounds = reading ? test::sounds_in(*reading) : 0;
        if (sounds < 4) continue;
        INFO(text << ": " << *reading << ", " << frames / kMillisecond << " ms");
        CHECK(frames >= static_cast<long>(sounds) * 60 * kMillisecond);
        CHECK(frames <= (static_cast<long>(sounds) * 260 + 500) * kMillisecond);
        ++read;
    }
    CHECK(read > 10);
}
