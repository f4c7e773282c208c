// SPDX-License-Identifier: Apache-2.0
// Short names of the kernel's pixel formats that cameras are sold with.
#pragma once

#include <linux/videodev2.h>

namespace uketsuke::test {

constexpr auto kYuyv = V4L2_PIX_FMT_YUYV, kUyvy = V4L2_PIX_FMT_UYVY, kNv12 = V4L2_PIX_FMT_NV12,
               kMjpg = V4L2_PIX_FMT_MJPEG, kGrey = V4L2_PIX_FMT_GREY;

}  // namespace uketsuke::test
