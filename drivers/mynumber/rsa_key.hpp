// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "public_key.hpp"

namespace uketsuke::drivers::mynumber {

using RsaKey = PublicKey;

}  // namespace uketsuke::drivers::mynumber
