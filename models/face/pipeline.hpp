// SPDX-License-Identifier: Apache-2.0
// The face check: frames in, advice out; then one decision against the chip's photo.
#pragma once

#include "firmware/ports/face.hpp"
#include "models.hpp"

namespace uketsuke::models::face {

/// What the liveness score does. `measure_only` is for the simulator, whose pictures are all of pictures: the score is
/// measured and reported in the Verdict, and refuses nobody. Whoever sets it says so on screen and in the log.
enum class LivenessMode { enforce, measure_only };

/// Begins attempts on one set of models. The models must not be used by two attempts at the same time.
class FacePipeline : public ports::FaceVerifier {
public:
    explicit FacePipeline(std::shared_ptr<FaceModels> models, LivenessMode liveness = LivenessMode::enforce);
    /// The attempt keeps the models alive. It gathers seven frames that pass the quality gate and takes the five
    /// sharpest; the verdict rests on their mean template and on the median of the liveness scores. If the face changes
    /// in between, it starts again. The thresholds are the manifest's.
    std::unique_ptr<ports::FaceAttempt> begin() override;

private:
    std::shared_ptr<FaceModels> models_;
    LivenessMode liveness_;
};

}  // namespace uketsuke::models::face
