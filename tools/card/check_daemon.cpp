// SPDX-License-Identifier: Apache-2.0
#include <dlfcn.h>
#include <fmt/format.h>
#include <pcsclite.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <thread>

#include "checks.hpp"
#include "drivers/pcsc/daemon_check.hpp"
#include "firmware/base/descriptor.hpp"

namespace uketsuke::tools::card {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;

Finding library() {
    Dl_info loaded{};
    const bool found = ::dladdr(reinterpret_cast<const void*>(&::SCardEstablishContext), &loaded) != 0;
    const std::string file = found && loaded.dli_fname != nullptr ? loaded.dli_fname : "?";
    std::error_code ignored;
    const auto real = fs::canonical(file, ignored);
    return ok("library", fmt::format("The PC/SC client library is {} (this program was built for {}).",
                                     real.empty() ? file : real.string(), PCSCLITE_VERSION_NUMBER))
        .with("file", real.empty() ? file : real.string())
        .with("built_for", PCSCLITE_VERSION_NUMBER);
}

/// What is behind the file that libpcsclite connects to.
enum class Door { absent, stale, shut, open };

Door knock(const fs::path& socket) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto path = socket.string();
    if (path.size() >= sizeof address.sun_path) return Door::absent;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    const base::Descriptor knocking(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int answered = ::connect(knocking.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
    const int why = answered == 0 ? 0 : errno;
    if (why == 0) return Door::open;
    if (why == EACCES || why == EPERM) return Door::shut;
    return why == ENOENT || why == ENOTDIR ? Door::absent : Door::stale;
}

Finding nobody_there(const Task& task, const drivers::pcsc::Failure& failure) {
    const auto socket = task.machine.socket.string();
    const auto missing = [&](std::string words) {
        Finding finding{"daemon", Verdict::problem, std::move(words), ErrorCode::daemon_missing};
        return std::move(finding).with("socket", socket).with("code", fmt::format("{:08X}", failure.code));
    };
    switch (knock(task.machine.socket)) {
        case Door::absent:
            if (!fs::exists(task.machine.daemon))
                return missing("pcscd is not installed.").advise("apt-get install pcscd libccid");
            return missing(fmt::format("pcscd does not run: there is no socket at {}.", socket))
                .advise("systemctl enable --now pcscd.socket")
                .advise("In a container without systemd: start pcscd itself, or share the host's /run/pcscd.");
        case Door::stale:
            return missing(fmt::format("A socket is left at {}, but nobody listens to it: pcscd has died.", socket))
                .advise("systemctl restart pcscd.socket pcscd")
                .advise("Look for its last words: journalctl -u pcscd -n 50");
        case Door::shut:
            return problem("daemon", ErrorCode::reader_denied, fmt::format("This user may not open {}.", socket))
                .advise("Look at the rights of the socket and its folder: ls -ld /run/pcscd /run/pcscd/pcscd.comm");
        case Door::open: break;
    }
    return missing(fmt::format("Somebody listens at {}, but it does not answer like pcscd.", socket))
        .advise("systemctl restart pcscd.socket pcscd");
}

Finding other_version(const Task& task) {
    Finding finding{"daemon", Verdict::problem,
                    fmt::format("The pcscd at {} speaks another version of the protocol than this program's library.",
                                task.machine.socket.string()),
                    ErrorCode::daemon_missing};
    return std::move(finding)
        .with("socket", task.machine.socket.string())
        .with("code", fmt::format("{:08X}", static_cast<std::uint32_t>(SCARD_E_SERVICE_STOPPED)))
        .advise("Usual with a container that shares the host's pcscd: give both the same release of pcsc-lite.")
        .advise("After an update of pcscd: systemctl restart pcscd.socket pcscd");
}

/// Debian 12's pcscd asks nobody; from 2.0 on it usually asks polkit, which knows no service user without a session.
Finding denied() {
    return problem("permission", ErrorCode::reader_denied,
                   "pcscd refuses this user (8010006A): polkit has no rule for it.")
        .with("user", static_cast<std::int64_t>(::getuid()))
        .advise("Put the rule of docs/card-tool.md, \"Permission\", into /etc/polkit-1/rules.d/50-uketsuke.rules.")
        .advise("Or, where nobody else uses the machine: PCSCD_ARGS=--disable-polkit in /etc/default/pcscd.");
}

base::Expected<drivers::pcsc::Context, drivers::pcsc::Failure> establish() {
    auto context = drivers::pcsc::Context::establish();
    if (context || context.error().code != SCARD_W_SECURITY_VIOLATION) return context;
    // A daemon that is shutting down says so once too.
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    return drivers::pcsc::Context::establish();
}

}  // namespace

std::optional<drivers::pcsc::Context> check_daemon(const Task& task, Findings& findings) {
    findings.push_back(library());
    if (const auto loud = drivers::pcsc::pcscd_logs_apdus(task.machine.processes)) {
        findings.push_back(problem("logging", ErrorCode::reader_denied, *loud + ". No card is opened beside it.")
                               .advise("Start pcscd without --apdu and --debug, and delete its log."));
        return std::nullopt;
    }
    findings.push_back(ok("logging", "No pcscd in sight logs what is said to cards."));
    auto context = establish();
    if (!context) {
        const auto code = context.error().code;
        findings.push_back(code == SCARD_W_SECURITY_VIOLATION ? denied()
                           : code == SCARD_E_SERVICE_STOPPED  ? other_version(task)
                                                              : nobody_there(task, context.error()));
        return std::nullopt;
    }
    findings.push_back(ok("daemon", fmt::format("pcscd answers at {}.", task.machine.socket.string()))
                           .with("socket", task.machine.socket.string()));
    findings.push_back(ok("permission", "It lets this user in.").with("user", static_cast<std::int64_t>(::getuid())));
    return std::move(*context);
}

}  // namespace uketsuke::tools::card
