// SPDX-License-Identifier: Apache-2.0
#include "impostors.hpp"

#include <fmt/format.h>

#include <array>
#include <opencv2/imgcodecs.hpp>
#include <set>

#include "sim/camera/simulated_camera.hpp"
#include "sim/paths/paths.hpp"

namespace uketsuke::sim {
namespace {

namespace fs = std::filesystem;

constexpr std::array kPeople{"hanako", "taro", "umeko", "yuki"};
constexpr int kFrames = 12;  ///< the product wants seven good ones
constexpr base::Duration kApart{100};

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

/// As it is before any prompt: that is when the liveness is judged.
base::Result<void> draw(const std::string& person, const Look& look, const fs::path& folder) {
    StepClock clock;
    SimulatedCamera camera(
        clock, [&](base::Duration duration) { clock.pass(duration); }, Paths{}.portraits);
    auto view = held(look.artefact, person);
    view.manner = look.manner;
    view.other = person == "taro" ? "hanako" : "taro";
    if (auto shown = camera.show(std::move(view)); !shown) return shown;
    auto capture = camera.open();
    if (!capture) return base::fail(capture.error());
    return write_frames(**capture, clock, folder);
}

}  // namespace

int draw_attacks(const fs::path& out) {
    const Look live{"live", Artefact::none, Manner::follows, ""};
    for (const std::string person : kPeople) {
        auto drawn = draw(person, live, out / "live" / person);
        std::set<Artefact> known{Artefact::none};
        for (const auto& look : looks())
            if (drawn && known.insert(look.artefact).second)
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
