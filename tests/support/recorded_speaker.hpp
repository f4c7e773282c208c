// SPDX-License-Identifier: Apache-2.0
// A speaker that nobody hears: what was played, and how loud.
#pragma once

#include <vector>

#include "ui/scene/speaker.hpp"

namespace uketsuke::test {

class RecordedSpeaker : public ui::Speaker {
public:
    struct Played {
        ui::Samples samples;
        double volume;
    };
    base::Result<void> play(const ui::Samples& samples, double volume) override {
        played.push_back({samples, volume});
        return {};
    }
    std::vector<Played> played;
};

}  // namespace uketsuke::test
