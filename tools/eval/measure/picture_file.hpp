// SPDX-License-Identifier: Apache-2.0
// Pictures from files. Unlike the product, which decodes one format in a sandbox, this reads whatever OpenCV does: it
// is for one's own sets of pictures.
#pragma once

#include <filesystem>
#include <opencv2/core.hpp>

#include "firmware/base/error.hpp"
#include "firmware/domain/image.hpp"

namespace uketsuke::tools::eval {

/// 8-bit grey or BGR, set upright by its EXIF word. Errors: file_unreadable ("not there", "no picture": without
/// the path, so that it may stand in a report).
base::Result<cv::Mat> read_picture(const std::filesystem::path& file);
domain::Image image_of(const cv::Mat& picture);

}  // namespace uketsuke::tools::eval
