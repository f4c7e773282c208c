// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <opencv2/dnn.hpp>

#include "models/face/manifest.hpp"

namespace uketsuke::tools::eval {

/// The calls that a frame makes of OpenCV and that allocate in there, bare: the same ones, on matrices that are held
/// ready. What they allocate is OpenCV's own; whatever a frame allocates beyond that is ours. Thread-bound.
class BareFrame {
public:
    /// The files are verified ones (models::face::FaceModels). Errors: OpenCV's exceptions.
    BareFrame(const std::filesystem::path& models, const models::face::Manifest& manifest);

    /// Looks for faces: the detector's network.
    void search();
    /// The rest of a frame: landmarks, the face upright, its sharpness.
    void follow();

private:
    struct Bare {
        Bare(const std::filesystem::path& models, const models::face::ModelSpec& spec);
        void forward(const cv::Mat& picture);
        cv::dnn::Net net;
        std::vector<cv::String> outputs;
        cv::Mat scaled, input;
        std::vector<cv::Mat> results;
    };

    Bare detector_, landmarks_;
    cv::Mat frame_, square_, upright_, grey_, edges_;
};

}  // namespace uketsuke::tools::eval
