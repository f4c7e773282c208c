// SPDX-License-Identifier: Apache-2.0
#include "face_outcome.hpp"

namespace uketsuke::flow {

std::optional<FaceOutcome> face_outcome(const Visit& before, const Visit& now) {
    if (before.authentication || !now.authentication) return std::nullopt;
    if (now.way == Way::face) return FaceOutcome::accepted;
    if (now.way == Way::pin && before.face_attempts > 0) return FaceOutcome::rejected;
    return std::nullopt;
}

std::optional<FaceAttempt> face_attempt(const Visit& before, const Visit& now) {
    const bool looked = before.state == State::face_capture || before.state == State::face_deciding;
    if (looked && now.state == State::face_refused) return FaceAttempt::refused;
    if (looked && now.state == State::terminal_challenge) return FaceAttempt::matched;
    return std::nullopt;
}

}  // namespace uketsuke::flow
