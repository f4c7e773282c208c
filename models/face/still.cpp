// SPDX-License-Identifier: Apache-2.0
#include "still.hpp"

#include "presentation.hpp"
#include "recipe.hpp"

namespace uketsuke::models::face {
namespace {

using base::ErrorCode;

/// Runs a step that may throw OpenCV's exceptions.
template <class Value, class Step>
base::Result<Value> guarded(Step step) {
    try {
        return step();
    } catch (const cv::Exception& error) {
        return base::fail(ErrorCode::internal, error.err);
    }
}

base::Result<Seen> see(Networks& networks, const domain::Image& picture, Role role, StageTimes& took) {
    auto seen = picture.consistent() ? look_at(networks, view_of(picture), took) : std::nullopt;
    if (role == Role::portrait)
        if (const auto fit = fit_for_portrait(seen); !fit) return base::fail(fit.error());
    if (!seen) return base::fail(ErrorCode::face_not_found, "no face found in the picture");
    return std::move(*seen);
}

}  // namespace

base::Result<Enrolled> StillFaces::enrol(const domain::Image& picture, Role role) {
    return guarded<Enrolled>([&]() -> base::Result<Enrolled> {
        auto& networks = models_->networks();
        Enrolled enrolled;
        const auto seen = see(networks, picture, role, enrolled.took);
        if (!seen) return base::fail(seen.error());
        enrolled.plain = timed(enrolled.took.embed, [&] {
            return recipe_ == Recipe::plain ? first_template(networks, view_of(picture), *seen, false)
                                            : plain_template(networks, view_of(picture), *seen);
        });
        enrolled.face = recipe_ == Recipe::plain ? centred(enrolled.plain, {}, {{enrolled.plain.values().size(), 1}})
                                                 : centred(enrolled.plain, networks.taken_off, networks.layout);
        enrolled.quality = seen->quality;
        enrolled.advice = advise(seen->quality, {});
        enrolled.detector_score = seen->face.score;
        enrolled.faces = seen->faces;
        return enrolled;
    });
}

base::Result<double> StillFaces::live_score(const domain::Image& picture) {
    return guarded<double>([&]() -> base::Result<double> {
        StageTimes took;
        const auto seen = see(models_->networks(), picture, Role::live, took);
        if (!seen) return base::fail(seen.error());
        return passive_score(models_->networks(), view_of(picture), seen->face);
    });
}

}  // namespace uketsuke::models::face
