// SPDX-License-Identifier: Apache-2.0
// Camera, face, card front, codes and photo decoder of the virtual rig. No pixel is judged here: a portrait is its key, and
// two keys match when they are the same. How the head moves is judged by the product's own models/challenge, on the
// actor's numbers. What pixels do is shown by the real rig and by the tests of models/face.
#pragma once

#include <functional>
#include <string>

#include "firmware/ports/camera.hpp"
#include "firmware/ports/card.hpp"
#include "firmware/ports/code_reader.hpp"
#include "firmware/ports/face.hpp"
#include "sim/acting/actor.hpp"
#include "sim/acting/shown_code.hpp"
#include "sim/faults/failing.hpp"
#include "sim/people/person.hpp"
#include "sim/time/virtual_time.hpp"

namespace uketsuke::sim {

/// The bytes that stand for a photo in a virtual card's chip.
base::Bytes scripted_photo(std::string_view portrait_key);

/// Who stands there, as script and optics share it.
struct Stage {
    std::string portrait = "nobody";  ///< key of the live face, or nobody
    domain::FaceAdvice advice = domain::FaceAdvice::no_face;
    std::optional<domain::FacePlace> place;             ///< of the face; nothing: one that fits the advice
    std::function<void(Stage&, base::MonoTime)> moves;  ///< somebody who moves by themselves sets both
    Artefact artefact = Artefact::none;
    bool doubtful = false;  ///< a person who does not quite look like one
    Actor actor;
    std::uint64_t frames_taken = 0;  ///< by all captures: no two frames are alike
    const Person* holder = nullptr;  ///< whose card lies on the reader
    bool back_up = false;            ///< with its printed side down

    std::optional<ShownCode> code;    ///< that lies before the camera over the tray

    NamedFault camera;
    Switch* card_front = nullptr;  ///< of whoever reads it; outlives this
};

class ScriptedCamera : public ports::Camera {
public:
    static constexpr base::Duration kFrameTime{66}, kSlowFrameTime{1000};

    ScriptedCamera(Stage& stage, VirtualTime& time) : stage_(stage), time_(time) {}
    base::Result<void> probe() override;
    std::optional<std::string> identity() override { return "scripted camera"; }
    base::Result<std::unique_ptr<ports::Capture>> open() override;

private:
    Stage& stage_;
    VirtualTime& time_;
};

class ScriptedFace : public ports::FaceVerifier {
public:
    static constexpr int kFramesNeeded = 5;
    static constexpr base::Duration kDecisionTime{30};

    ScriptedFace(Stage& stage, VirtualTime& time) : stage_(stage), time_(time) {}
    std::unique_ptr<ports::FaceAttempt> begin(domain::FacePrompts prompts, domain::FacePrompts more,
                                              bool long_moves) override;

private:
    Stage& stage_;
    VirtualTime& time_;
};

class ScriptedCardFront : public ports::CardFrontReader {
public:
    static constexpr base::Duration kReadTime{300};

    ScriptedCardFront(Stage& stage, VirtualTime& time) : stage_(stage), time_(time) {}
    base::Result<base::Secret> read(base::Date today) override;

private:
    Stage& stage_;
    VirtualTime& time_;
};

class ScriptedCodeReader : public ports::CodeReader {
public:
    static constexpr base::Duration kPictureTime{133};

    ScriptedCodeReader(Stage& stage, VirtualTime& time) : stage_(stage), time_(time) {}
    base::Result<std::unique_ptr<ports::CodeLook>> begin() override;

private:
    Stage& stage_;
    VirtualTime& time_;
};

class ScriptedDecoder : public ports::PhotoDecoder {
public:
    base::Result<domain::Image> decode(base::ByteView jp2) override;
};

}  // namespace uketsuke::sim
