// SPDX-License-Identifier: Apache-2.0
#include "bare_frame.hpp"

#include <opencv2/imgproc.hpp>

namespace uketsuke::tools::eval {

BareFrame::Bare::Bare(const std::filesystem::path& models, const models::face::ModelSpec& spec)
    : net(cv::dnn::readNetFromONNX((models / spec.file).string())),
      outputs(net.getUnconnectedOutLayersNames()),
      scaled(spec.input[2], spec.input[3], CV_8UC3),
      input(spec.input, CV_32F, cv::Scalar(0)) {
    net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
    net.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
}

void BareFrame::Bare::forward(const cv::Mat& picture) {
    cv::resize(picture, scaled, scaled.size());
    net.setInput(input);
    net.forward(results, outputs);
}

BareFrame::BareFrame(const std::filesystem::path& models, const models::face::Manifest& manifest)
    : detector_(models, manifest.detector),
      landmarks_(models, manifest.landmarks),
      frame_(480, 640, CV_8UC3, cv::Scalar::all(128)),
      square_(300, 300, CV_8UC3, cv::Scalar::all(128)),
      upright_(112, 112, CV_8UC3),
      grey_(60, 60, CV_8UC1, cv::Scalar(128)),
      edges_(60, 60, CV_32F) {}

void BareFrame::search() { detector_.forward(frame_); }

void BareFrame::follow() {
    const cv::Matx23d half(0.5, 0, 0, 0, 0.5, 0);
    landmarks_.forward(square_);
    cv::warpAffine(frame_, upright_, half, upright_.size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT);
    cv::Laplacian(grey_, edges_, CV_32F);
}

}  // namespace uketsuke::tools::eval
