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
    std::vector<Centre> centres, second_centres;  ///< one an embedding, without values where the manifest names none
    std::vector<TakenOff> taken_off;              ///< of both, one an embedding
    Layout layout;                                ///< of a template: the embeddings in the manifest's order
    Net detector, landmarks, liveness;
    std::vector<Net> embeddings;
    SecondOpinion second_opinion;
    Scratch scratch;

    /// Overwrites what the layers and the scratch memory still hold of the last face.
    void forget() {
        scratch.forget();
        for (auto* net : {&detector, &landmarks, &liveness}) net->forget();
        for (auto& net : embeddings) net.forget();
    }
};

}  // namespace uketsuke::models::face
