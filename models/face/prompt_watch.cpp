// SPDX-License-Identifier: Apache-2.0
#include "prompt_watch.hpp"

#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>

#include "firmware/base/log.hpp"

namespace uketsuke::models::face {
namespace {

/// Left and right in the upright face (kUprightFace in stages.hpp), and half the width of what is looked
/// at.
const std::array kIris{cv::Point2f{38.3F, 51.7F}, cv::Point2f{73.5F, 51.5F}};
const std::array kCheek{cv::Point2f{38, 66}, cv::Point2f{74, 66}};
constexpr int kIrisWide = 4, kCheekWide = 7, kTall = 3;

double mean_around(const cv::Mat& grey, cv::Point2f middle, int wide) {
    const double scale = grey.cols / 112.0;
    const cv::Rect place(cvRound((middle.x - static_cast<float>(wide)) * scale), cvRound((middle.y - kTall) * scale),
                         cvRound((2 * wide + 1) * scale), cvRound((2 * kTall + 1) * scale));
    return cv::mean(grey(place & cv::Rect({}, grey.size())))[0];
}

constexpr std::array<std::string_view, 7> kFlaws{"",     "too late", "another movement", "moved before it was asked",
                                                 "lost", "a cut",    "another face"};

}  // namespace

double eyes_seen(const cv::Mat& aligned, const Points& points, PictureMemory& canvas) {
    const auto grey = in_grey(aligned, canvas);
    double eyes = 0, cheeks = 0;
    for (std::size_t i = 0; i < kIris.size(); ++i) {
        eyes += mean_around(grey, kIris[i], kIrisWide);
        cheeks += mean_around(grey, kCheek[i], kCheekWide);
    }
    return eye_opening(points) * std::max(0.0, 1 - eyes / std::max(1.0, cheeks));
}

challenge::Sight sight_of(base::MonoTime taken, const Face& face, const Quality& quality, const Points& points,
                          const cv::Mat& aligned, PictureMemory& grey) {
    return {.taken = taken,
            .x = face.box.x + face.box.width / 2.0,
            .y = face.box.y + face.box.height / 2.0,
            .height = face.box.height,
            .turn = quality.turn,
            .eyes = eyes_seen(aligned, points, grey)};
}

void PromptWatch::begin(const challenge::Sight& neutral, Template first) {
    first_ = std::move(first);
    challenge_.begin(neutral);
}

void PromptWatch::see(Template now, challenge::Sight sight) {
    sight.like_first = now.cosine(first_);
    sight.like_before = last_.empty() ? sight.like_first : now.cosine(last_);
    if (challenge_.see(sight)) last_ = std::move(now);
    tell_end();
}

void PromptWatch::miss(base::MonoTime taken) {
    challenge_.miss(taken);
    tell_end();
}

void PromptWatch::tell_end() {
    if (told_ || !failed()) return;
    told_ = true;
    base::info("face", "prompts not followed: {}", kFlaws.at(static_cast<std::size_t>(challenge_.flaw())));
}

}  // namespace uketsuke::models::face
