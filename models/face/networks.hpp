// SPDX-License-Identifier: Apache-2.0
// What FaceModels holds. Internal to models/face: has OpenCV types.
#pragma once

#include "centre.hpp"
#include "net.hpp"
#include "second_opinion.hpp"
#include "stages.hpp"

namespace uketsuke::models::face {

struct Networks {
    Manifest manifest;
    Centre centre;  ///< without values when the manifest names none
    Net detector, landmarks, embedding, liveness;
    SecondOpinion second_opinion;
    Scratch scratch;

    /// Overwrites what the layers and the scratch memory still hold of the last face.
    void forget() {
        scratch.forget();
        for (auto* net : {&detector, &landmarks, &embedding, &liveness}) net->forget();
    }
};

}  // namespace uketsuke::models::face
