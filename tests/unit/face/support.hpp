// SPDX-License-Identifier: Apache-2.0
// Photographs, synthetic frames and the loaded models for the tests of the face pipeline.
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "firmware/domain/image.hpp"
#include "models/face/models.hpp"

namespace uketsuke::test {

/// Loaded once for the program; a failed check tells to run ./kiosk setup.
std::shared_ptr<models::face::FaceModels> models();
/// hanako.png, hanako.jp2 …, in its own channels.
cv::Mat portrait(const std::string& file);
domain::Image image_of(const cv::Mat& picture);

/// How a portrait is put before the synthetic camera.
struct Scene {
    double scale = 0.6;       ///< of the 480x640 portrait
    int right = 0, down = 0;  ///< pixels from the middle of the frame
    double light = 1;         ///< gain
    double blur = 0;          ///< sigma, pixels
    double noise = 3;         ///< sigma, grey levels
    std::uint64_t seed = 1;
};
/// A 640x480 picture: a wall with the portrait on it. Synthetic: it is a copy of one photograph.
cv::Mat seen(const cv::Mat& person, const Scene& scene = {});
/// The simulator's synthetic attack (sim/camera/room.hpp), still, with noise.
cv::Mat held_print(const cv::Mat& photograph, std::uint64_t seed);
domain::Frame frame_of(const cv::Mat& picture, std::uint64_t sequence = 0);

}  // namespace uketsuke::test
