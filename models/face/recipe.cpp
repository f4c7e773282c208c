// SPDX-License-Identifier: Apache-2.0
#include "recipe.hpp"

#include <algorithm>
#include <array>
#include <opencv2/core.hpp>

namespace uketsuke::models::face {
namespace {

using base::ErrorCode;

constexpr double kRival = 0.5;  ///< a second face at least this tall beside the first is another person in line
constexpr double kRivalScore = 0.8;
constexpr double kPortraitEyes = 30;  ///< pixels between the eyes below which a chip photo is no use

bool has_rival(const std::vector<Face>& faces) {
    return std::any_of(faces.begin() + 1, faces.end(), [&](const Face& other) {
        return other.score >= kRivalScore && other.box.height >= kRival * faces[0].box.height;
    });
}

}  // namespace

std::optional<Seen> look_at(Networks& networks, const cv::Mat& picture, StageTimes& took) {
    const auto faces = timed(took.detect, [&] { return detect(networks.detector, picture); });
    if (faces.empty()) return {};
    const auto points = timed(took.landmarks, [&] { return find_landmarks(networks.landmarks, picture, faces[0]); });
    return timed(took.quality, [&] {
        cv::Mat aligned = align(picture, five_of(points), networks.manifest.embedding);
        const auto quality = measure(picture, aligned, faces[0], points);
        return std::optional<Seen>(std::in_place, Seen{faces[0], static_cast<int>(faces.size()), has_rival(faces),
                                                       points, WipedMat(std::move(aligned)), quality});
    });
}

Template plain_template(Networks& networks, const cv::Mat& aligned, bool flip) {
    auto face = embed(networks.embedding, aligned);
    if (!flip) return face;
    cv::Mat mirrored;
    cv::flip(aligned, mirrored, 1);
    const auto mirror_image = embed(networks.embedding, WipedMat(std::move(mirrored)));
    const std::array<const Template*, 2> both{&face, &mirror_image};
    return Template::mean_of(both);
}

Template product_template(Networks& networks, const cv::Mat& aligned) {
    return centred(plain_template(networks, aligned, networks.manifest.embedding.flip), networks.centre.values);
}

base::Result<void> fit_for_portrait(const std::optional<Seen>& seen) {
    if (!seen) return base::fail(ErrorCode::portrait_without_face, "no face found in the portrait");
    if (seen->quality.eye_distance < kPortraitEyes)
        return base::fail(ErrorCode::portrait_without_face, "the face in the portrait is too small");
    return {};
}

}  // namespace uketsuke::models::face
