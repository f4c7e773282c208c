// SPDX-License-Identifier: Apache-2.0
#define SDL_MAIN_HANDLED  // our main is the main
#include "found.hpp"

#include <SDL.h>
#include <fmt/format.h>

namespace uketsuke::drivers::sdl {
namespace {

/// One of SDL's parts, as long as it is looked at.
class Subsystem {
public:
    explicit Subsystem(Uint32 which) : which_(which), there_(SDL_InitSubSystem(which) == 0) {}
    ~Subsystem() {
        if (there_) SDL_QuitSubSystem(which_);
    }
    Subsystem(const Subsystem&) = delete;
    Subsystem& operator=(const Subsystem&) = delete;
    [[nodiscard]] bool there() const { return there_; }

private:
    const Uint32 which_;
    const bool there_;
};

base::Unexpected<base::Error> nothing(std::string_view why) {
    return base::fail(base::ErrorCode::internal, std::string(why));
}

}  // namespace

base::Result<std::string> screen_found() {
    const Subsystem video(SDL_INIT_VIDEO);
    if (!video.there()) return nothing(SDL_GetError());
    SDL_DisplayMode mode{};
    if (SDL_GetCurrentDisplayMode(0, &mode) != 0) return nothing(SDL_GetError());
    return fmt::format("{}×{}", mode.w, mode.h);
}

base::Result<std::string> sound_found(const std::string& name) {
    const Subsystem audio(SDL_INIT_AUDIO);
    if (!audio.there()) return nothing(SDL_GetError());
    const int devices = SDL_GetNumAudioDevices(0);
    for (int i = 0; i < devices; ++i)
        if (const char* one = SDL_GetAudioDeviceName(i, 0); one != nullptr && (name.empty() || name == one))
            return std::string(one);
    return nothing(name.empty() ? "no sound device" : "no sound device " + name);
}

}  // namespace uketsuke::drivers::sdl
