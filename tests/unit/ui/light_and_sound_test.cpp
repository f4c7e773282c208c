// SPDX-License-Identifier: Apache-2.0
// How light a panel is and what a speaker plays, by SDL's dummy and disk drivers and a folder as the kernel has it.
#define SDL_MAIN_HANDLED
#include <SDL.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <cstring>
#include <fstream>
#include <thread>

#include "drivers/sdl/sdl_display.hpp"
#include "drivers/sdl/sdl_speaker.hpp"
#include "firmware/base/file.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using namespace std::chrono_literals;
using drivers::sdl::Backlight;
using drivers::sdl::SdlDisplay;
using drivers::sdl::SdlSpeaker;

namespace {

/// A panel's light of 200 steps, as the kernel offers it.
struct KernelLight {
    test::Scratch all;
    std::filesystem::path folder = all.path / "panel0";
    explicit KernelLight(const std::string& most = "200\n") {
        std::filesystem::create_directory(folder);
        std::ofstream(folder / "max_brightness") << most;
        std::ofstream(folder / "brightness") << "200\n";
    }
    [[nodiscard]] std::string now() const { return base::read_file(folder / "brightness").value(); }
};

std::unique_ptr<SdlDisplay> display_with(const ports::FrameTap& tap, const drivers::sdl::Options& options) {
    SDL_setenv("SDL_VIDEODRIVER", "dummy", 1);
    return std::move(SdlDisplay::create({}, tap, options).value());
}

/// Of a pixel of the screen without anything on it.
int grey_of(const SdlDisplay& display) { return static_cast<int>(display.picture().pixels.front() & 0xFF); }

}  // namespace

TEST_CASE("a panel's own light is set in the kernel's steps, and never put out") {
    KernelLight light;
    const auto found = Backlight::find(light.all.path);
    REQUIRE(found);
    CHECK(found->set(0.5));
    CHECK(light.now() == "100");
    CHECK(found->set(0));
    CHECK(light.now() == "1");
    CHECK(found->set(7));
    CHECK(light.now() == "200");
    std::filesystem::remove_all(light.folder);
    CHECK_FALSE(found->set(0.5));
}

TEST_CASE("a light that says nothing of its steps, and a folder that is not there, are none") {
    CHECK_FALSE(Backlight::find(KernelLight("").all.path));
    CHECK_FALSE(Backlight::find(KernelLight("-1\n").all.path));
    CHECK_FALSE(Backlight::find("/nowhere"));
}

TEST_CASE("a window is drawn darker, and the light of a display that is not all ours stays as it is") {
    KernelLight light;
    ports::FrameTap tap;
    const auto window = display_with(tap, {.title = "test", .backlights = light.all.path});
    window->show({});
    const int full = grey_of(*window);
    REQUIRE(full > 200);
    window->brightness(0.5);
    CHECK(grey_of(*window) == Approx(full * 0.625).margin(2));
    window->brightness(0);
    CHECK(grey_of(*window) == Approx(full * 0.25).margin(2));
    window->brightness(1);
    CHECK(grey_of(*window) == full);
    CHECK(light.now() == "200\n");
}

TEST_CASE("a picture that is scaled is drawn darker too") {
    ports::FrameTap tap;
    const auto window = display_with(tap, {.title = "test"});
    SDL_SetWindowSize(SDL_GetWindowFromID(1), 960, 600);
    CHECK(window->wait(30ms).empty());
    window->show({});
    const int full = grey_of(*window);
    REQUIRE(full > 200);
    window->brightness(0.5);
    CHECK(grey_of(*window) == Approx(full * 0.625).margin(2));
}

TEST_CASE(
    "in full screen the panel's own light is set where it can be, and the picture stays; else it is drawn darker") {
    KernelLight light;
    ports::FrameTap tap;
    const auto panel = display_with(tap, {.title = "test", .fullscreen = true, .backlights = light.all.path});
    panel->show({});
    const int full = grey_of(*panel);
    panel->brightness(0.3);
    CHECK(light.now() == "60");
    CHECK(grey_of(*panel) == full);
    std::filesystem::remove_all(light.folder);
    panel->brightness(0.3);
    CHECK(grey_of(*panel) < full);
}

namespace {

/// SDL's disk driver: a device's name is a file, into which it writes what it plays, a frame's left and right in turn.
class DiskSpeaker {
public:
    DiskSpeaker() {
        SDL_setenv("SDL_AUDIODRIVER", "disk", 1);
        SDL_setenv("SDL_DISKAUDIODELAY", "1", 1);
    }
    [[nodiscard]] SdlSpeaker::Names names() const { return {loudspeaker.string(), headphones.string()}; }
    /// Once enough was played.
    static std::vector<float> wait_for(const std::filesystem::path& file, int sounding) {
        std::vector<float> played;
        const auto has_it = [&] {
            const auto bytes = base::read_file(file);
            played.assign(bytes ? bytes->size() / sizeof(float) : 0, 0);
            if (bytes) std::memcpy(played.data(), bytes->data(), played.size() * sizeof(float));
            return std::count_if(played.begin(), played.end(), [](float value) { return value != 0; }) >= sounding;
        };
        for (const auto end = std::chrono::steady_clock::now() + test::kPatience;
             std::chrono::steady_clock::now() < end && !has_it();)
            std::this_thread::sleep_for(5ms);
        return played;
    }
    test::Scratch folder;
    const std::filesystem::path loudspeaker = folder.path / "loudspeaker.raw",
                                headphones = folder.path / "headphones.raw";
};

float loudest(const std::vector<float>& played) {
    return played.empty() ? 0 : *std::max_element(played.begin(), played.end());
}

}  // namespace

TEST_CASE("a speaker plays what it is given, as loud as it is told") {
    const DiskSpeaker disk;
    const ui::Samples samples{24000, std::vector<std::int16_t>(2400, 16384)};
    const auto loudest_at = [&](double volume) {
        SdlSpeaker speaker(disk.names());
        REQUIRE(speaker.play({ui::Output::loudspeaker, ui::Track::words, samples, volume}));
        return loudest(DiskSpeaker::wait_for(disk.loudspeaker, 4800));
    };
    CHECK(loudest_at(1) == Approx(0.5));
    CHECK(loudest_at(0.25) == Approx(0.125));
    CHECK(loudest_at(3) == Approx(0.5));
}

TEST_CASE("what is for headphones is heard on no loudspeaker; where both are one device all is heard there") {
    const DiskSpeaker disk;
    const ui::Samples samples{24000, std::vector<std::int16_t>(2400, 16384)};
    const ui::Play to_headphones{ui::Output::headphones, ui::Track::words, samples};
    const ui::Play to_loudspeaker{ui::Output::loudspeaker, ui::Track::words, {24000, {8192}}};
    {
        SdlSpeaker speaker(disk.names());
        REQUIRE(speaker.play(to_loudspeaker));
        REQUIRE(speaker.play(to_headphones));
        CHECK(loudest(DiskSpeaker::wait_for(disk.headphones, 4800)) == Approx(0.5));
        CHECK(loudest(DiskSpeaker::wait_for(disk.loudspeaker, 2)) == Approx(0.25));
    }
    SdlSpeaker both({disk.loudspeaker.string(), disk.loudspeaker.string()});
    REQUIRE(both.play(to_headphones));
    CHECK(loudest(DiskSpeaker::wait_for(disk.loudspeaker, 4800)) == Approx(0.5));
}

TEST_CASE("where no speaker can be opened its reason is told, and one that comes later is found") {
    SDL_setenv("SDL_AUDIODRIVER", "no_such_driver", 1);
    SdlSpeaker speaker;
    const ui::Play play{ui::Output::loudspeaker, ui::Track::words, {24000, {1, 2, 3}}};
    const auto refused = speaker.play(play);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == base::ErrorCode::internal);
    CHECK_FALSE(refused.error().detail.empty());
    SDL_setenv("SDL_AUDIODRIVER", "dummy", 1);
    CHECK(speaker.play(play));
    CHECK_FALSE(speaker.play({ui::Output::loudspeaker, ui::Track::words, {16000, {1}}}));
}
