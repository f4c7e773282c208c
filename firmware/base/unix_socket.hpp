// SPDX-License-Identifier: Apache-2.0
// Stream sockets with a name in the file system, between processes of one machine.
#pragma once

#include <filesystem>

#include "descriptor.hpp"
#include "error.hpp"

namespace uketsuke::base {

/// Does not wait: where more wait to be taken on than there is room for, this one is not taken on now. None: nobody
/// listens there, or the name is too long for a socket.
Descriptor reach_socket(const std::filesystem::path& file);

struct Listener {
    Descriptor socket;  ///< does not wait
    Descriptor lock;    ///< beside it, held by who listens: a socket that a crash left is replaced, one in use is not
};
/// Of mode 0660: who is of its group may connect. Errors: file_unreadable (the name is too long, the folder is not there,
/// or somebody else listens).
Result<Listener> listen_at(const std::filesystem::path& file);

}  // namespace uketsuke::base
