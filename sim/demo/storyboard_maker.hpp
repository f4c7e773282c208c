// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/rig/rig.hpp"
#include "ui/paint/storyboard.hpp"

namespace uketsuke::sim {

/// Collects a picture of every screen that a visit shows, in order, with the time since the visit's start.
class StoryboardMaker {
public:
    /// Listens to the rig's kiosk from now on.
    explicit StoryboardMaker(Rig& rig);

    /// Times begin again at zero.
    void begin(std::string chapter);
    /// A screen that shows the camera is painted again while it stands, so that a face is on the picture. Call it
    /// often.
    void look();
    base::Result<void> write_storyboard(const std::filesystem::path& file, const std::string& title) const;
    [[nodiscard]] std::size_t size() const { return tiles_.size(); }

private:
    void turn_page(flow::State state);

    Rig& rig_;
    std::string chapter_;
    base::MonoTime start_;
    base::MonoTime next_look_;
    std::vector<ui::paint::Tile> tiles_;
};

}  // namespace uketsuke::sim
