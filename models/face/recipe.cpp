// SPDX-License-Identifier: Apache-2.0
#include "recipe.hpp"

#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>

namespace uketsuke::models::face {
namespace {

using base::ErrorCode;

constexpr double kRival = 0.5;  ///< a second face at least this tall beside the first is another person in line
constexpr double kRivalScore = 0.8;
constexpr double kDark = 80, kBright = 110;  ///< mean grey: of a picture that is worth a second look, and then
constexpr double kDenoise = 1.2;  ///< standard deviation, pixels; without it the noise of a dark picture hides the face
constexpr double kPortraitEyes = 30;  ///< pixels between the eyes below which a chip photo is no use

bool has_rival(const std::vector<Face>& faces) {
    return std::any_of(faces.begin() + 1, faces.end(), [&](const Face& other) {
        return other.score >= kRivalScore && other.box.height >= kRival * faces[0].box.height;
    });
}

/// The darker of the whole and its middle: before a window, the face is dark and the whole is not.
double brightness(const cv::Mat& picture) {
    const auto mean = [](const cv::Mat& part) {
        const auto all = cv::mean(part);
        return part.channels() == 1 ? all[0] : (all[0] + all[1] + all[2]) / 3;
    };
    const cv::Rect middle(picture.cols / 4, picture.rows / 4, picture.cols / 2, picture.rows / 2);
    return std::max(0.5, std::min(mean(picture), mean(picture(middle))));
}

/// Empty when the picture is bright enough as it is.
cv::Mat brightened(const cv::Mat& picture, PictureMemory& canvas) {
    const double now = brightness(picture);
    if (now >= kDark) return {};
    auto out = canvas.of(picture.size(), picture.type());
    cv::GaussianBlur(picture, out, {}, kDenoise);
    out.convertTo(out, -1, kBright / now);
    return out;
}

/// Leaves faces in the scratch memory; returns the picture that was searched last.
cv::Mat search(Networks& networks, const cv::Mat& picture) {
    auto& scratch = networks.scratch;
    if (!detect(networks.detector, picture, scratch).empty()) return picture;
    const auto brighter = brightened(picture, scratch.whole);
    if (brighter.empty()) return picture;
    detect(networks.detector, brighter, scratch);
    return brighter;
}

/// The upright face as one embedding wants it: the common one, if that has the same places.
cv::Mat upright_for(const Networks& networks, std::size_t i, const cv::Mat& picture, const Seen& seen,
                    PictureMemory& own) {
    const auto& places = networks.manifest.embeddings[i].face;
    const auto size = networks.embeddings[i].input_size();
    if (places == kUprightFace && size == kUprightSize) return seen.aligned;
    return align(picture, five_of(seen.points), places, size, own);
}

Template network_template(Networks& networks, std::size_t i, const cv::Mat& upright, bool flip) {
    auto& net = networks.embeddings[i];
    auto face = embed(net, upright);
    if (!flip) return face;
    auto mirrored = networks.scratch.square.of(upright.size(), upright.type());
    cv::flip(upright, mirrored, 1);
    const auto mirror_image = embed(net, mirrored);
    const std::array<const Template*, 2> both{&face, &mirror_image};
    return Template::mean_of(both);
}

}  // namespace

Seen seen_at(const cv::Mat& picture, const Face& face, const Points& points, Scratch& scratch) {
    Seen seen{.face = face, .faces = 1, .points = points};
    seen.aligned = align(picture, five_of(points), kUprightFace, kUprightSize, scratch.aligned);
    seen.quality = measure(picture.size(), face, points, seen.aligned, scratch);
    return seen;
}

std::optional<Seen> look_at(Networks& networks, const cv::Mat& picture, StageTimes& took) {
    auto& scratch = networks.scratch;
    const auto searched = timed(took.detect, [&] { return search(networks, picture); });
    const auto& faces = scratch.faces;
    if (faces.empty()) return {};
    const auto points =
        timed(took.landmarks, [&] { return find_landmarks(networks.landmarks, searched, faces[0], scratch); });
    return timed(took.quality, [&] {
        auto seen = seen_at(picture, faces[0], points, scratch);
        seen.faces = static_cast<int>(faces.size());
        seen.rival = has_rival(faces);
        seen.brightened = searched.data != picture.data;
        return std::optional<Seen>(std::move(seen));
    });
}

Template first_template(Networks& networks, const cv::Mat& picture, const Seen& seen, bool flip) {
    return network_template(networks, 0, upright_for(networks, 0, picture, seen, networks.scratch.own), flip);
}

void UprightFaces::draw(const Networks& networks, const cv::Mat& picture, const Seen& seen) {
    pictures.resize(networks.embeddings.size());
    canvases_.resize(networks.embeddings.size());
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const auto upright = upright_for(networks, i, picture, seen, canvases_[i]);
        pictures[i] = canvases_[i].of(upright.size(), upright.type());
        upright.copyTo(pictures[i]);
    }
}

void UprightFaces::forget() {
    for (auto& canvas : canvases_) canvas.forget();
}

Template plain_template(Networks& networks, const UprightFaces& faces) {
    std::vector<Template> parts;
    for (std::size_t i = 0; i < faces.pictures.size(); ++i)
        parts.push_back(network_template(networks, i, faces.pictures[i], networks.manifest.embeddings[i].flip));
    return Template::joined(parts, networks.layout);
}

Template plain_template(Networks& networks, const cv::Mat& picture, const Seen& seen) {
    UprightFaces faces;
    faces.draw(networks, picture, seen);
    return plain_template(networks, faces);
}

Template product_template(Networks& networks, const cv::Mat& picture, const Seen& seen) {
    return centred(plain_template(networks, picture, seen), networks.taken_off, networks.layout);
}

base::Result<void> fit_for_portrait(const std::optional<Seen>& seen) {
    if (!seen) return base::fail(ErrorCode::portrait_without_face, "no face found in the portrait");
    if (seen->quality.eye_distance < kPortraitEyes)
        return base::fail(ErrorCode::portrait_without_face, "the face in the portrait is too small");
    return {};
}

}  // namespace uketsuke::models::face
