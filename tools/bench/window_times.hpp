// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "figures.hpp"

namespace uketsuke::tools::bench {

/// The window under SDL's dummy driver: from a touch to the changed picture while a face is before the camera and the
/// networks work, pictures of the preview, an idle kiosk's use of a core, and memory with every language on. False: it
/// did not come so far, and why was said.
bool bench_window(Figures& figures);

}  // namespace uketsuke::tools::bench
