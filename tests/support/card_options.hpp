// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

namespace uketsuke::test {

/// What a card may be like, and what may be wrong with it, in the simulator's words (docs/scenarios.md). A card that
/// does not answer at all is none to the real daemon: it is not among them.
inline constexpr std::array kCardOptions{"foreign",
                                         "garbage",
                                         "wrong",
                                         "locked",
                                         "first6f00",
                                         "longform",
                                         "filler",
                                         "drips",
                                         "nofiller",
                                         "exactlength",
                                         "copied",
                                         "copied otherkey",
                                         "tampered",
                                         "tampered name",
                                         "tampered address",
                                         "tampered birth",
                                         "tampered key",
                                         "tampered expiry",
                                         "tampered signature",
                                         "tampered issuer",
                                         "tampered attributes",
                                         "tampered digest",
                                         "wrong 9 6F00",
                                         "wrong 60 6F00",
                                         "tear 40",
                                         "tear 70 after"};

}  // namespace uketsuke::test
