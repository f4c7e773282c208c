// SPDX-License-Identifier: Apache-2.0
// The active check on pictures: measures turn, eyes and likeness of each frame for models/challenge. Internal to
// models/face: has OpenCV types.
#pragma once

#include "models/challenge/challenge.hpp"
#include "quality.hpp"

namespace uketsuke::models::face {

/// How open the eyes are, to be compared with the same person's own only: the opening of the lids (eye_opening) times
/// how much darker the eyes are than the cheeks. Lids alone do not do: behind glasses the landmarks see closed eyes
/// open.
double eyes_seen(const cv::Mat& aligned, const Points& points, PictureMemory& grey);
/// What models/challenge wants to know of a frame, but for the likenesses. `aligned` as align() gives it.
challenge::Sight sight_of(base::MonoTime taken, const Face& face, const Quality& quality, const Points& points,
                          const cv::Mat& aligned, PictureMemory& grey);

/// One attempt's prompts. Templates are wiped when it is dropped.
class PromptWatch {
public:
    explicit PromptWatch(domain::FacePrompts prompts, challenge::Limits limits = {})
        : challenge_(std::move(prompts), limits) {}

    void begin(const challenge::Sight& neutral, Template first);
    /// From begin() to the end: it wants to see each face.
    [[nodiscard]] bool watches() const { return advice().has_value(); }
    /// More movements in this attempt, also when those before are done and each face was seen since.
    void ask(const domain::FacePrompts& more) { challenge_.ask(more); }
    void allow_long_moves() { challenge_.allow_long_moves(); }
    /// A frame with one face, and what the network of `first` says of it.
    void see(Template now, challenge::Sight sight);
    /// A frame without a face, or with several.
    void miss(base::MonoTime taken);

    [[nodiscard]] bool begun() const { return challenge_.stage() != challenge::Challenge::Stage::waiting; }
    [[nodiscard]] bool over() const { return challenge_.over(); }
    [[nodiscard]] bool failed() const { return challenge_.stage() == challenge::Challenge::Stage::failed; }
    /// The prompt of the moment; nothing before begin() and after the end.
    [[nodiscard]] std::optional<domain::FaceAdvice> advice() const { return challenge_.advice(); }

private:
    void tell_end();

    challenge::Challenge challenge_;
    Template first_, last_;
    bool told_ = false;
};

}  // namespace uketsuke::models::face
