// SPDX-License-Identifier: Apache-2.0
#include "sim/rig/known_scenes.hpp"

#include <catch2/catch.hpp>

#include "firmware/ports/frame_tap.hpp"
#include "ui/paint/headless.hpp"

using namespace uketsuke;

namespace {

ui::ViewModel idle(int seconds) {
    ui::ViewModel view;
    view.screen = flow::State::idle_warning;
    view.seconds = seconds;
    return view;
}

}  // namespace

TEST_CASE("a screen out of the memory is the one that is laid out anew: by view, panel and languages") {
    const std::vector<std::string> two{"ja", "en"}, turned{"en", "ja"};
    const auto languages = {ui::reviewed_languages(), ui::languages_with(two).value(),
                            ui::languages_with(turned).value()};
    const ports::FrameTap frames;
    int told = 0;
    for (int round = 0; round < 2; ++round)
        for (const auto& offered : languages)
            for (const auto& panel : {ui::Panel{}, ui::Panel{1024, 600, 7}}) {
                const auto display = ui::paint::HeadlessDisplay::create(panel, frames).value();
                for (int seconds = 1; seconds <= 60; ++seconds, ++told) {
                    const ui::MeasuredPanel on{panel, display->measure()};
                    const auto view = idle(seconds);
                    if (sim::layout_from_memory(view, on, offered) != ui::layout(view, on, offered))
                        FAIL(seconds << " s on " << panel.width_px << ", round " << round);
                }
            }
    CHECK(told == 2 * 3 * 2 * 60);
}
