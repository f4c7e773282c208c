// SPDX-License-Identifier: Apache-2.0
#include "storyboard_maker.hpp"

#include <fmt/format.h>

namespace uketsuke::sim {
namespace {
constexpr base::Duration kLookEvery{250};
}

StoryboardMaker::StoryboardMaker(Rig& rig) : rig_(rig) {
    rig_.kiosk().watch([this](const flow::Visit& before, const flow::Event&, const flow::Step& step) {
        if (chapter_.empty()) return;  // before the first chapter there is nothing to tell
        if (before.state != step.visit.state || before.ticket != step.visit.ticket) turn_page(step.visit.state);
    });
}

void StoryboardMaker::begin(std::string chapter) {
    chapter_ = std::move(chapter);
    start_ = rig_.now();
    turn_page(rig_.kiosk().visit().state);
}

void StoryboardMaker::turn_page(flow::State state) {
    const std::chrono::duration<double> since = rig_.now() - start_;
    tiles_.push_back({rig_.picture(), fmt::format("{}  {:.1f} s  {}", chapter_, since.count(), flow::name_of(state))});
    next_look_ = rig_.now() + kLookEvery;
}

void StoryboardMaker::look() {
    if (rig_.kiosk().visit().state != flow::State::face_capture || rig_.now() < next_look_ || tiles_.empty()) return;
    tiles_.back().picture = rig_.picture();
    next_look_ = rig_.now() + kLookEvery;
}

base::Result<void> StoryboardMaker::write_storyboard(const std::filesystem::path& file,
                                                     const std::string& title) const {
    const auto picture = ui::paint::storyboard(tiles_, {4, 420, title});
    if (!picture) return base::fail(picture.error());
    return ui::paint::write_png(*picture, file);
}

}  // namespace uketsuke::sim
