// SPDX-License-Identifier: Apache-2.0
#include "picture_file.hpp"

#include <opencv2/imgcodecs.hpp>

namespace uketsuke::tools::eval {

using base::ErrorCode;

base::Result<cv::Mat> read_picture(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) return base::fail(ErrorCode::file_unreadable, "not there");
    try {
        cv::Mat picture = cv::imread(file.string(), cv::IMREAD_ANYCOLOR);
        if (!picture.empty()) return picture;
    } catch (const cv::Exception& exception) {
        return base::fail(ErrorCode::file_unreadable, "no picture: " + exception.err);
    }
    return base::fail(ErrorCode::file_unreadable, "no picture");
}

domain::Image image_of(const cv::Mat& picture) {
    const cv::Mat whole = picture.isContinuous() ? picture : picture.clone();
    return {whole.cols,
            whole.rows,
            whole.channels(),
            {whole.datastart, whole.datastart + whole.total() * whole.elemSize()}};
}

}  // namespace uketsuke::tools::eval
