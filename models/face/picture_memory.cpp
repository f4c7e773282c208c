// SPDX-License-Identifier: Apache-2.0
#include "picture_memory.hpp"

#include <bit>

namespace uketsuke::models::face {

cv::Mat PictureMemory::of(cv::Size size, int type) {
    const auto bytes = static_cast<std::size_t>(size.area()) * CV_ELEM_SIZE(type);
    if (bytes > memory_.size())
        memory_ = base::Bytes(std::bit_ceil(bytes));  // a face that comes nearer does not make it grow at each frame
    return {size, type, memory_.data()};
}

}  // namespace uketsuke::models::face
