// SPDX-License-Identifier: Apache-2.0
// The good frames of one attempt and what the networks make of them, a little in each frame. Internal to models/face:
// has OpenCV types.
#pragma once

#include <algorithm>
#include <array>

#include "models/challenge/challenge.hpp"
#include "presentation.hpp"
#include "recipe.hpp"

namespace uketsuke::models::face {

/// Holds what a decision rests on: the mean template of the sharpest five of seven frames, and the median of the
/// liveness of all seven. Their embeddings and liveness may be made later than the frames come, so that no frame takes
/// long. All are of one person: who is not like the newest is dropped. Wiped when dropped. Thread-bound.
class Gathered {
public:
    static constexpr std::size_t kWanted = 7;  ///< half a second at 15 frames a second
    static constexpr std::size_t kBest = 5;    ///< of them in the template

    explicit Gathered(Networks& networks) : networks_(networks) { frames_.reserve(kWanted); }

    /// A frame that passed the gate. Not when full().
    void add(const cv::Mat& picture, const Seen& seen, const challenge::Sight& sight);
    /// Does what waits: one embedding, the newest frame's first; or so many views of the liveness network.
    void work(int views);
    void drop_oldest() { frames_.erase(frames_.begin()); }

    [[nodiscard]] std::size_t size() const { return frames_.size(); }
    [[nodiscard]] bool full() const { return size() == kWanted; }
    /// Enough embeddings for a template, and the newest frame is known to be the same person.
    [[nodiscard]] bool known() const;
    /// Nothing waits.
    [[nodiscard]] bool settled() const;

    /// Of the sharpest five whose embeddings are there.
    [[nodiscard]] Template face() const;
    /// Median, 0 … 1, with the cues taken off. Once settled.
    [[nodiscard]] double live() const;
    /// Median of how open the eyes are; there is one frame at least.
    [[nodiscard]] double eyes() const;
    /// Nothing when the head still moved. Once full.
    [[nodiscard]] std::optional<challenge::Sight> neutral() const;

private:
    struct Good {
        challenge::Sight sight;
        double sharpness = 0;
        Presentation presentation;  ///< `live` grows with the views
        int viewed = 0;
        LiveViews views;
        UprightFaces upright;
        Template face;  ///< empty while it waits
    };
    using Frames = std::vector<Good>;

    void embed(Frames::iterator good);
    void keep_one_person(Frames::iterator newly_known);
    void view(Good& good);
    template <class Value>
    [[nodiscard]] double median(Value value) const;

    Networks& networks_;
    Frames frames_;
};

}  // namespace uketsuke::models::face
