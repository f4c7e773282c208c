// SPDX-License-Identifier: Apache-2.0
#define SDL_MAIN_HANDLED  // our main is the main
#include "sdl_speaker.hpp"

#include <SDL.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace uketsuke::drivers::sdl {
namespace {

base::Unexpected<base::Error> sdl_error(const char* what) {
    return base::fail(base::ErrorCode::internal, std::string(what) + ": " + SDL_GetError());
}

std::vector<std::int16_t> softer(std::vector<std::int16_t> values, double volume) {
    const double share = std::clamp(volume, 0.0, 1.0);
    for (auto& value : values) value = static_cast<std::int16_t>(std::lround(value * share));
    return values;
}

}  // namespace

SdlSpeaker::~SdlSpeaker() { close(); }

void SdlSpeaker::close() {
    if (device_ == 0) return;
    SDL_CloseAudioDevice(std::exchange(device_, 0));
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
}

base::Result<void> SdlSpeaker::open(int rate) {
    if (device_ != 0 && rate_ == rate && SDL_GetAudioDeviceStatus(device_) != SDL_AUDIO_STOPPED) return {};
    close();
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) return sdl_error("SDL_INIT_AUDIO");
    SDL_AudioSpec wanted{};
    wanted.freq = rate_ = rate;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = 1024;
    device_ = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
    if (device_ != 0) return {};
    auto failed = sdl_error("SDL_OpenAudioDevice");
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    return failed;
}

base::Result<void> SdlSpeaker::play(const ui::Samples& samples, double volume) {
    if (auto opened = open(samples.rate); !opened) return opened;
    const auto values = softer(samples.values, volume);
    SDL_ClearQueuedAudio(device_);
    const auto bytes = static_cast<std::uint32_t>(values.size() * sizeof(values.front()));
    if (SDL_QueueAudio(device_, values.data(), bytes) != 0) {
        auto failed = sdl_error("SDL_QueueAudio");
        close();
        return failed;
    }
    SDL_PauseAudioDevice(device_, 0);
    return {};
}

}  // namespace uketsuke::drivers::sdl
