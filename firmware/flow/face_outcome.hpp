// SPDX-License-Identifier: Apache-2.0
// What a visit tells of the face check as such, without saying of whom.
#pragma once

#include <optional>

#include "visit.hpp"

namespace uketsuke::flow {

/// `rejected`: the face was refused, and afterwards the PIN of this very card was right, so that it had been the
/// holder's.
enum class FaceOutcome : std::uint8_t { accepted, rejected };

/// Once a visit, at the step with which the service knows who it is; nothing where the camera had no say. Of a person
/// who was refused and matched later in the visit: accepted.
std::optional<FaceOutcome> face_outcome(const Visit& before, const Visit& now);

enum class FaceAttempt : std::uint8_t { matched, refused };

/// At the step that ends a look into the camera with a decision, or without one in time.
std::optional<FaceAttempt> face_attempt(const Visit& before, const Visit& now);

}  // namespace uketsuke::flow
