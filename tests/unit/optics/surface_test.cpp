// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <random>

#include "drivers/surface/printed_surface_reader.hpp"
#include "hand_clock.hpp"
#include "sim/camera/surface_camera.hpp"

using namespace uketsuke;
using base::ErrorCode;
using drivers::surface::PrintedSurfaceReader;
using test::HandClock;

namespace {

constexpr base::Date kToday{2026, 11, 22};
constexpr double kPrint = 16;  ///< pixels per millimetre of the printed card

struct Rig {
    HandClock clock;
    sim::SimulatedSurfaceCamera camera{clock, clock.pass()};
    PrintedSurfaceReader reader{camera, clock, {}, base::Duration(250)};  ///< four frames

    explicit Rig(const sim::Person& person, const sim::Tray& tray = {}) {
        camera.lay(sim::render_card_front(person, {}, kPrint));
        camera.set_tray(tray);
    }
};

std::string text_of(const base::Secret& number) { return {number.expose().begin(), number.expose().end()}; }

std::string read(Rig& rig, base::Date today = kToday) {
    const auto number = rig.reader.read(today);
    return number ? text_of(*number) : "refused: " + number.error().detail;
}

sim::Person someone() {
    sim::Person person;
    person.key = "someone";
    person.name = "架空　誰か";
    person.address = "東京都見本区見本町１－１";
    person.birth = {1948, 3, 12};
    person.card_expires = {2033, 3, 12};
    person.security_code = "2285";
    return person;
}

sim::Person random_person(std::mt19937& random) {
    const auto between = [&](int least, int most) { return std::uniform_int_distribution(least, most)(random); };
    auto person = someone();
    person.birth = {between(1913, 2026), between(1, 10), between(1, 28)};
    person.card_expires = {between(2026, 2036), between(1, 12), between(1, 28)};
    person.security_code = fmt::format("{:04}", between(0, 9999));
    return person;
}

bool refused(const base::Result<base::Secret>& number) {
    return !number && number.error().code == ErrorCode::surface_unreadable && !number.error().detail.empty();
}

}  // namespace

TEST_CASE("the printed number of every person of the simulator is read") {
    const auto people = sim::load_people(PEOPLE_DIR);
    REQUIRE(people);
    REQUIRE(people->size() >= 10);
    for (const auto& person : *people) {
        if (person.western_birth || person.generation != sim::CardGeneration::today) continue;  // printed otherwise
        INFO(person.key);
        Rig rig(person);
        CHECK(read(rig) == person.number_b());
    }
}

TEST_CASE("300 random cards: no wrong digit, and nearly all are read") {
    std::mt19937 random(20261122);
    int right = 0, wrong = 0;
    std::chrono::duration<double, std::milli> spent{};
    for (int i = 0; i < 300; ++i) {
        const auto person = random_person(random);
        Rig rig(person);
        const auto start = std::chrono::steady_clock::now();
        const auto number = rig.reader.read(kToday);
        spent += std::chrono::steady_clock::now() - start;
        if (number) (text_of(*number) == person.number_b() ? right : wrong) += 1;
        if (!number) UNSCOPED_INFO(sim::printed_birth(person.birth) << ' ' << number.error().detail);
    }
    CHECK(wrong == 0);
    CHECK(right >= 290)  // the camera now has room for every direction, and so fewer pixels;
    WARN(fmt::format("300 cards: {} right, {} wrong, {} refused; {:.0f} ms a card, camera simulation included", right,
                     wrong, 300 - right - wrong, spent.count() / 300));
}

TEST_CASE("a card that lies a little turned, tilted or in poor light is read or refused, never misread") {
    std::mt19937 random(7);
    int right = 0, wrong = 0, all = 0;
    for (const sim::Tray& tray :
         {sim::Tray{.turn = 3}, sim::Tray{.turn = -6}, sim::Tray{.tilt = 0.04}, sim::Tray{.blur = 1.2},
          sim::Tray{.blur = 2.5}, sim::Tray{.blur = 4}, sim::Tray{.light = 0.5}, sim::Tray{.light = 1.2}})
        for (int i = 0; i < 6; ++i, ++all) {
            const auto person = random_person(random);
            Rig rig(person, tray);
            const auto number = rig.reader.read(kToday);
            if (number) (text_of(*number) == person.number_b() ? right : wrong) += 1;
        }
    CHECK(wrong == 0);
    WARN(fmt::format("disturbed cards: {} of {} read, {} wrong", right, all, wrong));
}

TEST_CASE("a picture without a readable card is refused with a reason") {
    SECTION("an empty tray") {
        Rig rig(someone());
        rig.camera.lay({});
        CHECK(refused(rig.reader.read(kToday)));
    }
    SECTION("a blank card") {
        Rig rig(someone());
        rig.camera.lay(cv::Mat(864, 1370, CV_8UC3, cv::Scalar::all(235)));
        CHECK(refused(rig.reader.read(kToday)));
    }
    SECTION("upside down") {
        Rig rig(someone(), {.turn = 180});
        CHECK(refused(rig.reader.read(kToday)));
    }
    SECTION("out of focus") {
        Rig rig(someone(), {.blur = 8});
        CHECK(refused(rig.reader.read(kToday)));
    }
    SECTION("dark") {
        Rig rig(someone());
        rig.camera.sensor().set_fault(sim::CameraFault::black);
        CHECK(refused(rig.reader.read(kToday)));
    }
}

TEST_CASE("what OpenCV throws ends here: a layout that looks beside the card") {
    Rig rig(someone());
    drivers::surface::SurfaceLayout layout;
    layout.security_code.x = layout.card_width + 1;
    PrintedSurfaceReader beside(rig.camera, rig.clock, layout, base::Duration(250));
    const auto number = beside.read(kToday);
    REQUIRE(refused(number));
    CHECK(number.error().detail.starts_with("OpenCV: "));
}

TEST_CASE("a finger anywhere over a line never makes another number of it") {
    for (const auto& [x, y, width] : {std::tuple{2.0, 16.0, 40.0}, {2.0, 22.0, 40.0}, {64.0, 39.0, 14.0}})
        for (double at = x; at < x + width; at += 1.5) {
            Rig rig(someone(), {.covered = {at, y, 2.5, 5}});
            const auto number = rig.reader.read(kToday);
            if (number) CHECK(text_of(*number) == someone().number_b());
        }
    Rig rig(someone(), {.covered = {66, 39, 6, 5}});
    CHECK(refused(rig.reader.read(kToday)));
}

TEST_CASE("unlikely dates are refused: born tomorrow, a day that its era had not, a card of another decade") {
    Rig born(someone());
    CHECK(refused(born.reader.read({1948, 3, 11})));
    auto person = someone();
    person.card_expires = {2025, 3, 12};
    Rig past(person);
    CHECK(refused(past.reader.read(kToday)));
    person.card_expires = {2037, 3, 12};
    Rig far(person);
    CHECK(refused(far.reader.read(kToday)));
}

TEST_CASE("a number needs its line to be whole and its era to have had the day") {
    using namespace drivers::surface;
    const auto lines = [](Symbols birth) {
        PrintedLines made;
        made.birth = std::move(birth);
        made.expiry = {Symbol(2), Symbol(0), Symbol(3), Symbol(3), kYear, Symbol(3), kMonth, Symbol(1), kDay};
        made.security_code = {Symbol(2), Symbol(2), Symbol(8), Symbol(5)};
        return made;
    };
    const auto showa = Symbol(kEra + 2), heisei = Symbol(kEra + 3);
    const auto good = number_b(lines({heisei, kFirstYear, kYear, Symbol(1), kMonth, Symbol(8), kDay, kBorn}), kToday);
    REQUIRE(good);
    CHECK(text_of(*good) == "01010820332285");
    for (const Symbols& bad : {Symbols{heisei, kFirstYear, kYear, Symbol(1), kMonth, Symbol(7), kDay, kBorn},
                               Symbols{showa, Symbol(6), Symbol(5), kYear, Symbol(1), kMonth, Symbol(1), kDay, kBorn},
                               Symbols{heisei, kFirstYear, kYear, Symbol(2), kMonth, Symbol(3), Symbol(0), kDay, kBorn},
                               Symbols{heisei, kFirstYear, kYear, Symbol(1), kMonth, Symbol(8), kDay},
                               Symbols{kFirstYear, kYear, Symbol(1), kMonth, Symbol(8), kDay, kBorn}, Symbols{}})
        CHECK(refused(number_b(lines(bad), kToday)));
}

TEST_CASE("a camera that is missing, stalls or repeats one picture gives no number") {
    Rig rig(someone());
    rig.camera.sensor().set_fault(sim::CameraFault::off);
    CHECK(refused(rig.reader.read(kToday)));
    rig.camera.sensor().set_fault(sim::CameraFault::stuck);
    CHECK(refused(rig.reader.read(kToday)));
    rig.camera.sensor().set_fault(sim::CameraFault::none);
    rig.camera.set_tray({.noise = 0});
    CHECK(refused(rig.reader.read(kToday)));
    rig.camera.set_tray({});
    CHECK(read(rig) == someone().number_b());
}
