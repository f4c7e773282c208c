// SPDX-License-Identifier: Apache-2.0
// What was shown to a camera, as files: single pictures and sequences. Names only; nothing is opened.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "firmware/base/error.hpp"

namespace uketsuke::tools::eval {

/// One presentation.
struct Shown {
    enum class Kind {
        picture,  ///< a still; nobody knows what stood before and after it
        video,    ///< one file of moving pictures
        frames,   ///< the same taken apart: a folder of pictures, in the order of their names
    };
    Kind kind = Kind::picture;
    std::string name;                          ///< of the picture, the video or the folder, relative to the set
    std::vector<std::filesystem::path> files;  ///< relative to the set

    bool operator==(const Shown&) const = default;
};

/// All presentations below a folder, in the order of their names. A picture at the top is one, pictures in a sub-folder
/// are the frames of one, and every video (avi, m4v, mkv, mov, mp4, mpg, webm, y4m, in any case) is one, wherever it
/// lies. Errors: file_unreadable (no such folder, or neither picture nor video in it).
base::Result<std::vector<Shown>> shown_in(const std::filesystem::path& folder);

}  // namespace uketsuke::tools::eval
