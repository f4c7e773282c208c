// SPDX-License-Identifier: Apache-2.0
// The product's way from one still picture to a template, for whoever measures it. No OpenCV types.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "firmware/domain/face.hpp"
#include "firmware/domain/image.hpp"
#include "manifest.hpp"
#include "models.hpp"
#include "quality_values.hpp"
#include "template.hpp"

namespace uketsuke::models::face {

/// A frame of the camera, or the chip's photo.
enum class Role { live, portrait };

/// All that the manifest asks for; or its heaviest embedding alone, without mirror image and centre, to see what the
/// rest is worth.
enum class Recipe { product, plain };

/// Milliseconds of each step.
struct StageTimes {
    double detect = 0, landmarks = 0, quality = 0, embed = 0;
};

struct Enrolled {
    Template face;   ///< what is compared
    Template plain;  ///< before the centre was taken off: what a centre is computed from
    Quality quality;
    domain::FaceAdvice advice = domain::FaceAdvice::good;  ///< of the quality gate, for a live frame
    double detector_score = 0;
    int faces = 0;  ///< found in the picture; the dominant one was taken
    StageTimes took;
};

/// Thread-bound. Uses the models alone: no attempt may run on them meanwhile.
class StillFaces {
public:
    explicit StillFaces(std::shared_ptr<FaceModels> models, Recipe recipe = Recipe::product)
        : models_(std::move(models)), recipe_(recipe) {}

    /// Detect, find landmarks, measure, align, embed: step by step what FacePipeline does with a frame (live) or with
    /// the chip's photo (portrait). A live picture is enrolled whatever its quality; see `advice`.
    /// Errors: face_not_found (live), portrait_without_face (no face, or too small a one), internal.
    base::Result<Enrolled> enrol(const domain::Image& picture, Role role);
    /// 0 … 1; a frame's part of the liveness median. Errors: face_not_found, internal.
    base::Result<double> live_score(const domain::Image& picture);
    /// −1 … 1, what the thresholds are for.
    static double score(const Enrolled& one, const Enrolled& other) { return one.face.cosine(other.face); }
    [[nodiscard]] const Manifest& manifest() const { return models_->manifest(); }

private:
    std::shared_ptr<FaceModels> models_;
    Recipe recipe_;
};

}  // namespace uketsuke::models::face
