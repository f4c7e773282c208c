// SPDX-License-Identifier: Apache-2.0
// What SDL plays, as its disk driver writes it into a file: when words begin after they were asked for, and when they
// are gone after they were cut, counted in the file's own frames. The file is looked at once play() has returned: on a
// busy machine it has then grown further, which makes the distance shorter and never longer.
#include <SDL.h>

#include <algorithm>
#include <cstring>
#include <thread>

#include "drivers/sdl/sdl_speaker.hpp"
#include "firmware/base/file.hpp"
#include "heard.hpp"
#include "tests/support/patience.hpp"
#include "tests/support/scratch.hpp"

using namespace uketsuke;
using drivers::sdl::SdlSpeaker;
using ui::Output;
using ui::Track;
using ui::voice::Mixer;

namespace {

constexpr long kMillisecond = Mixer::kRate / 1000;

class Disk {
public:
    Disk() {
        SDL_setenv("SDL_AUDIODRIVER", "disk", 1);
        SDL_setenv("SDL_DISKAUDIODELAY", "21", 1);  // as fast as it is heard
    }
    [[nodiscard]] SdlSpeaker::Names names() const { return {loudspeaker.string(), headphones.string()}; }

    /// Left sides.
    static std::vector<float> frames(const std::filesystem::path& file) {
        const auto bytes = base::read_file(file);
        if (!bytes) return {};
        std::vector<float> all(bytes->size() / sizeof(float)), left;
        std::memcpy(all.data(), bytes->data(), all.size() * sizeof(float));
        for (std::size_t i = 0; i + 1 < all.size(); i += 2) left.push_back(all[i]);
        return left;
    }
    static long length(const std::filesystem::path& file) {
        std::error_code error;
        const auto size = std::filesystem::file_size(file, error);
        return error ? 0 : static_cast<long>(size / (2 * sizeof(float)));
    }
    template <class Condition>
    static std::vector<float> wait_for(const std::filesystem::path& file, Condition condition) {
        auto heard = frames(file);
        for (const auto end = std::chrono::steady_clock::now() + test::kPatience;
             std::chrono::steady_clock::now() < end && !condition(heard); heard = frames(file))
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        return heard;
    }
    test::Scratch folder;
    const std::filesystem::path loudspeaker = folder.path / "loudspeaker", headphones = folder.path / "headphones";
};

long first(const std::vector<float>& heard, float value) {
    return std::find(heard.begin(), heard.end(), value) - heard.begin();
}
long last(const std::vector<float>& heard, float value) {
    return heard.rend() - std::find(heard.rbegin(), heard.rend(), value) - 1;
}
auto has(float value) {
    return [value](const std::vector<float>& heard) { return std::count(heard.begin(), heard.end(), value) > 0; };
}
ui::Play constant(Output output, std::int16_t value, int milliseconds) {
    return {output, Track::words, {Mixer::kRate, std::vector<std::int16_t>(milliseconds * kMillisecond, value)}};
}

}  // namespace

TEST_CASE("words are heard within 150 ms after they were asked for, on a device that is open and on the first one") {
    const Disk disk;
    SdlSpeaker speaker(disk.names());
    REQUIRE(speaker.play(constant(Output::loudspeaker, 8192, 500)));
    long asked = Disk::length(disk.loudspeaker);
    auto heard = Disk::wait_for(disk.loudspeaker, has(0.25F));
    CHECK(first(heard, 0.25F) - asked <= 150 * kMillisecond);
    REQUIRE(speaker.play(constant(Output::loudspeaker, 16384, 500)));
    asked = Disk::length(disk.loudspeaker);
    heard = Disk::wait_for(disk.loudspeaker, has(0.5F));
    CHECK(first(heard, 0.5F) - asked <= 150 * kMillisecond);
}

TEST_CASE("words that are cut are gone within 50 ms, by new words and by silence; other words never overlap") {
    const Disk disk;
    SdlSpeaker speaker(disk.names());
    REQUIRE(speaker.play(constant(Output::headphones, 16384, 60000)));
    Disk::wait_for(disk.headphones, has(0.5F));
    REQUIRE(speaker.play(constant(Output::headphones, 8192, 60000)));
    long asked = Disk::length(disk.headphones);
    auto heard = Disk::wait_for(disk.headphones, has(0.25F));
    CHECK(last(heard, 0.5F) - asked <= 50 * kMillisecond);
    CHECK(last(heard, 0.5F) < first(heard, 0.25F));
    CHECK(*std::max_element(heard.begin(), heard.end()) <= 0.75F);  // while the old fades
    CHECK(first(heard, 0.25F) - last(heard, 0.5F) <= 6 * kMillisecond);
    REQUIRE(speaker.play({Output::headphones, Track::words, {}}));
    asked = Disk::length(disk.headphones);
    heard = Disk::wait_for(disk.headphones, [](const auto& all) { return !all.empty() && all.back() == 0; });
    CHECK(last(heard, 0.25F) - asked <= 50 * kMillisecond);
}

TEST_CASE("a sentence of the pack is in the file sample for sample, once, on its output alone") {
    const Disk disk;
    SdlSpeaker speaker(disk.names());
    const auto clip = test::packs().clip("ja", "カードを読み取っています");
    REQUIRE(clip);
    REQUIRE(speaker.play({Output::loudspeaker, Track::words, {Mixer::kRate, {0}}}));  // the other one is open, too
    REQUIRE(speaker.play({Output::headphones, Track::words, *clip}));
    const auto wanted = static_cast<long>(clip->values.size());
    const auto begin = [](const std::vector<float>& heard) {
        return std::find_if(heard.begin(), heard.end(), [](float value) { return value != 0; }) - heard.begin();
    };
    const auto heard = Disk::wait_for(disk.headphones, [&](const auto& all) {
        return static_cast<long>(all.size()) > begin(all) + wanted + Mixer::kRate / 2;
    });
    const auto lead =
        std::find_if(clip->values.begin(), clip->values.end(), [](int v) { return v != 0; }) - clip->values.begin();
    const long at = begin(heard) - lead;
    REQUIRE(at >= 0);
    REQUIRE(static_cast<long>(heard.size()) > at + wanted);
    for (long i = 0; i < wanted; ++i)
        REQUIRE(heard[static_cast<std::size_t>(at + i)] ==
                Approx(clip->values[static_cast<std::size_t>(i)] / 32768.0F));
    CHECK(std::all_of(heard.begin() + at + wanted, heard.end(), [](float value) { return value == 0; }));
    const auto beside = Disk::frames(disk.loudspeaker);
    CHECK(std::all_of(beside.begin(), beside.end(), [](float value) { return value == 0; }));
}
