// SPDX-License-Identifier: Apache-2.0
// How long the face pipeline takes, in ratios to other ways of doing the same on the same machine in the same run.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "firmware/base/error.hpp"
#include "tools/eval/data/folder.hpp"
#include "weight.hpp"

namespace uketsuke::tools::eval {

/// Milliseconds of many runs of one thing.
struct Timing {
    std::string name;
    std::vector<double> runs;
    [[nodiscard]] double at(double part) const;  ///< 0.5 = median
    [[nodiscard]] double mean() const;
};

struct Speed {
    std::size_t picture = 0;     ///< the one that was chosen, from 1; no name: a report is passed on
    double nets_ready = 0;       ///< ms from nothing to loaded and verified networks; files warm
    double resident_before = 0;  ///< MB, before the networks …
    double resident = 0;         ///< … and after all frames and decisions
    Weight alone;                ///< the same in a process of its own
    /// The plain detector: one forward of its network on a frame. What the others are compared with.
    Timing forward;
    std::vector<Timing> stages;                        ///< detect, landmarks, quality, embedding, liveness: one thread
    std::vector<Timing> two_threads;                   ///< forward and stages once more with two
    std::vector<Timing> others;                        ///< OpenCV's Haar cascade and dlib's HOG: the detection alone
    Timing taken{"frame, until there is enough", {}};  ///< of whole attempts without prompts: with all networks
    int attempts = 0;                                  ///< that `taken` holds
    Timing prompted{"frame, during the prompts", {}};  ///< each with an embedding; liveness of the earlier ones
    Timing looked_at{"frame, afterwards", {}};
    Timing decision;                 ///< last byte of the photo → verdict, the decoder's process included
    double allocations = -1;         ///< of memory, in a frame afterwards; negative: not counted
    double opencv_allocations = -1;  ///< of them in OpenCV by itself (bare_frame.hpp); the rest is ours

    /// Milliseconds of a frame of `taken`, mean: detection or tracking, landmarks, quality, liveness.
    [[nodiscard]] double taken_without_embeddings() const;
};

struct SpeedOptions {
    std::filesystem::path models, decoder;  ///< folder of the networks; the program uketsuke-photo
    std::filesystem::path folder;           ///< of pictures
    std::vector<Picture> pictures;          ///< the first that makes a good frame is the face
    int frames = 60, decisions = 100;
    std::function<std::uint64_t()> allocations;  ///< how many there were so far; empty: not counted
};

/// The face is put before a wall in 640x480 pixels with new noise in each frame. Restores the number of threads.
/// Errors: model_invalid; file_unreadable (the decoder); face_not_found (no picture shows one face that passes the
/// gate).
base::Result<Speed> measure_speed(const SpeedOptions& options);

}  // namespace uketsuke::tools::eval
