// SPDX-License-Identifier: Apache-2.0
#include "attacks.hpp"

#include <fmt/format.h>

#include <array>
#include <opencv2/imgcodecs.hpp>

#include "sim/camera/simulated_camera.hpp"
#include "sim/rig/paths.hpp"

namespace uketsuke::sim {
namespace {

namespace fs = std::filesystem;

constexpr std::array kPeople{"hanako", "taro", "umeko", "yuki"};
constexpr int kFrames = 8;
constexpr base::Duration kApart{300};

/// Moves only when a frame is taken.
class StepClock : public ports::Clock {
public:
    [[nodiscard]] base::MonoTime mono() const override { return now_; }
    [[nodiscard]] base::WallTime wall() const override { return {}; }
    void pass(base::Duration duration) { now_ += duration; }

private:
    base::MonoTime now_{};
};

base::Result<void> write_frames(ports::Capture& capture, StepClock& clock, const fs::path& folder) {
    fs::create_directories(folder);
    for (int i = 0; i < kFrames; ++i) {
        clock.pass(kApart);
        auto frame = capture.next_frame(kApart);
        if (!frame) return base::fail(frame.error());
        const auto file = folder / fmt::format("{:02}.png", i);
        auto& image = frame->image;
        if (!cv::imwrite(file.string(), cv::Mat(image.height, image.width, CV_8UC3, image.pixels.data())))
            return base::fail(base::ErrorCode::file_unreadable, "cannot write " + file.string());
    }
    return {};
}

/// What follows prompts turns to the left and stays so; the others hear nothing.
base::Result<void> draw(const std::string& person, const Look& look, const fs::path& folder) {
    StepClock clock;
    SimulatedCamera camera(
        clock, [&](base::Duration duration) { clock.pass(duration); }, Paths{}.portraits);
    auto view = held(look.artefact, person);
    view.manner = look.manner;
    view.other = person == "taro" ? "hanako" : "taro";
    if (auto shown = camera.show(std::move(view)); !shown) return shown;
    if (look.manner == Manner::follows && look.artefact != Artefact::none)
        camera.hear(domain::FaceAdvice::prompt_turn_left);
    auto capture = camera.open();
    if (!capture) return base::fail(capture.error());
    return write_frames(**capture, clock, folder);
}

}  // namespace

int draw_attacks(const fs::path& out) {
    const Look live{"live", Artefact::none, Manner::follows, ""};
    for (const std::string person : kPeople) {
        auto drawn = draw(person, live, out / "live" / person);
        for (const auto& look : looks())
            if (drawn && look.artefact != Artefact::none)
                drawn = draw(person, look, out / "attack" / look.word / person);
        if (!drawn) {
            fmt::print(stderr, "uketsuke-sim: {}: {}\n", base::name_of(drawn.error().code), drawn.error().detail);
            return 1;
        }
        fmt::print("drawn: {}\n", person);
    }
    fmt::print("{}: rendered from photographs, the live ones too; no evidence about real attacks\n", out.string());
    return 0;
}

}  // namespace uketsuke::sim
