// SPDX-License-Identifier: Apache-2.0
#define SDL_MAIN_HANDLED  // our main is the main
#include "sdl_speaker.hpp"

#include <SDL.h>

#include <span>
#include <utility>

namespace uketsuke::drivers::sdl {
namespace {

using ui::voice::Mixer;

constexpr std::uint16_t kFrames = 512;  // 21 ms: with what a driver keeps besides, speech is cut within 50 ms

base::Unexpected<base::Error> sdl_error(const char* what) {
    return base::fail(base::ErrorCode::internal, std::string(what) + ": " + SDL_GetError());
}

/// SDL holds the device's lock.
void fill(void* mixer, Uint8* bytes, int size) {
    static_cast<Mixer*>(mixer)->fill({reinterpret_cast<float*>(bytes), static_cast<std::size_t>(size) / sizeof(float)});
}

class Locked {
public:
    explicit Locked(SDL_AudioDeviceID id) : id_(id) { SDL_LockAudioDevice(id_); }
    ~Locked() { SDL_UnlockAudioDevice(id_); }
    Locked(const Locked&) = delete;
    Locked& operator=(const Locked&) = delete;

private:
    SDL_AudioDeviceID id_;
};

}  // namespace

SdlSpeaker::SdlSpeaker(Names names) {
    devices_[0].name = std::move(names.loudspeaker);
    devices_[1].name = std::move(names.headphones);
}

SdlSpeaker::~SdlSpeaker() {
    for (auto& device : devices_) close(device);
}

SdlSpeaker::Device& SdlSpeaker::device_of(ui::Output output) {
    const bool one = devices_[0].name == devices_[1].name;
    return devices_.at(one ? 0 : static_cast<std::size_t>(output));
}

void SdlSpeaker::close(Device& device) {
    if (device.id == 0) return;
    SDL_CloseAudioDevice(std::exchange(device.id, 0));
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
}

base::Result<void> SdlSpeaker::open(Device& device) {
    if (device.id != 0 && SDL_GetAudioDeviceStatus(device.id) != SDL_AUDIO_STOPPED) return {};
    close(device);
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) return sdl_error("SDL_INIT_AUDIO");
    SDL_AudioSpec wanted{};
    wanted.freq = Mixer::kRate;
    wanted.format = AUDIO_F32SYS;
    wanted.channels = 2;
    wanted.samples = kFrames;
    wanted.callback = fill;
    wanted.userdata = &device.mixer;
    device.id = SDL_OpenAudioDevice(device.name.empty() ? nullptr : device.name.c_str(), 0, &wanted, nullptr, 0);
    if (device.id != 0) {
        SDL_PauseAudioDevice(device.id, 0);
        return {};
    }
    auto failed = sdl_error("SDL_OpenAudioDevice");
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    return failed;
}

base::Result<void> SdlSpeaker::play(const ui::Play& asked) {
    ui::Play play{asked.output, asked.track, made(asked), asked.volume, asked.after};
    if (play.samples.rate != Mixer::kRate) return base::fail(base::ErrorCode::internal, "samples of another rate");
    auto& device = device_of(play.output);
    if (auto opened = open(device); !opened) return opened;
    const Locked lock(device.id);
    device.mixer.play(play);
    return {};
}

base::Result<void> SdlSpeaker::tone(ui::Output output, const ui::voice::FaceTone* tone, double volume) {
    auto& device = device_of(output);
    if (auto opened = open(device); !opened) return opened;
    const Locked lock(device.id);
    device.mixer.tone(tone, volume);
    return {};
}

}  // namespace uketsuke::drivers::sdl
