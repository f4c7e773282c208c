// SPDX-License-Identifier: Apache-2.0
// OpenCV's matrices hold faces and cards: their memory is wiped when it is given back, whoever made them, also those
// that OpenCV makes for itself and the layers of its networks.
#pragma once

namespace uketsuke::models::network {

/// From now on, in the whole program. Not beside another thread that makes matrices; linking open_network does it
/// before main(). Always true.
bool wipe_freed_matrices();

}  // namespace uketsuke::models::network
