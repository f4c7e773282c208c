// SPDX-License-Identifier: Apache-2.0
// An error rate as what it is, in the words of these folders (firmware/base/proportion.hpp). Comparisons that share
// people are not independent: bootstrap.hpp.
#pragma once

#include "firmware/base/proportion.hpp"

namespace uketsuke::tools::eval {

using base::lower95;
using base::Proportion;
using base::trials_to_show;
using base::upper95;

}  // namespace uketsuke::tools::eval
