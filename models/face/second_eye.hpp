// SPDX-License-Identifier: Apache-2.0
// The second eye: is the face of the colour picture there in near-infrared light, too, and as skin is? Internal to
// models/face: has OpenCV types. It has met no real infrared camera; docs/cameras.md says what its limits rest on.
#pragma once

#include <array>
#include <deque>
#include <string>

#include "firmware/base/enumeration.hpp"
#include "networks.hpp"

namespace uketsuke::models::face {

/// What one infrared picture says of the face that was seen in colour at that time.
enum class InfraredSight : std::uint8_t {
    seen,        ///< a face, there, with the contrast of one
    dark,        ///< nothing sends the lamp's light back, or visible light alone comes from there: a screen
    elsewhere,   ///< there is a face, and at another place or of another size
    flat,        ///< light, and no face in it: paper whose inks infrared does not see
    not_paired,  ///< there is no picture of that time: no evidence
};

/// Measured on one infrared picture.
struct InfraredMeasures {
    double light = 0;     ///< median grey, 0 … 255, in the middle of the box of the colour picture's face
    bool face = false;    ///< the detector finds one; the rest is of the one that is nearest to that box
    double away = 0;      ///< between the middles of both boxes, in heights of the colour picture's
    double size = 1;      ///< the larger height over the smaller
    double contrast = 0;  ///< in the middle of its box: (light - dark) / light, at 95 and 5 % of the pixels
};

/// Light: in a dark room an owner of such a camera measured 41 (median) to 56 in the middle of pictures with a face
/// (github.com/archledger/irlume, issue 613); screens are rendered below 20. Away and size: two lenses 2 cm apart see a
/// face at half a metre a tenth of its height apart; who holds something up is a height beside it, or behind it and
/// smaller. Contrast: rendered faces have 0.45 and more, prints whose ink infrared does not see 0.12 and less. All
/// chosen on renderings.
struct InfraredLimits {
    double light = 30;
    double away = 0.5;
    double size = 1.5;
    double contrast = 0.25;
};

/// Of a picture that is there.
InfraredSight judge(const InfraredMeasures& measured, const InfraredLimits& limits = {});
/// `box` in the pixels of a colour picture of `colour_size`, which shows the same view.
InfraredMeasures measure(Networks& networks, const cv::Mat& infrared, cv::Rect2f box, cv::Size colour_size);

/// What the second eye saw of one attempt's good frames. Keeps no picture. Thread-bound.
class SecondEye {
public:
    static constexpr std::size_t kFrames = 7;  ///< the last ones, as many as are gathered
    static constexpr std::size_t kEnough = 4;  ///< of them: more than half

    /// A good frame and its face.
    void look(Networks& networks, const domain::Frame& frame, const Face& face);
    /// There is no such camera.
    [[nodiscard]] bool shut() const { return sights_.empty(); }
    /// Too few pictures came with the colour ones to say anything.
    [[nodiscard]] bool lacks() const { return !shut() && kFrames - count(InfraredSight::not_paired) < kEnough; }
    /// The face was there in most of them.
    [[nodiscard]] bool agrees() const { return shut() || count(InfraredSight::seen) >= kEnough; }
    /// "seen 1, dark 6, …", for the log.
    [[nodiscard]] std::string text() const;

private:
    [[nodiscard]] std::size_t count(InfraredSight sight) const;
    std::deque<InfraredSight> sights_;
};

}  // namespace uketsuke::models::face
