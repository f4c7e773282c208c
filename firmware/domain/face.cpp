// SPDX-License-Identifier: Apache-2.0
#include "face.hpp"

#include "firmware/base/enumeration.hpp"

namespace uketsuke::domain {

static_assert(base::kCountOf<FaceAdvice> == kFaceAdviceCount);

std::string_view name_of(FaceAdvice advice) { return base::enumerator_name(advice); }

FaceAdvice advice_of(FacePrompt prompt) {
    switch (prompt) {
        case FacePrompt::turn_left: return FaceAdvice::prompt_turn_left;
        case FacePrompt::turn_right: return FaceAdvice::prompt_turn_right;
        case FacePrompt::blink: break;
    }
    return FaceAdvice::prompt_blink;
}

}  // namespace uketsuke::domain
