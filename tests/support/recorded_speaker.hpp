// SPDX-License-Identifier: Apache-2.0
// A speaker that nobody hears: what was played, and how loud.
#pragma once

#include <vector>

#include "ui/scene/speaker.hpp"

namespace uketsuke::test {

class RecordedSpeaker : public ui::Speaker {
public:
    base::Result<void> play(const ui::Play& play) override {
        played.push_back(play);
        played.back().samples = made(play);
        return {};
    }
    base::Result<void> tone(ui::Output, const ui::voice::FaceTone*, double) override { return {}; }
    std::vector<ui::Play> played;
};

}  // namespace uketsuke::test
