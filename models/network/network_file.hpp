// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace uketsuke::models::network {

/// A network as a manifest names it.
struct NetworkFile {
    std::string file;    ///< its name in the folder of the manifest
    std::string sha256;  ///< of its bytes, in hexadecimal
};

}  // namespace uketsuke::models::network
