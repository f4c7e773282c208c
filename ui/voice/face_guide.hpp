// SPDX-License-Identifier: Apache-2.0
// What ears are told before the camera: a tone at the camera's rate, words at most every few seconds, and a sound when
// something was done. It decides nothing and knows no clock. The words are keys of the catalogue.
#pragma once

#include <optional>
#include <string>

#include "earcons.hpp"
#include "face_tone.hpp"
#include "firmware/base/time.hpp"
#include "firmware/domain/face.hpp"

namespace uketsuke::ui::voice {

/// One attempt of one person. What moves the face to its place comes from the place itself, all else from the advice
/// that the flow holds.
class FaceGuide {
public:
    /// So long a place must have stood before there are words for it, as with the words on the screen.
    static constexpr base::Duration kHold{500};
    /// From one beginning to the next, whatever is said; the same words, and that the
    /// face has come to its place, come again after kAgain only.
    static constexpr base::Duration kEach{2500}, kAgain{6000};
    /// A face that was lost from beside the middle has left the picture there: it is led back for so long.
    static constexpr base::Duration kLost{5000};

    struct Told {
        std::optional<FaceTone> tone;  ///< nothing: silence
        std::optional<Earcon> earcon;  ///< now
        std::string words;             ///< key; empty: none now
        bool at_once = false;          ///< the words cut what is being said: a movement has a time
    };
    /// Called for each picture, or ten times a second. `advice`: what the flow holds; `place`: of the latest frame;
    /// `speaking`: something is being said just now, also of the screen.
    Told hear(std::optional<domain::FaceAdvice> advice, std::optional<domain::FacePlace> place, bool speaking,
              base::MonoTime now);

private:
    enum class Asks { nothing, movement, ahead };  ///< ahead: a movement was seen
    bool note(std::optional<domain::FaceAdvice> advice);
    std::optional<domain::FacePlace> followed(const std::optional<domain::FacePlace>& place, base::MonoTime now);
    std::optional<Earcon> sound(bool changed, bool well, base::MonoTime now);
    [[nodiscard]] std::string words_for(const std::optional<domain::FacePlace>& place) const;
    [[nodiscard]] bool due(bool speaking, base::MonoTime now) const;

    std::optional<domain::FaceAdvice> advice_;
    std::optional<domain::FacePlace> last_;
    Asks asks_ = Asks::nothing;
    std::optional<base::MonoTime> well_told_;  ///< when it was told last that the face is in its place
    bool well_ = false;
    std::string words_, said_;
    base::MonoTime words_since_, said_at_;
    int eyes_ = 0;  ///< so often open or uncovered eyes were asked for
};

/// What the tone says, in words; of side and height what is farther off. Empty: the face is in its place.
std::string way_words(const domain::FacePlace& place);

}  // namespace uketsuke::ui::voice
