// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "firmware/base/bytes.hpp"

namespace uketsuke::fuzz {

/// Small JPEG 2000 codestreams, one for each way of coding that OpenJPEG's decoder has a path for: grey, colour, 16
/// bits, both transforms, tiles, layers, the progression orders, markers in packets, code blocks of every style.
std::vector<base::Bytes> small_codestreams();

}  // namespace uketsuke::fuzz
