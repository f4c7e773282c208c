// SPDX-License-Identifier: Apache-2.0
// ports::CardFrontReader over a camera that looks at the card's front. It has never seen a real card: what it knows of
// print are Debian's fonts, what it knows of the card is CardFrontLayout.
#pragma once

#include "firmware/ports/camera.hpp"
#include "firmware/ports/card.hpp"
#include "firmware/ports/clock.hpp"
#include "picture_reader.hpp"

namespace uketsuke::drivers::card_front {

/// Thread-bound. `camera` and `clock` must outlive this. The camera never gives one picture twice: that is checked
/// around it (firmware/app/checked_camera.hpp).
class PrintedNumberReader : public ports::CardFrontReader {
public:
    static constexpr base::Duration kStart{3000};  ///< for the camera's first picture
    static constexpr base::Duration kLimit{1000};  ///< from the first picture on

    PrintedNumberReader(ports::Camera& camera, const ports::Clock& clock, std::shared_ptr<GlyphNets> nets,
                        CardFrontLayout layout = {}, base::Duration limit = kLimit);

    /// Switches the camera on for this call. Two pictures must say the same digits; two that say different digits end
    /// the call. Pictures and lines are wiped. Errors: number_b_unreadable with name_of(Unreadable) as detail, or the
    /// name of the camera's error.
    base::Result<base::Secret> read(base::Date today) override;

private:
    PictureReading read_picture(const domain::Image& image, base::Date today);

    ports::Camera& camera_;
    const ports::Clock& clock_;
    const base::Duration limit_;
    PictureReader reader_;
};

}  // namespace uketsuke::drivers::card_front
