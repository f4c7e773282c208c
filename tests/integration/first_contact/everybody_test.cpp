// SPDX-License-Identifier: Apache-2.0
// First contacts of all simulated people and with all faults of a card, through the real pcscd, in lines and in a real
// window; and the ways on which something is not there. The card's own counters say what it cost. Without a camera.
#include <catch2/catch.hpp>
#include <cstdio>

#include "desk_with_faces.hpp"
#include "tests/support/card_options.hpp"
#include "tools/contact/window_asker.hpp"
#include "will.hpp"

using namespace uketsuke;
using test::Will;

namespace {

/// By the card's own counters.
struct Tries {
    int pin = 0, password = 0, number_b = 0, verifies = 0;
};

Tries tries_of(test::DeskWithFaces& desk) {
    Tries tries;
    const int read =
        std::sscanf(desk.tries().c_str(), "PIN %d, signature password %d, 照合番号B %d; VERIFYs so far: %d", &tries.pin,
                    &tries.password, &tries.number_b, &tries.verifies);
    REQUIRE(read == 4);
    return tries;
}

/// Where a first contact is read and answered.
class Place {
public:
    virtual ~Place() = default;
    virtual void meet(test::DeskWithFaces& desk, Will& will) = 0;
};

class InLines final : public Place {
public:
    void meet(test::DeskWithFaces& desk, Will& will) override {
        std::string said;
        tools::contact::TerminalAsker asker(test::terminal_of(will, said));
        desk.meet(asker);
        CHECK(said.find(will.number_b) == said.npos);
    }
};

class InWindow final : public Place {
public:
    void meet(test::DeskWithFaces& desk, Will& will) override {
        tools::contact::WindowAsker asker(
            *display_, tap_, [](std::string_view) {}, [] { return false; });
        const test::Hand hand(screen_, *display_, will);
        desk.meet(asker);
        display_->show({});
    }

private:
    const test::XServer screen_{1400, 900};
    ports::FrameTap tap_;
    std::unique_ptr<test::SeenDisplay> display_ =
        std::make_unique<test::SeenDisplay>(drivers::sdl::SdlDisplay::create({}, tap_).value());
};

bool holds_anything_of(const test::DeskWithFaces& desk) {
    const auto& owner = desk.owner();
    for (const auto& word : {owner.name, owner.name_kana, owner.address, owner.number_b()})
        for (const auto* text : {&desk.json, &desk.page})
            if (!word.empty() && text->find(word) != text->npos) return true;
    return false;
}

/// Everything agreed to, with the right digits: no counter has less than before, each number went once at most.
void meet_costs_nothing(Place& place, test::DeskWithFaces& desk) {
    CAPTURE(desk.owner().key);
    const auto before = tries_of(desk);
    auto will = Will::agrees(desk.owner());
    place.meet(desk, will);
    const auto after = tries_of(desk);
    CHECK_FALSE(desk.json.empty());
    CHECK_FALSE(desk.page.empty());
    CHECK_FALSE(holds_anything_of(desk));
    CHECK(after.pin >= before.pin);
    CHECK(after.number_b >= before.number_b);
    CHECK(after.password == before.password);
    CHECK(after.verifies <= 2);
}

void everybody(Place& place) {
    const auto people = sim::load_people(sim::Paths{}.people).value();
    test::DeskWithFaces desk("hanako", "");
    for (const auto& person : people) {
        desk.lay(person.key);
        meet_costs_nothing(place, desk);
    }
    std::printf("first contacts of %zu people: none spent a try\n", people.size());
}

void every_option(Place& place) {
    test::DeskWithFaces desk("hanako", "");
    for (const auto* faults : test::kCardOptions) {
        CAPTURE(faults);
        desk.lay("hanako", faults);
        meet_costs_nothing(place, desk);
    }
    std::printf("first contacts with %zu faults: none spent a try\n", test::kCardOptions.size());
}

/// No camera is there on any of them.
void every_way(Place& place) {
    using tools::card::Exit;
    test::DeskWithFaces desk("hanako", "");
    const auto met = [&](const char* card, const std::function<void(Will&)>& otherwise) {
        desk.lay(card);
        auto will = Will::agrees(desk.owner());
        otherwise(will);
        CAPTURE(card);
        const auto before = tries_of(desk);
        place.meet(desk, will);
        CHECK(desk.json.empty() == !will.keep);
        return std::pair(before, tries_of(desk));
    };
    {
        const auto [before, after] = met("hanako", [](Will& will) { will.number_b.back() = '6'; });  // wrong digits
        CHECK(after.number_b == before.number_b - 1);
        CHECK(after.pin == before.pin);
        CHECK(desk.report.exit() == Exit::kCardRefused);
    }
    {
        const auto [before, after] = met("face_only", [](Will&) {});  // a PIN that cannot be used
        CHECK(after.pin == before.pin);
        CHECK(after.verifies == 1);
        CHECK(desk.report.exit() == Exit::kFine);
    }
    {
        const auto [before, after] = met("hanako", [](Will& will) { will.record = will.pin = will.keep = false; });
        CHECK(after.verifies == 0);
        CHECK(desk.report.exit() == Exit::kFine);
    }
    {
        const auto [before, after] = met("hanako", [](Will& will) { will.look = false; });
        CHECK(after.verifies == 0);
    }
    {
        const auto [before, after] =
            met("hanako", [&](Will& will) { will.before_record = [&] { desk.pull(); }; });  // pulled
        CHECK(after.number_b == before.number_b);
        CHECK(after.verifies == 0);
        CHECK(desk.report.exit() == Exit::kNoCard);
    }
}

}  // namespace

TEST_CASE("in lines every way ends well and costs what was said") {
    InLines place;
    every_way(place);
}

TEST_CASE("in a window every way ends well and costs what was said") {
    InWindow place;
    every_way(place);
}

TEST_CASE("everybody's card and every fault of one in lines: no try is spent", "[.long]") {
    InLines place;
    everybody(place);
    every_option(place);
}

TEST_CASE("everybody's card and every fault of one in a window: no try is spent", "[.long]") {
    InWindow place;
    everybody(place);
    every_option(place);
}
