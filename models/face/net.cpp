// SPDX-License-Identifier: Apache-2.0
#include "net.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <opencv2/imgproc.hpp>

namespace uketsuke::models::face {
namespace {

using base::ErrorCode;

std::vector<int> shape_of(const cv::Mat& matrix) { return {matrix.size.p, matrix.size.p + matrix.dims}; }

}  // namespace

Net::Net(ModelSpec spec, cv::dnn::Net net)
    : spec_(std::move(spec)),
      net_(std::move(net)),
      outputs_(spec_.output_name.empty() ? net_.getUnconnectedOutLayersNames()
                                         : std::vector<cv::String>{spec_.output_name}),
      input_(spec_.input, CV_32F) {}

base::Result<Net> Net::load(const std::filesystem::path& folder, const ModelSpec& spec) {
    const auto file = folder / spec.file;
    auto opened = network::open_network(folder, spec);
    if (!opened) return base::fail(opened.error());
    try {
        Net net(spec, std::move(*opened));
        std::vector<std::vector<int>> shapes;
        for (const auto& output : net.run(cv::Mat::zeros(net.input_size(), CV_8UC1)))
            shapes.push_back(shape_of(output));
        if (shapes != spec.output)
            return base::fail(ErrorCode::model_invalid,
                              fmt::format("{} gives {}, the manifest says {}", file.string(), fmt::join(shapes, " "),
                                          fmt::join(spec.output, " ")));
        return net;
    } catch (const cv::Exception& error) {
        return base::fail(ErrorCode::model_invalid, fmt::format("{} does not run with the manifest's input {}: {}",
                                                                file.string(), spec.input, error.err));
    }
}

const std::vector<cv::Mat>& Net::run(const cv::Mat& picture) {
    fill_input(picture);
    net_.setInput(input_);
    return rerun();
}

// By hand and not by blobFromImage, which leaves pictures behind in memory that nobody wipes.
void Net::fill_input(const cv::Mat& picture) {
    const bool grey = spec_.colour == Colour::grey;
    cv::Mat fed = picture;
    if (fed.size() != input_size()) {
        fed = scaled_.of(input_size(), picture.type());
        cv::resize(picture, fed, input_size());
    }
    if (grey != (fed.channels() == 1)) {
        auto coloured = coloured_.of(input_size(), grey ? CV_8UC1 : CV_8UC3);
        cv::cvtColor(fed, coloured, grey ? cv::COLOR_BGR2GRAY : cv::COLOR_GRAY2BGR);
        fed = coloured;
    }
    auto plane = plane_.of(input_size(), CV_8UC1);
    for (int channel = 0; channel < spec_.input[1]; ++channel) {
        cv::extractChannel(fed, plane, spec_.colour == Colour::rgb ? 2 - channel : channel);
        cv::Mat into(input_size(), CV_32F, input_.ptr(0, channel));
        const auto i = static_cast<std::size_t>(channel);
        plane.convertTo(into, CV_32F, spec_.scale[i], -spec_.mean[i] * spec_.scale[i]);
    }
}

const std::vector<cv::Mat>& Net::rerun() {
    net_.forward(results_, outputs_);
    return results_;
}

void Net::forget() {
    for (auto* canvas : {&scaled_, &coloured_, &plane_}) canvas->forget();
    run(cv::Mat::zeros(input_size(), CV_8UC1));
}

}  // namespace uketsuke::models::face
