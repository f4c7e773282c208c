// SPDX-License-Identifier: Apache-2.0
#include "prompt_watch.hpp"

#include <algorithm>
#include <array>

#include "firmware/base/log.hpp"

namespace uketsuke::models::face {
namespace {

/// Six points around an eye, from the outer corner over the upper lid.
double opening(const Points& points, std::size_t first) {
    const auto length = [&](std::size_t a, std::size_t b) { return cv::norm(points[first + a] - points[first + b]); };
    return (length(1, 5) + length(2, 4)) / std::max(1.0, 2 * length(0, 3));
}

constexpr std::array<std::string_view, 7> kFlaws{"",     "too late", "another movement", "moved before it was asked",
                                                 "lost", "a cut",    "another face"};

}  // namespace

double eye_opening(const Points& points) { return (opening(points, 36) + opening(points, 42)) / 2; }

challenge::Sight sight_of(base::MonoTime taken, const Face& face, const Quality& quality, const Points& points) {
    return {.taken = taken,
            .x = face.box.x + face.box.width / 2.0,
            .y = face.box.y + face.box.height / 2.0,
            .height = face.box.height,
            .turn = quality.turn,
            .eyes = eye_opening(points)};
}

void PromptWatch::begin(const challenge::Sight& neutral, Template first) {
    first_ = std::move(first);
    challenge_.begin(neutral);
}

void PromptWatch::see(Net& embedding, const cv::Mat& aligned, challenge::Sight sight) {
    if (!challenge_.advice()) return;
    auto now = embed(embedding, aligned);
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
