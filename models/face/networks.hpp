// SPDX-License-Identifier: Apache-2.0
// What FaceModels holds. Internal to models/face: has OpenCV types.
#pragma once

#include "centre.hpp"
#include "net.hpp"
#include "second_opinion.hpp"

namespace uketsuke::models::face {

struct Networks {
    Manifest manifest;
    Centre centre;  ///< without values when the manifest names none
    Net detector, landmarks, embedding, liveness;
    SecondOpinion second_opinion;

    /// Overwrites what the layers still hold of the last face.
    void forget() {
        for (auto* net : {&detector, &landmarks, &embedding, &liveness}) net->forget();
    }
};

}  // namespace uketsuke::models::face
