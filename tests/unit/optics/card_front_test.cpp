// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "drivers/card_front/printed_number_reader.hpp"
#include "firmware/app/checked_camera.hpp"
#include "hand_clock.hpp"
#include "sim/camera/card_front_camera.hpp"
#include "sim/camera/card_front_cases.hpp"

using namespace uketsuke;
using base::ErrorCode;
using drivers::card_front::PrintedNumberReader;
using test::HandClock;

namespace {

constexpr base::Date kToday{2026, 11, 22};
constexpr double kPrint = 12;  ///< pixels per millimetre of the printed card

std::shared_ptr<drivers::card_front::GlyphNets> nets() {
    static const auto loaded = drivers::card_front::GlyphNets::load(MODELS_DIR);
    INFO((loaded ? "" : loaded.error().detail));
    REQUIRE(loaded);
    return *loaded;
}

struct Rig {
    HandClock clock;
    sim::SimulatedCardFrontCamera camera{clock, clock.pass()};
    app::CheckedCamera checked{camera, clock};
    PrintedNumberReader reader{checked, clock, nets(), {}, base::Duration(250)};  ///< four pictures

    explicit Rig(const sim::Person& person, const sim::Tray& tray = {}, const sim::CardPrint& print = {},
                 const cv::Mat& photo = {}) {
        camera.lay(sim::render_card_front(person, photo, kPrint, print));
        camera.set_tray(tray);
    }
};

std::string text_of(const base::Secret& number) { return {number.expose().begin(), number.expose().end()}; }

/// The digits, or why not.
std::string read(ports::CardFrontReader& reader) {
    const auto number = reader.read(kToday);
    if (number) return text_of(*number);
    CHECK(number.error().code == ErrorCode::number_b_unreadable);
    return number.error().detail;
}
std::string read(Rig& rig) { return read(rig.reader); }

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

/// A camera that shows one picture after another, again and again.
class Album : public ports::Camera {
public:
    Album(HandClock& clock, std::vector<cv::Mat> pictures) : clock_(clock), pictures_(std::move(pictures)) {}
    base::Result<void> probe() override { return {}; }
    base::Result<std::unique_ptr<ports::Capture>> open() override {
        return std::unique_ptr<ports::Capture>(std::make_unique<Leaf>(*this));
    }

private:
    struct Leaf : ports::Capture {
        explicit Leaf(Album& album) : album_(album) {}
        [[nodiscard]] std::string identity() const override { return "album"; }
        base::Result<domain::Frame> next_frame(base::Duration) override {
            album_.clock_.pass()(base::Duration(66));
            const auto& picture = album_.pictures_[count_++ % album_.pictures_.size()];
            return domain::Frame{{picture.cols, picture.rows, picture.channels(), {picture.datastart, picture.dataend}},
                                 album_.clock_.mono(),
                                 count_};
        }
        Album& album_;
        std::size_t count_ = 0;
    };
    HandClock& clock_;
    std::vector<cv::Mat> pictures_;
};

cv::Mat picture_of(const sim::Person& person, std::uint64_t seed) {
    cv::RNG random(seed);
    const auto seen = sim::compose_tray(sim::render_card_front(person, {}, kPrint), {});
    return sim::with_tray_noise(seen, 2, random).clone();
}

}  // namespace

TEST_CASE("the printed number of every person of the simulator is read") {
    const auto people = sim::load_people(PEOPLE_DIR);
    REQUIRE(people);
    REQUIRE(people->size() >= 10);
    for (const auto& person : *people) {
        INFO(person.key);
        cv::Mat photo;
        if (person.has_photo()) photo = cv::imread(std::string(PORTRAITS_DIR) + "/" + person.portrait + ".png");
        Rig rig(person, {}, {.photo = person.has_photo()}, photo);
        if (person.generation == sim::CardGeneration::next) continue;  // what will be printed on it is not public
        if (person.card_expires >= base::Date{kToday.year - 1, kToday.month, kToday.day})
            CHECK(read(rig) == person.number_b());
        else
            CHECK(read(rig) == "implausible");
    }
}

TEST_CASE("a card is read in each direction, tilted, without a photo, in fonts that the reader has not learnt") {
    for (const double turn : {0.0, 90.0, 180.0, 270.0, 33.0}) {
        Rig rig(someone(), {.turn = turn, .x = 2, .y = -2, .tilt = 0.08, .tilt_towards = turn + 40});
        CHECK(read(rig) == someone().number_b());
    }
    for (const auto& font : sim::kPrintFonts) {
        INFO(font.family);
        Rig rig(someone(), {}, {.font = font.family, .photo = false});
        CHECK(read(rig) == someone().number_b());
    }
    Rig foreign(someone(), {}, {.western_birth = true});
    CHECK(read(foreign) == "23031220332285");
}

TEST_CASE("a lamp that shines over the card's edge does not hide where the card lies") {
    for (const double x : {-46.0, 44.0})
        for (const double y : {-14.0, 3.0}) {
            INFO("a lamp at " << x << ", " << y);
            Rig rig(someone(), {.turn = 5, .highlights = {{x, y, 4, 3, 20, 350}}});
            CHECK(read(rig) == someone().number_b());
        }
}

TEST_CASE("print that came out of the printer too low or too high is read") {
    for (const double shift : {-0.8, 0.8})
        for (const char* font : {"UmePlus P Gothic", "BIZ UDPMincho"}) {
            INFO(font << " " << shift);
            Rig rig(someone(), {}, {.font = font, .dx = shift, .dy = shift});
            CHECK(read(rig) == someone().number_b());
        }
}

TEST_CASE("where the fields stand is data: a card with the photo on the left") {
    sim::CardPrint print;
    drivers::card_front::CardFrontLayout layout;
    for (auto* text : {&print.layout.name, &print.layout.address, &print.layout.birth, &print.layout.expiry,
                       &print.layout.remarks, &print.layout.sample})
        text->x += 26;
    print.layout.sex = {30, 27, 3.2};
    for (auto* left : {&print.layout.photo.x, &print.layout.serial.x, &print.layout.security_code.x}) *left -= 58;
    Rig rig(someone(), {}, print);
    CHECK_FALSE(rig.reader.read(kToday));
    layout.birth.x += 26;
    layout.expiry.x += 26;
    layout.security_code.x -= 58;
    PrintedNumberReader other(rig.camera, rig.clock, nets(), layout);
    CHECK(read(other) == someone().number_b());
}

TEST_CASE("each way not to be read has its word") {
    SECTION("an empty tray") {
        Rig rig(someone());
        rig.camera.lay({});
        CHECK(read(rig) == "no_card");
    }
    SECTION("something of another shape") {
        Rig rig(someone());
        rig.camera.lay(cv::Mat(864, 1370, CV_8UC3, cv::Scalar::all(235)).colRange(0, 864).clone());
        rig.camera.set_tray({.tilt = 0.0});
        CHECK(read(rig) != someone().number_b());
    }
    SECTION("a blank card") {
        Rig rig(someone());
        rig.camera.lay(cv::Mat(648, 1027, CV_8UC3, cv::Scalar::all(235)));
        CHECK(read(rig) == "sleeve");  // as if something white lay over the print
    }
    SECTION("out of focus") {
        Rig rig(someone(), {.blur = 5});
        CHECK(read(rig) == "blur");
    }
    SECTION("dark") {
        Rig rig(someone(), {.light = 0.04});
        CHECK(read(rig) == "dark");
    }
    SECTION("no light at all") {
        Rig rig(someone());
        rig.camera.set_tray({.light = 0});
        CHECK(read(rig) == "dark");
    }
    SECTION("a lamp on the security code") {
        Rig rig(someone(), {.highlights = {{27, 14, 5, 3, 0, 400}}});
        CHECK(read(rig) == "glare");
    }
    SECTION("a finger on the birth date") {
        Rig rig(someone(), {.covered = {12, 16, 12, 6}});
        CHECK(read(rig) == "covered");
    }
    SECTION("a scratch through the security code, which may have made another of it") {
        for (const auto& [from, to] : {std::pair{68.5, 70.0}, {72.0, 69.5}}) {
            Rig rig(someone());
            cv::Mat front = sim::render_card_front(someone(), {}, kPrint);
            cv::line(front, cv::Point2d(from, 37) * kPrint, cv::Point2d(to, 48) * kPrint, {225, 228, 230}, 2,
                     cv::LINE_AA);
            rig.camera.lay(front);
            CHECK(read(rig) == "covered");
        }
    }
    SECTION("a sleeve as dull as milk") {
        Rig rig(someone(), {.sleeve = {.on = true, .veil = 0.97}});
        CHECK(read(rig) == "sleeve");
    }
    SECTION("a card of another decade") {
        auto person = someone();
        person.card_expires = {2037, 3, 12};
        Rig rig(person);
        CHECK(read(rig) == "implausible");
    }
}

TEST_CASE("the back is refused as such, in any light and direction, and gives no digits") {
    int named = 0;
    constexpr int kBacks = 20;
    for (std::uint64_t seed = 0; seed < kBacks; ++seed) {
        const auto one = sim::card_front_case(seed, kToday);
        Rig rig(one.person, one.tray);
        rig.camera.lay(one.picture(true));
        const auto number = rig.reader.read(kToday);
        REQUIRE_FALSE(number);
        named += number.error().detail == "wrong_side" ? 1 : 0;
    }
    CHECK(named >= kBacks - 1);
}

TEST_CASE("a finger anywhere over a line never makes another number of it") {
    for (const auto& [x, y, width] : {std::tuple{2.0, 16.0, 30.0}, {2.0, 22.0, 30.0}, {64.0, 39.0, 14.0}})
        for (double at = x; at < x + width; at += 4.3) {
            Rig rig(someone(), {.covered = {at, y, 2.5, 5}});
            const auto number = rig.reader.read(kToday);
            if (number) CHECK(text_of(*number) == someone().number_b());
        }
}

TEST_CASE("specks that made other digits for the networks are known by their colour") {
    for (const std::uint64_t seed : {603'835, 608'327, 608'935, 700'868}) {
        INFO("seed " << seed);
        const auto one = sim::card_front_case(seed, kToday, sim::CardFrontCondition::dirt);
        Rig rig(one.person, one.tray);
        rig.camera.lay(one.picture());
        CHECK_FALSE(rig.reader.read(kToday));
    }
}

TEST_CASE("a lamp or a lens that colours all the print is no dirt") {
    HandClock clock;
    const auto say = [&](const auto& change) {
        Album album(clock, {change(picture_of(someone(), 1)), change(picture_of(someone(), 2))});
        PrintedNumberReader reader(album, clock, nets());
        return read(reader);
    };
    CHECK(say([](const cv::Mat& picture) {  // an evening's light
              cv::Mat warm;
              cv::multiply(picture, cv::Scalar(0.6, 0.85, 1), warm);
              return warm;
          }) == someone().number_b());
    CHECK(say([](const cv::Mat& picture) {  // red and blue do not meet in one place: fringes beside each stroke
              std::vector<cv::Mat> colours;
              cv::split(picture, colours);
              cv::warpAffine(colours[0], colours[0], cv::Matx23d(1, 0, 0.7, 0, 1, 0.3), picture.size());
              cv::warpAffine(colours[2], colours[2], cv::Matx23d(1, 0, -0.7, 0, 1, -0.3), picture.size());
              cv::Mat fringed;
              cv::merge(colours, fringed);
              return fringed;
          }) == someone().number_b());
}

TEST_CASE("one picture is not enough, and two that differ say nothing") {
    HandClock clock;
    auto other = someone();
    other.security_code = "2286";
    const auto one = picture_of(someone(), 1), again = picture_of(someone(), 2), another = picture_of(other, 3);
    const auto say = [&](std::vector<cv::Mat> pictures) {
        Album album(clock, std::move(pictures));
        app::CheckedCamera checked(album, clock);
        PrintedNumberReader reader(checked, clock, nets());
        return read(reader);
    };
    CHECK(say({one}) == "camera_frozen");
    CHECK(say({one, another}) == "disagree");
    CHECK(say({one, another, another}) == "disagree");
    CHECK(say({one, again}) == someone().number_b());
}

TEST_CASE("a camera that is missing or stalls gives no number") {
    Rig rig(someone());
    rig.camera.sensor().set_fault(sim::CameraFault::off);
    CHECK(read(rig) == "camera_missing");
    rig.camera.sensor().set_fault(sim::CameraFault::stuck);
    CHECK(read(rig) == "camera_stalled");
    rig.camera.sensor().set_fault(sim::CameraFault::none);
    CHECK(read(rig) == someone().number_b());
}

TEST_CASE("pictures of the card that somebody feeds in are not read, by the same check as the person's") {
    using sim::CameraFault;
    Rig rig(someone());
    for (const auto& [fault, word] : {std::pair{CameraFault::frozen, "camera_frozen"},
                                      {CameraFault::backwards, "camera_backwards"},
                                      {CameraFault::swapped, "camera_swapped"}}) {
        rig.checked.forget();
        rig.camera.sensor().set_fault(CameraFault::none);
        REQUIRE(read(rig) == someone().number_b());
        rig.camera.sensor().set_fault(fault);
        CHECK(read(rig) == word);
    }
}

TEST_CASE("a recording of the card from earlier in the visit is not read, and the next visit knows nothing of it") {
    HandClock clock;
    Album album(clock, {picture_of(someone(), 1), picture_of(someone(), 2)});
    app::CheckedCamera checked(album, clock);
    PrintedNumberReader reader(checked, clock, nets());
    REQUIRE(read(reader) == someone().number_b());
    CHECK(read(reader) == "camera_repeated");
    checked.forget();
    CHECK(read(reader) == someone().number_b());
}

TEST_CASE("what OpenCV throws ends in the reader: a layout that looks beside the card") {
    Rig rig(someone());
    drivers::card_front::CardFrontLayout layout;
    layout.security_code.x = layout.card_width + 1;
    PrintedNumberReader beside(rig.camera, rig.clock, nets(), layout);
    CHECK(read(beside) == "covered");
}
