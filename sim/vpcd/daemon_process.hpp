// SPDX-License-Identifier: Apache-2.0
// Starts pcscd apart from the machine's own: the part between fork and exec.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

#include "firmware/base/error.hpp"

namespace uketsuke::sim {

inline constexpr const char* kPcscd = "/usr/sbin/pcscd";
inline constexpr const char* kDriverFolder = "/usr/lib/pcsc/drivers";

/// How the daemon is kept from /run/pcscd and from the machine's USB readers. In every way it is handed its listening
/// socket as systemd would (LISTEN_FDS), since the path of its own is compiled in.
enum class Isolation {
    mount_namespace,  ///< root: an empty /run and an empty driver folder in a mount namespace
    user_namespace,   ///< the same for an ordinary user, where the kernel allows user namespaces
    socket_only,      ///< neither: an existing /run/pcscd, and the rights of `nobody` when we are root
};
std::string_view describe(Isolation isolation);

struct DaemonPlan {
    std::string config_folder;  ///< with its reader.conf files
    std::string log_file;       ///< takes what the daemon says
    int listening_socket = -1;  ///< stays the caller's
    bool namespaces_allowed = true;
};

struct DaemonProcess {
    pid_t pid = -1;
    Isolation isolation = Isolation::socket_only;
};

/// The daemon is killed by the kernel when the calling *thread* ends. Errors: daemon_missing (cannot be executed).
base::Result<DaemonProcess> start_daemon(const DaemonPlan& plan);

}  // namespace uketsuke::sim
