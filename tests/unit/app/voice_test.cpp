// SPDX-License-Identifier: Apache-2.0
// Keys and speech between scenes and the kiosk, on scenes made here.
#include <catch2/catch.hpp>

#include "firmware/app/voice.hpp"
#include "ui/voice/tape.hpp"

using namespace uketsuke;
using app::Voice;
using flow::Action;
using ui::KeypadKey;
using ui::Node;
using ui::Scene;
using ui::voice::Earcon;
using N = KeypadKey::Name;
using namespace std::chrono_literals;

namespace {

class Clock : public ports::Clock {
public:
    [[nodiscard]] base::MonoTime mono() const override { return now; }
    [[nodiscard]] base::WallTime wall() const override { return {}; }
    base::MonoTime now{1h};
};

Node heading(const std::string& text) { return {.id = "title", .role = ui::Role::heading, .text = text}; }
Node button(const std::string& id, const std::string& key, ui::Touch touch, double y) {
    return {.id = id,
            .role = ui::Role::button,
            .rect = {0, y, 40, 15},
            .key = key,
            .text = ui::languages().words("en").text(key),
            .touch = touch};
}

Scene screen(const std::string& name) {
    Scene scene;
    scene.screen = name;
    scene.language = "en";
    scene.nodes = {heading("Which one?"), button("face", "common.choose_face", flow::Tap{Action::choose_face}, 20),
                   button("pin", "common.choose_pin", flow::Tap{Action::choose_pin}, 40),
                   button("back", "common.back", flow::Tap{Action::back}, 90)};
    return scene;
}

Scene pad() {
    auto scene = screen("pin_entry");
    scene.nodes.push_back({.id = "digit_7",
                           .role = ui::Role::key,
                           .rect = {60, 0, 16, 16},
                           .touch = ui::PinKey{ui::PinKey::Kind::digit, 7}});
    return scene;
}

struct Person {
    Clock clock;
    ui::voice::NoClips clips;
    ui::voice::Tape tape{[this] { return clock.now; }};
    ui::voice::Speech speech{clips, tape, [this] { return clock.now; }};
    Voice voice{speech, ui::languages(), clock, 30s};

    void show(Scene scene, bool spoken = true) {
        voice.follow(scene, spoken);
        voice.tell();
    }
    Voice::Answer press(N name, int digit = 0, bool held = false) { return voice.press({name, digit, held}); }
    void listen() { clock.now = std::max(speech.over(), clock.now + 1s); }
    /// Until nothing is written on the screen any more; returns what was, a line after another.
    std::vector<std::string> read() {
        std::vector<std::string> lines;
        for (; !voice.caption().empty(); clock.now = voice.next_tick()) lines.push_back(voice.caption());
        return lines;
    }
    [[nodiscard]] std::string said() const {
        const auto& all = speech.transcript();
        const auto last = std::find_if(all.rbegin(), all.rend(), [](const auto& one) { return !one.earcon; });
        return last == all.rend() ? "" : last->words;
    }
    [[nodiscard]] bool beeped(Earcon earcon) const {
        return std::ranges::any_of(speech.transcript(), [&](const auto& one) { return one.earcon == earcon; });
    }
};

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a key touches the focus only once its words were said to the end, and says them when it comes too early") {
    Person p;
    p.speech.output(ui::Output::headphones);
    p.show(screen("choose_identity"));
    CHECK(has(p.said(), "Which one?"));
    CHECK(p.voice.scene().focus == "face");
    p.clock.now += ui::kDebounce;
    CHECK(!p.press(N::enter).touch);  // the title is still being read
    CHECK(!has(p.said(), "Which one?"));
    const auto end = p.speech.over();
    while (p.clock.now + ui::kDebounce < end) {  // a hand that trembles: they go on
        p.clock.now += ui::kDebounce;
        CHECK(!p.press(N::enter).touch);
    }
    CHECK(p.speech.over() == end);
    p.clock.now = end;
    CHECK(p.press(N::enter).touch == ui::Input(flow::Tap{Action::choose_face}));
}

TEST_CASE("the way back is heard before it is gone, as any other") {
    Person p;
    p.show(screen("choose_identity"));
    p.listen();
    const auto first = p.press(N::backspace);
    CHECK(!first.touch);
    CHECK(first.moved);
    CHECK(p.voice.scene().focus == "back");
    CHECK(has(p.said(), "Back"));
    CHECK(!p.press(N::backspace).touch);  // it is being said
    p.listen();
    CHECK(p.press(N::digit, 0).touch == ui::Input(flow::Tap{Action::back}));
}

TEST_CASE("on a screen that has just come up no key does anything, whatever was pressed for the one before") {
    Person p;
    p.show(screen("choose_identity"));
    p.listen();
    p.show(screen("consent"));
    const auto said = p.said();
    p.clock.now += ui::kDebounce - 1ms;
    CHECK(!p.press(N::enter).touch);
    CHECK(!p.press(N::backspace).touch);
    CHECK(!p.press(N::star).moved);
    CHECK(p.said() == said);
    p.clock.now += 1ms;
    CHECK(p.press(N::star).moved);
}

TEST_CASE("words that cut those of the focus leave it unheard") {
    Person p;
    p.show(screen("choose_identity"));
    p.clock.now += ui::kDebounce;
    p.press(N::num_lock);  // what the keys do is said instead
    p.listen();
    CHECK(!p.press(N::enter).touch);
}

TEST_CASE("what a change of loudness or speed cuts is said again behind it, and the focus counts at its end") {
    Person p;
    p.speech.output(ui::Output::headphones);
    p.show(screen("choose_identity"));
    for (const auto key : {N::plus, N::plus, N::minus}) {
        p.clock.now += ui::kDebounce;
        p.press(key);
        CHECK(has(p.said(), "Loudness"));
        CHECK(has(p.said(), "Which one?"));
    }
    p.clock.now = p.speech.over() - 1ms;
    CHECK(!p.voice.press({N::digit, 9}).touch);
    CHECK(has(p.said(), "Speed 125 percent."));
    CHECK(has(p.said(), "Which one?"));
    p.clock.now = p.speech.over();
    CHECK(p.press(N::enter).touch == ui::Input(flow::Tap{Action::choose_face}));
    p.press(N::plus);  // all is said
    CHECK(!has(p.said(), "Which one?"));
    CHECK(p.press(N::enter).touch.has_value());  // it cut nothing
}

TEST_CASE("what is said and stands nowhere on the screen is written on it until a moment after it was said") {
    Person p;
    p.show(screen("choose_identity"));
    CHECK(!has(p.voice.caption(), "Which one?"));  // that is its title
    p.listen();
    p.press(N::plus);
    CHECK(has(p.voice.caption(), "Loudness"));
    CHECK(p.voice.scene().caption == p.voice.caption());
    const auto end = p.speech.over();
    p.clock.now = end + 1s;  // who reads is slower
    CHECK(has(p.voice.caption(), "Loudness"));
    p.clock.now = p.voice.next_tick();
    CHECK(p.clock.now > end);
    CHECK(p.voice.caption().empty());
    p.press(N::num_lock);  // help: long
    const auto lines = p.read();
    CHECK(lines.size() > 3);
    for (const auto& line : lines) CHECK(line.size() < 120);
    p.press(N::plus);
    p.show(screen("idle"), false);
    CHECK(p.voice.caption().empty());  // the next person reads nothing of this one's
}

TEST_CASE("the warning before the last try is heard to its end: meanwhile only loudness and speed change") {
    Person p;
    p.speech.output(ui::Output::headphones);
    p.show(screen("pin_last_try"));
    const auto end = p.speech.over();
    for (p.clock.now += ui::kDebounce; p.clock.now < end; p.clock.now += 500ms)
        for (const auto key : {N::enter, N::backspace, N::star, N::slash, N::dot, N::num_lock}) {
            const auto answer = p.press(key);
            CHECK(!answer.touch);
            CHECK(!answer.moved);
        }
    CHECK(has(p.said(), "Which one?"));
    p.clock.now = end;
    CHECK(p.press(N::enter).touch.has_value());
}

TEST_CASE("a warning whose headphones are pulled out begins anew on the loudspeaker, to its end") {
    Person p;
    p.speech.output(ui::Output::headphones);
    auto warning = screen("pin_last_try");
    warning.nodes.front().key = "pin_last_try.title";
    warning.nodes.front().text = ui::languages().words("en").text("pin_last_try.title");
    const auto title = ui::plain(warning.nodes.front().text);
    p.show(warning);
    p.clock.now += 1s;
    p.voice.headphones(false);
    CHECK(has(p.said(), title));
    p.clock.now = p.speech.over() - 1ms;
    CHECK(!p.press(N::enter).touch);
    CHECK(has(p.said(), title));
}

TEST_CASE("without a spoken visit only digits type, and 5 begins where none do") {
    Person p;
    p.show(screen("idle"), false);
    p.clock.now += 1s;
    for (const auto key : {N::enter, N::star, N::slash, N::backspace, N::plus, N::num_lock, N::dot, N::minus}) {
        CHECK(!p.press(key).touch);
        CHECK(!p.press(key).moved);
    }
    CHECK(!p.press(N::digit, 5).touch);
    const flow::Tap begin{Action::comfort, static_cast<int>(flow::ComfortChoice::spoken)};
    CHECK(p.press(N::digit, 5, true).touch == ui::Input(begin));
    CHECK(p.voice.scene().focus == "face");  // known, and not shown
    p.show(pad(), false);
    p.clock.now += 1s;
    CHECK(p.press(N::digit, 7).touch == ui::Input(ui::PinKey{ui::PinKey::Kind::digit, 7}));
    CHECK(!p.press(N::digit, 5, true).touch);
    CHECK(p.speech.transcript().empty());
}

TEST_CASE("a key that means nothing here sounds so; back and help and where have words") {
    Person p;
    p.speech.output(ui::Output::headphones);
    p.show(pad());
    p.listen();
    CHECK(p.press(N::digit, 7).touch == ui::Input(ui::PinKey{ui::PinKey::Kind::digit, 7}));
    CHECK(p.beeped(Earcon::digit));
    CHECK(!p.press(N::digit, 3).touch);  // no such digit on this pad
    p.press(N::num_lock);
    CHECK(has(p.said(), "The digits type"));
    p.show(screen("choose_identity"));
    p.listen();
    CHECK(p.press(N::digit, 0).moved);
    p.press(N::digit, 1);
    CHECK(has(p.said(), "Which one?"));
    p.press(N::digit, 2);
    CHECK(has(p.said(), "Which one?"));
    Scene nothing;
    nothing.screen = "delivering";
    nothing.language = "en";
    p.show(nothing);
    p.listen();
    CHECK(!p.press(N::enter).touch);
    CHECK(has(p.said(), "nothing to press"));
    CHECK(!p.press(N::backspace).touch);
    CHECK(has(p.said(), "no way back"));
}

TEST_CASE("loudness and speed go by steps to the end of their range, and back to start with the next person") {
    Person p;
    const auto start = p.speech.level();
    p.show(screen("choose_identity"));
    for (int i = 0; i < 9; ++i) p.press(N::plus);
    CHECK(has(p.said(), "loudest"));
    CHECK(p.speech.level().loudness == ui::voice::kLoudest);
    p.listen();
    p.press(N::digit, 9);
    CHECK(has(p.said(), "125"));
    p.show(screen("idle"), false);
    CHECK(p.speech.level() == start);
    CHECK(p.speech.transcript().empty());
}

TEST_CASE("headphones begin, and the loudspeaker goes on without them, but says nothing private") {
    Person p;
    p.show(screen("idle"), false);
    CHECK(p.voice.headphones(true).touch.has_value());
    CHECK(p.speech.output() == ui::Output::headphones);
    auto secret = screen("review");
    secret.nodes[1].key.clear();
    secret.nodes[1].text = "Kikuchi";
    p.show(secret);
    CHECK(has(p.said(), "Kikuchi"));
    CHECK(!p.voice.headphones(false).touch);
    CHECK(has(p.said(), "unplugged"));
    p.listen();
    p.press(N::slash);
    p.press(N::star);
    CHECK(!has(p.said(), "Kikuchi"));
    CHECK(has(p.said(), "plug in headphones"));
    p.listen();
    CHECK(!p.press(N::enter).touch);  // what could not be said was not heard
    CHECK(!p.voice.headphones(true).touch);
    CHECK(has(p.said(), "Kikuchi"));
}

TEST_CASE("the idle screen tells softly how to hear it, as often as the site says, and to nobody who listens already") {
    Person p;
    p.show(screen("idle"), false);
    p.voice.tick();
    CHECK(has(p.said(), "hold down the key 5"));
    const auto next = p.clock.now + 30s;
    p.read();
    CHECK(p.voice.next_tick() == next);
    REQUIRE(!p.tape.played.empty());
    const auto soft = p.tape.played.back().play.volume;
    p.clock.now = next;
    p.voice.tick();
    CHECK(p.speech.transcript().size() == 1);  // what was told before is not kept for ever
    p.show(screen("idle"), true);
    CHECK(p.tape.played.back().play.volume > soft);
    p.read();
    CHECK(p.voice.next_tick() == base::MonoTime::max());
    p.show(screen("out_of_service"), false);
    CHECK(p.voice.next_tick() == base::MonoTime::max());
}

TEST_CASE("who asks for longer movements is told so") {
    Person p;
    p.show(screen("face_refused"));
    p.listen();
    p.press(N::digit, 3);
    const flow::Tap longer{Action::comfort, static_cast<int>(flow::ComfortChoice::long_moves)};
    CHECK(p.press(N::digit, 3, true).touch == ui::Input(longer));
    CHECK(has(p.said(), "twice"));
}

TEST_CASE("headphones that somebody left in the jack tell how to begin, and there any key does") {
    Person p;
    p.show(screen("idle"), false);
    CHECK(p.voice.headphones(true).touch.has_value());
    p.show(screen("thanks"));
    p.listen();
    p.show(screen("idle"), false);  // that visit is over, and nobody pulled them out
    p.voice.tick();
    CHECK(has(p.said(), "hold down the key 5"));  // to the room
    CHECK(p.tape.played.back().play.output == ui::Output::loudspeaker);
    p.clock.now = std::max(p.speech.over(), p.voice.next_tick());
    while (!has(p.said(), "press any key")) {
        p.clock.now = p.voice.next_tick();
        p.voice.tick();
    }
    CHECK(p.tape.played.back().play.output == ui::Output::headphones);
    CHECK(p.clock.now < p.speech.over());
    const auto told = p.clock.now;
    do {
        p.clock.now = p.voice.next_tick();
        p.voice.tick();
    } while (!has(p.said(), "press any key") || p.speech.transcript().back().at == told);
    CHECK(p.clock.now - told >= app::Announcements::kIntoHeadphones);
    const ui::Input begin = flow::Tap{Action::comfort, static_cast<int>(flow::ComfortChoice::spoken)};
    for (const auto key : {N::enter, N::star, N::plus, N::num_lock, N::backspace, N::dot})
        CHECK(p.press(key).touch == begin);
    CHECK(p.press(N::digit, 1).touch == begin);
    p.show(screen("idle"), true);
    CHECK(has(p.said(), "Which one?"));
    CHECK(p.tape.played.back().play.output == ui::Output::headphones);
    p.show(screen("choose_identity"), false);  // somebody who touches, with the headphones in
    p.clock.now += 1s;
    CHECK(!p.press(N::enter).touch);
}

TEST_CASE(
    "without any recording keys lead through the screens by the focus that is drawn, and nobody waits for words") {
    Person p;
    Voice voice(p.speech, ui::languages(), p.clock, 30s, true);
    const auto show = [&](Scene scene, bool spoken) {
        voice.follow(scene, spoken);
        voice.tell();
        p.clock.now += ui::kDebounce;
        return scene;
    };
    show(screen("idle"), false);
    CHECK(voice.next_tick() == base::MonoTime::max());  // nothing announces what nobody can hear
    const ui::Input begin = flow::Tap{Action::comfort, static_cast<int>(flow::ComfortChoice::spoken)};
    CHECK(voice.press({N::star}).touch == begin);
    show(pad(), false);
    CHECK(voice.press({N::digit, 7}).touch == ui::Input(ui::PinKey{ui::PinKey::Kind::digit, 7}));
    CHECK(voice.press({N::enter}).touch == begin);
    CHECK(show(screen("choose_identity"), true).focus == "face");
    CHECK(has(voice.caption(), "6"));  // which keys lead on is written
    CHECK(voice.press({N::digit, 6}).moved);
    CHECK(voice.scene().focus == "pin");
    p.clock.now += ui::kDebounce;
    CHECK(voice.press({N::enter}).touch == ui::Input(flow::Tap{Action::choose_pin}));
    const auto level = p.speech.level();
    voice.press({N::plus});
    CHECK(p.speech.level() == level);
    show(screen("pin_last_try"), true);
    CHECK(!voice.warns());
    CHECK(voice.press({N::enter}).touch.has_value());
}

TEST_CASE(
    "what is written on the screen is what is said, and what a loudspeaker keeps to itself is not written either") {
    Person p;
    auto secret = screen("review");
    secret.nodes[1].key.clear();
    secret.nodes[1].text = "Kikuchi";
    p.show(secret);
    p.listen();
    secret.nodes[1].text = "Yamada";  // who reads the caption sees no such button any more
    p.show(screen("consent"));
    p.listen();
    p.show(secret);
    std::string written;
    for (const auto& line : p.read()) written += line;
    CHECK(has(written, "headphones"));
    CHECK(!has(written, "Kikuchi"));
    CHECK(!has(p.said(), "Yamada"));
}

TEST_CASE("while a warning is heard to its end, what is said next is written when that is said") {
    Person p;
    p.speech.output(ui::Output::headphones);
    p.show(screen("pin_last_try"));
    const auto end = p.speech.over();
    p.clock.now += ui::kDebounce;
    CHECK(p.voice.warns());
    p.press(N::plus);
    CHECK(p.voice.caption().empty());
    CHECK(p.voice.next_tick() == end);
    p.clock.now = end;
    CHECK(!p.voice.warns());
    CHECK(has(p.voice.caption(), "Loudness"));
    CHECK(p.press(N::enter).touch.has_value());
}
