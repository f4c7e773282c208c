// SPDX-License-Identifier: Apache-2.0
// A sound device that hangs: who asks it to play never waits, what is asked meanwhile does not pile up, and the program
// ends all the same.
#include "drivers/sound/speaker_thread.hpp"

#include <catch2/catch.hpp>
#include <condition_variable>
#include <mutex>

#include "tests/support/patience.hpp"
#include "ui/voice/face_tone.hpp"

using namespace uketsuke;
using drivers::sound::SpeakerThread;
using ui::Output;
using ui::Play;
using ui::Track;

namespace {

/// Outlives the speaker, as a device does.
struct Device {
    std::mutex mutex;
    std::condition_variable changed;
    bool hangs = false, closed = false;
    int begun = 0;
    std::vector<Play> played;

    template <class Condition>
    [[nodiscard]] bool wait_for(Condition condition) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, test::kPatience, condition);
    }
    void hang(bool on) {
        const std::lock_guard lock(mutex);
        hangs = on;
        changed.notify_all();
    }
};

class HangingSpeaker : public ui::Speaker {
public:
    explicit HangingSpeaker(std::shared_ptr<Device> device) : device_(std::move(device)) {}
    ~HangingSpeaker() override {
        const std::lock_guard lock(device_->mutex);
        device_->closed = true;
        device_->changed.notify_all();
    }
    base::Result<void> play(const Play& play) override {
        std::unique_lock lock(device_->mutex);
        ++device_->begun;
        device_->changed.notify_all();
        device_->changed.wait(lock, [this] { return !device_->hangs; });
        device_->played.push_back(play);
        device_->changed.notify_all();
        if (play.samples.values.empty()) return base::fail(base::ErrorCode::internal, "no samples");
        return {};
    }
    base::Result<void> tone(Output, const ui::voice::FaceTone*, double) override { return {}; }

private:
    std::shared_ptr<Device> device_;
};

Play saying(std::int16_t value, Track track = Track::words) { return {Output::loudspeaker, track, {24000, {value}}}; }

}  // namespace

TEST_CASE("while a speaker hangs, the newest of each track is kept, and played once it goes on") {
    const auto device = std::make_shared<Device>();
    device->hangs = true;
    SpeakerThread speaker(std::make_unique<HangingSpeaker>(device));
    REQUIRE(speaker.play(saying(1)));
    REQUIRE(device->wait_for([&] { return device->begun == 1; }));
    for (std::int16_t i = 2; i < 1000; ++i) REQUIRE(speaker.play(saying(i)));
    REQUIRE(speaker.play(saying(7, Track::earcon)));
    device->hang(false);
    REQUIRE(device->wait_for([&] { return device->played.size() >= 3; }));
    CHECK(device->played[1].samples.values.front() == 999);
    CHECK(device->played[2].track == Track::earcon);
    CHECK(device->played.size() == 3);
}

TEST_CASE("a speaker that hangs does not hold up the end of the program; it is closed should it ever go on") {
    const auto device = std::make_shared<Device>();
    device->hangs = true;
    {
        SpeakerThread speaker(std::make_unique<HangingSpeaker>(device));
        REQUIRE(speaker.play(saying(1)));
        REQUIRE(device->wait_for([&] { return device->begun == 1; }));
    }
    CHECK_FALSE(device->closed);
    device->hang(false);
    CHECK(device->wait_for([&] { return device->closed; }));
}

TEST_CASE("why a speaker failed is told with the next thing that it is to play, once") {
    const auto device = std::make_shared<Device>();
    SpeakerThread speaker(std::make_unique<HangingSpeaker>(device));
    REQUIRE(speaker.play({}));
    base::Result<void> told{};
    for (std::int16_t i = 0; told && i < 1000; ++i) {
        REQUIRE(device->wait_for([&] { return device->played.size() > static_cast<std::size_t>(i); }));
        told = speaker.play(saying(i));
    }
    REQUIRE_FALSE(told);
    CHECK(told.error().detail == "no samples");
    CHECK(speaker.play(saying(1)));
}

TEST_CASE(
    "a disk that hangs holds up nobody: what was said ends at once, and only the newest is played when it goes on") {
    const auto device = std::make_shared<Device>();
    SpeakerThread speaker(std::make_unique<HangingSpeaker>(device));
    const auto disk = std::make_shared<Device>();
    disk->hangs = true;
    const auto from_disk = [&](std::int16_t value) {
        auto play = saying(value);
        play.make = [disk, value] {
            std::unique_lock lock(disk->mutex);
            ++disk->begun;
            disk->changed.notify_all();
            disk->changed.wait(lock, [&] { return !disk->hangs; });
            return ui::Samples{24000, {value}};
        };
        return play;
    };
    REQUIRE(speaker.play(from_disk(1)));
    REQUIRE(disk->wait_for([&] { return disk->begun == 1; }));
    REQUIRE(device->played.size() == 1);
    CHECK(device->played[0].samples.values.empty());  // silence
    for (std::int16_t i = 2; i < 100; ++i) REQUIRE(speaker.play(from_disk(i)));
    disk->hang(false);
    REQUIRE(device->wait_for([&] { return device->played.size() == 3; }));
    CHECK(device->played[2].samples.values == std::vector<std::int16_t>{99});
    CHECK(disk->begun == 2);
}
