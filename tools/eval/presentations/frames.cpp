// SPDX-License-Identifier: Apache-2.0
#include "frames.hpp"

#include <cstdlib>
#include <opencv2/videoio.hpp>

#include "tools/eval/measure/picture_file.hpp"

namespace uketsuke::tools::eval {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;

base::Result<void> each_frame_of_video(const fs::path& file, const LookAtFrame& look) {
    // What FFmpeg has to say about a broken file would stand in the middle of the progress.
    ::setenv("OPENCV_FFMPEG_LOGLEVEL", "-8", 0);
    try {
        cv::VideoCapture video(file.string(), cv::CAP_FFMPEG);
        cv::Mat frame;
        if (!video.isOpened() || !video.read(frame)) return base::fail(ErrorCode::file_unreadable, "no video");
        while (look(frame) && video.read(frame)) continue;
        return {};
    } catch (const cv::Exception& exception) {
        return base::fail(ErrorCode::file_unreadable, "no video: " + exception.err);
    }
}

base::Result<void> each_picture(const fs::path& folder, const std::vector<fs::path>& files, const LookAtFrame& look) {
    base::Result<void> shown = base::fail(ErrorCode::file_unreadable, "no picture");
    for (const auto& file : files) {
        const auto picture = read_picture(folder / file);
        if (!picture) continue;
        shown = {};
        if (!look(*picture)) break;
    }
    return shown;
}

}  // namespace

base::Result<void> each_frame(const fs::path& folder, const Shown& shown, const LookAtFrame& look) {
    return shown.kind == Shown::Kind::video ? each_frame_of_video(folder / shown.files.front(), look)
                                            : each_picture(folder, shown.files, look);
}

}  // namespace uketsuke::tools::eval
