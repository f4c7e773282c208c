// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "firmware/base/bytes.hpp"

namespace uketsuke::fuzz {

/// Good inputs to begin with, by target: what simulated cards hold and answer, and a document. Made anew each time:
/// their keys are the test PKI's.
std::map<std::string, std::vector<base::Bytes>> seeds();

}  // namespace uketsuke::fuzz
