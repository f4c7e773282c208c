// SPDX-License-Identifier: Apache-2.0
#include "face.hpp"

#include <array>

namespace uketsuke::domain {

std::string_view name_of(FaceAdvice advice) {
    constexpr std::array<std::string_view, kFaceAdviceCount> kNames{"good",
                                                                    "no_face",
                                                                    "several_faces",
                                                                    "come_closer",
                                                                    "move_back",
                                                                    "move_to_middle",
                                                                    "turn_to_camera",
                                                                    "too_dark",
                                                                    "too_bright",
                                                                    "hold_still",
                                                                    "open_eyes",
                                                                    "uncover_face",
                                                                    "neutral_expression",
                                                                    "uneven_light",
                                                                    "prompt_turn_left",
                                                                    "prompt_turn_right",
                                                                    "prompt_blink"};
    return kNames.at(static_cast<std::size_t>(advice));
}

FaceAdvice advice_of(FacePrompt prompt) {
    switch (prompt) {
        case FacePrompt::turn_left: return FaceAdvice::prompt_turn_left;
        case FacePrompt::turn_right: return FaceAdvice::prompt_turn_right;
        case FacePrompt::blink: break;
    }
    return FaceAdvice::prompt_blink;
}

}  // namespace uketsuke::domain
