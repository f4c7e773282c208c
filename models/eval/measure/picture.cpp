// SPDX-License-Identifier: Apache-2.0
#include "picture.hpp"

#include <fmt/format.h>

#include <opencv2/imgcodecs.hpp>

namespace uketsuke::models::eval {

base::Result<cv::Mat> read_picture(const std::filesystem::path& file) {
    std::string reason = "is not there or is no picture";
    try {
        cv::Mat picture = cv::imread(file.string(), cv::IMREAD_ANYCOLOR);
        if (!picture.empty()) return picture;
    } catch (const cv::Exception& error) {
        reason = error.err;
    }
    return base::fail(base::ErrorCode::file_unreadable, fmt::format("{} {}", file.string(), reason));
}

domain::Image image_of(const cv::Mat& picture) {
    const cv::Mat whole = picture.isContinuous() ? picture : picture.clone();
    return {whole.cols,
            whole.rows,
            whole.channels(),
            {whole.datastart, whole.datastart + whole.total() * whole.elemSize()}};
}

}  // namespace uketsuke::models::eval
