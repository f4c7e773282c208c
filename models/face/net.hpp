// SPDX-License-Identifier: Apache-2.0
// One network of the manifest in OpenCV's dnn. Internal to models/face: has OpenCV types.
#pragma once

#include <opencv2/dnn.hpp>

#include "manifest.hpp"
#include "models/network/open_network.hpp"
#include "picture_memory.hpp"

namespace uketsuke::models::face {

/// Thread-bound: a network keeps its layers' results between runs.
class Net {
public:
    /// network::open_network, then tried on an empty picture. Errors: model_invalid (missing, wrong checksum, not a
    /// network, other shapes than the manifest's).
    static base::Result<Net> load(const std::filesystem::path& folder, const ModelSpec& spec);

    /// Feeds a picture (8-bit, BGR or grey, any size: it is stretched to the input). One matrix per output of the
    /// manifest, valid until the next run. Deterministic: the same picture gives the same bits on the same machine.
    const std::vector<cv::Mat>& run(const cv::Mat& picture);
    /// The same once more on the input that it still holds.
    const std::vector<cv::Mat>& rerun();
    /// Overwrites what the layers and the canvases still hold of the last picture.
    void forget();

    [[nodiscard]] const ModelSpec& spec() const { return spec_; }
    [[nodiscard]] cv::Size input_size() const { return {spec_.input[3], spec_.input[2]}; }

private:
    Net(ModelSpec spec, cv::dnn::Net net);
    void fill_input(const cv::Mat& picture);

    ModelSpec spec_;
    cv::dnn::Net net_;
    std::vector<cv::String> outputs_;
    PictureMemory scaled_, coloured_, plane_;
    cv::Mat input_;
    std::vector<cv::Mat> results_;
};

}  // namespace uketsuke::models::face
