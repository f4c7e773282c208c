// SPDX-License-Identifier: Apache-2.0
#include "sheet.hpp"

#include <fmt/format.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "picture_file.hpp"

namespace uketsuke::tools::eval {
namespace {

constexpr int kSide = 120, kWords = 22, kColumns = 4;
const cv::Size kTile(2 * kSide + 8, kSide + kWords);

cv::Mat thumbnail(const std::filesystem::path& file) {
    cv::Mat small = cv::Mat::zeros(kSide, kSide, CV_8UC3);
    const auto picture = read_picture(file);
    if (!picture) return small;
    cv::Mat colour = *picture;
    if (colour.channels() == 1) cv::cvtColor(colour, colour, cv::COLOR_GRAY2BGR);
    const double factor = static_cast<double>(kSide) / std::max(colour.cols, colour.rows);
    cv::resize(colour, colour, {}, factor, factor, cv::INTER_AREA);
    const cv::Rect inside = cv::Rect({}, colour.size()) & cv::Rect({}, small.size());
    colour(inside).copyTo(small(inside));
    return small;
}

void put_tile(cv::Mat sheet, const ScoredPair& pair, const char* kind, const std::filesystem::path& folder,
              const std::vector<Picture>& pictures) {
    thumbnail(folder / pictures[pair.first].file).copyTo(sheet(cv::Rect(0, 0, kSide, kSide)));
    thumbnail(folder / pictures[pair.second].file).copyTo(sheet(cv::Rect(kSide, 0, kSide, kSide)));
    cv::putText(sheet, fmt::format("{} {:.3f}", kind, pair.score), {4, kSide + 15}, cv::FONT_HERSHEY_SIMPLEX, 0.42,
                cv::Scalar::all(30), 1, cv::LINE_AA);
}

int rows_for(std::size_t count) { return (static_cast<int>(count) + kColumns - 1) / kColumns; }

}  // namespace

base::Result<void> write_worst_pairs(const Compared& compared, const std::filesystem::path& folder,
                                     const std::vector<Picture>& pictures, const std::filesystem::path& out) {
    const int rows = rows_for(compared.lowest_genuine.size()) + rows_for(compared.highest_impostors.size());
    cv::Mat sheet(std::max(1, rows) * kTile.height, kColumns * kTile.width, CV_8UC3, cv::Scalar::all(255));
    int row = 0;
    const auto put_all = [&](const std::vector<ScoredPair>& pairs, const char* kind) {
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            const int column = static_cast<int>(i) % kColumns, down = row + static_cast<int>(i) / kColumns;
            put_tile(sheet({cv::Point(column * kTile.width, down * kTile.height), kTile}), pairs[i], kind, folder,
                     pictures);
        }
        row += rows_for(pairs.size());
    };
    put_all(compared.lowest_genuine, "genuine");
    put_all(compared.highest_impostors, "impostor");
    try {
        if (cv::imwrite(out.string(), sheet)) return {};
    } catch (const cv::Exception& error) {
        return base::fail(base::ErrorCode::file_unreadable, error.err);
    }
    return base::fail(base::ErrorCode::file_unreadable, "cannot write " + out.string());
}

}  // namespace uketsuke::tools::eval
