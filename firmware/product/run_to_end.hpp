// SPDX-License-Identifier: Apache-2.0
// How a process with a kiosk in it ends.
#pragma once

#include "product.hpp"

namespace uketsuke::product {

/// From SIGTERM or SIGINT to the end of the process, in every state.
constexpr base::Duration kEndLimit{4000};

/// Blocks the signals that end the process; before any thread begins.
void block_end_signals();

/// Runs the kiosk until its window is closed, SIGTERM or SIGINT, and returns. Threads that hang in a call which does
/// not come back (pcscd stopped, a share that is gone) would keep the product from being destroyed: then the process
/// ends with code 0 at kEndLimit after the signal, without them. By then Product::run has wiped the secrets and the
/// journal is written.
void run_to_end(Product& product);

}  // namespace uketsuke::product
