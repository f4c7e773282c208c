// SPDX-License-Identifier: Apache-2.0
#include "card_photo.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "tools/eval/statistics/score_file.hpp"

namespace uketsuke::tools::eval {
namespace {

using base::ErrorCode;

constexpr double kEyesApart = 0.25, kEyesDown = 0.6;  ///< in widths
constexpr int kMostSide = 4000;

bool parse_part(const std::string& part, CardSim& card) {
    int end = 0, width = 0, height = 0;
    double size = 0;
    const auto whole = static_cast<int>(part.size());
    if (part == "grey") return card.grey = true;
    if (std::sscanf(part.c_str(), "%dx%d%n", &width, &height, &end) == 2 && end == whole) {
        card.width = width;
        card.height = height;
        return width > 0 && height > 0 && width <= kMostSide && height <= kMostSide;
    }
    if (std::sscanf(part.c_str(), "%lfkB%n", &size, &end) != 1 || end != whole) return false;
    card.bytes = static_cast<int>(size * 1000);
    return card.bytes > 0 && size < kMostSide;
}

/// What of the picture lies under a rectangle; outside it the edge is repeated.
cv::Mat cut(const cv::Mat& picture, const cv::Rect2d& where, cv::Size size) {
    const double factor = size.width / where.width;
    const cv::Matx23d transform(factor, 0, -where.x * factor, 0, factor, -where.y * factor);
    cv::Mat out, smooth = picture;
    // Without this, making it much smaller would only pick single pixels.
    if (factor < 0.5) cv::GaussianBlur(picture, smooth, {}, 0.4 / factor);
    cv::warpAffine(smooth, out, transform, size, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return out;
}

}  // namespace

base::Result<CardSim> parse_card_sim(std::string_view words) {
    CardSim card;
    for (const auto& part : columns_of(words, ","))
        if (!parse_part(part, card))
            return base::fail(ErrorCode::config_invalid,
                              fmt::format("'{}' says nothing about a card; one reads grey,240x320,5kB", part));
    return card;
}

base::Result<std::vector<unsigned char>> chip_bytes(const cv::Mat& picture, int bytes) {
    // The encoder wants thousandths of the raw size.
    const auto raw = static_cast<double>(picture.total() * picture.elemSize());
    const int part = std::clamp(static_cast<int>(1000 * bytes / raw), 1, 1000);
    std::vector<unsigned char> file;
    try {
        if (cv::imencode(".jp2", picture, file, {cv::IMWRITE_JPEG2000_COMPRESSION_X1000, part})) return file;
    } catch (const cv::Exception& error) {
        return base::fail(ErrorCode::file_unreadable, error.err);
    }
    return base::fail(ErrorCode::file_unreadable, "JPEG 2000 could not be written");
}

base::Result<cv::Mat> card_photo(const cv::Mat& picture, cv::Point2f left_eye, cv::Point2f right_eye,
                                 const CardSim& card) {
    const double width = cv::norm(right_eye - left_eye) / kEyesApart;
    const cv::Point2d middle = (left_eye + right_eye) * 0.5F;
    const cv::Rect2d where(middle.x - width / 2, middle.y - kEyesDown * width, width, width * card.height / card.width);
    cv::Mat photo = cut(picture, where, {card.width, card.height});
    if (card.grey && photo.channels() == 3) cv::cvtColor(photo, photo, cv::COLOR_BGR2GRAY);
    if (card.bytes == 0) return photo;
    const auto file = chip_bytes(photo, card.bytes);
    if (!file) return base::fail(file.error());
    return cv::imdecode(*file, cv::IMREAD_ANYCOLOR);
}

}  // namespace uketsuke::tools::eval
