// SPDX-License-Identifier: Apache-2.0
// Leads the face before the camera by ear, at about the camera's rate: the tone and the sounds are played here, the
// words are told to whoever speaks.
#pragma once

#include <optional>
#include <string>

#include "ui/voice/face_guide.hpp"
#include "ui/voice/speech.hpp"

namespace uketsuke::app {

/// Thread-bound to the kiosk's thread. `speech` must outlive it.
class FaceLead {
public:
    explicit FaceLead(ui::voice::Speech& speech) : speech_(speech) {}

    /// Whether there is one to lead from now on; the tone ends with it.
    void set(bool there);
    [[nodiscard]] bool there() const { return guide_.has_value(); }
    /// By what the flow holds and the place of the latest frame. `busy`: something is being said that words for a face
    /// must not cut. Returns the key of the words to say now; empty: none.
    std::string lead(std::optional<domain::FaceAdvice> advice, const std::optional<domain::FacePlace>& place, bool busy,
                     base::MonoTime now);
    /// Another output or loudness: the tone is to be played once more.
    void renew() { tone_.reset(); }
    /// When lead() wants to be called next; MonoTime::max(): there is no face.
    [[nodiscard]] base::MonoTime next() const;

private:
    ui::voice::Speech& speech_;
    std::optional<ui::voice::FaceGuide> guide_;
    std::optional<ui::voice::FaceTone> tone_;
    base::MonoTime led_at_{};
};

}  // namespace uketsuke::app
