// SPDX-License-Identifier: Apache-2.0
// The face check: frames in, advice out; then one decision against the chip's photo.
#pragma once

#include "firmware/ports/face.hpp"
#include "models.hpp"

namespace uketsuke::models::face {

/// Begins attempts on one set of models. The models must not be used by two attempts at the same time.
class FacePipeline : public ports::FaceVerifier {
public:
    /// `operating_point`: the name of one in the manifest; a name that is not there means the default.
    explicit FacePipeline(std::shared_ptr<FaceModels> models, std::string operating_point = "default");
    /// The attempt keeps the models alive. It gathers seven frames that pass the quality gate; the verdict rests on
    /// the mean template of the five sharpest and on the median of the liveness scores. If the face changes in between,
    /// it starts again. Then come the prompts, followed by this very face without a cut (models/challenge). The
    /// thresholds are the manifest's. Networks are spread over the frames: liveness is made during the prompts, and
    /// without prompts it takes some ten frames more.
    /// `long_moves`: each of them may take twice as long.
    /// When the look leaves a doubt (presentation.hpp), `more` is asked for in the same attempt, and who follows is
    /// taken for a person.
    std::unique_ptr<ports::FaceAttempt> begin(domain::FacePrompts prompts = {}, domain::FacePrompts more = {},
                                              bool long_moves = false) override;

private:
    std::shared_ptr<FaceModels> models_;
    std::string operating_point_;
};

}  // namespace uketsuke::models::face
