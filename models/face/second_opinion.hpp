// SPDX-License-Identifier: Apache-2.0
// dlib's HOG detector: another method with its own boxes. It confirms that there is a face; it never decides.
#pragma once

#include <future>
#include <memory>

#include "firmware/domain/image.hpp"

namespace uketsuke::models::face {

class SecondOpinion {
public:
    /// Starts to load in a thread (about half a second), so that nobody waits for it.
    SecondOpinion();
    ~SecondOpinion();
    SecondOpinion(const SecondOpinion&) = delete;
    SecondOpinion& operator=(const SecondOpinion&) = delete;

    /// How many faces it sees; waits for the loading. Thread-bound. Faces below some 80 pixels escape it.
    int count_faces(const domain::Image& image);

private:
    struct Detector;
    std::future<std::unique_ptr<Detector>> loading_;
    std::unique_ptr<Detector> detector_;
};

}  // namespace uketsuke::models::face
