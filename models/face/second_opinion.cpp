// SPDX-License-Identifier: Apache-2.0
#include "second_opinion.hpp"

#include <dlib/array2d.h>
#include <dlib/image_processing/frontal_face_detector.h>

#include "firmware/base/bytes.hpp"

namespace uketsuke::models::face {

struct SecondOpinion::Detector {
    dlib::frontal_face_detector hog = dlib::get_frontal_face_detector();
};

SecondOpinion::SecondOpinion()
    : loading_(std::async(std::launch::async, [] { return std::make_unique<Detector>(); })) {}
SecondOpinion::~SecondOpinion() = default;

int SecondOpinion::count_faces(const domain::Image& image) {
    if (loading_.valid()) detector_ = loading_.get();
    dlib::array2d<unsigned char> grey(image.height, image.width);
    for (long y = 0, at = 0; y < image.height; ++y)
        for (long x = 0; x < image.width; ++x, at += image.channels)
            grey[y][x] =
                image.pixels[static_cast<std::size_t>(at + image.channels / 2)];  // green is nearly the luminance
    const auto faces = detector_->hog(grey);
    base::wipe(&grey[0][0], grey.size());  // dlib has memory of its own
    return static_cast<int>(faces.size());
}

}  // namespace uketsuke::models::face
