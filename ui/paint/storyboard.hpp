// SPDX-License-Identifier: Apache-2.0
// Many screens in one picture, in order, each with a line under it.
#pragma once

#include "text.hpp"

namespace uketsuke::ui::paint {

struct Tile {
    Picture picture;
    std::string caption;
};

struct StoryboardOptions {
    int columns = 3;
    int tile_width = 480;  ///< px; heights follow the pictures
    std::string title;     ///< empty: none
};

/// Errors: file_unreadable when a font is missing, internal when there is no tile.
base::Result<Picture> storyboard(const std::vector<Tile>& tiles, const StoryboardOptions& options = {});

}  // namespace uketsuke::ui::paint
