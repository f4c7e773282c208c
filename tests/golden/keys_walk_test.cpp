// SPDX-License-Identifier: Apache-2.0
// Every screen by the keys of the product itself: each button is gone to, heard and pressed, what it stands for is
// what the flow takes there, and from each screen that asks something a key leads away.
#include <catch2/catch.hpp>
#include <iostream>
#include <set>

#include "firmware/app/voice.hpp"
#include "firmware/flow/state_table.hpp"
#include "firmware/flow/step.hpp"
#include "tests/golden/samples.hpp"
#include "ui/voice/tape.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using flow::State;
using flow::Visit;
using ui::KeypadKey;
using ui::Scene;
using Name = KeypadKey::Name;

namespace {

class Clock : public ports::Clock {
public:
    [[nodiscard]] base::MonoTime mono() const override { return now; }
    [[nodiscard]] base::WallTime wall() const override { return {}; }
    base::MonoTime now{1h};
};

/// Who listens to each word before the next key.
class Person {
public:
    explicit Person(Scene scene) {
        voice_.headphones(true);
        voice_.follow(scene, true);
        voice_.tell();
        listen();
    }
    app::Voice::Answer press(Name name) {
        auto answer = voice_.press({name});
        listen();
        return answer;
    }
    [[nodiscard]] std::string focus() const { return voice_.scene().focus; }

private:
    /// A wait is told of only once it has lasted.
    void listen() {
        clock_.now += 2s;
        voice_.tick();
        clock_.now = std::max(clock_.now, speech_.over()) + ui::kDebounce;
    }

    Clock clock_;
    ui::voice::NoClips clips_;
    ui::voice::Tape tape_{[this] { return clock_.now; }};
    ui::voice::Speech speech_{clips_, tape_, [this] { return clock_.now; }};
    app::Voice voice_{speech_, ui::languages(), clock_, 0s};
};

/// What the flow does with it; nothing: it takes it not.
std::optional<Visit> after(const Visit& visit, const ui::Input& touch) {
    std::optional<flow::Event> event;
    if (const auto* tap = std::get_if<flow::Tap>(&touch)) event = *tap;
    if (std::holds_alternative<ui::PinKey>(touch)) event = flow::PinChanged{std::max(0, visit.pin_digits - 1)};
    if (!event) return {};
    const auto step = flow::step(visit, *event);
    return step.row != nullptr ? std::optional(step.visit) : std::nullopt;
}

bool leads_away(const Visit& before, const Visit& now) {
    return now.state != before.state || now.ticket != before.ticket || now.in_front != before.in_front;
}

/// What only one who is known is asked: the flow has it from the service.
Visit as_it_came(Visit visit) {
    if (!visit.authentication)
        visit.authentication =
            domain::Authentication{domain::Registration::registered, domain::CertificateState::valid, true};
    return visit;
}

struct Walk {
    int screens = 0, pressed = 0;
    std::set<State> asking, left;
};

void walk(const tests::Sample& sample, const Scene& scene, Walk& found) {
    const auto stops = ui::voice::stops(scene);
    if (stops.empty()) return;
    ++found.screens;
    found.asking.insert(sample.visit.state);
    const auto visit = as_it_came(sample.visit);
    Person person(scene);
    for (const auto* stop : stops) {
        INFO(sample.name << " page " << scene.page << ": " << stop->id);
        CHECK(person.focus() == stop->id);
        const auto touch = person.press(Name::enter).touch;
        REQUIRE(touch);
        CHECK(*touch == ui::meaning_of(*stop));
        ++found.pressed;
        if (const auto* turn = std::get_if<ui::TurnPage>(&*touch)) {
            CHECK((turn->page != scene.page && turn->page >= 0 && turn->page < scene.pages));
        } else {
            const auto then = after(visit, *touch);
            CHECK(then);
            if (then && leads_away(visit, *then)) found.left.insert(sample.visit.state);
        }
        person.press(Name::star);
    }
}

}  // namespace

TEST_CASE("by keys each button of every screen is pressed, and each screen that asks something is left") {
    Walk found;
    for (const auto& sample : tests::samples())
        for (int page = 0, of = 1; page < of; ++page) {
            auto view = tests::view_of(sample, "ja");
            view.page = page;
            const auto scene = ui::layout(view, tests::panel());
            of = scene.pages;
            walk(sample, scene, found);
        }
    std::cout << "keys walk: " << found.screens << " pages, " << found.pressed << " buttons pressed, "
              << found.left.size() << " of " << found.asking.size() << " screens left\n";
    for (const auto state : found.asking) {
        INFO(flow::name_of(state));
        CHECK(found.left.contains(state));
    }
    // Where nothing can be pressed the kiosk works, or time goes on by itself.
    for (const auto& row : flow::state_table()) {
        INFO(flow::name_of(row.state));
        if (!found.asking.contains(row.state)) CHECK((row.job || row.delay));
    }
    CHECK(found.pressed > 500);
}
