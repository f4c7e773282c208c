// SPDX-License-Identifier: Apache-2.0
#include "daemon_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>

#include "firmware/base/descriptor.hpp"

namespace uketsuke::sim {
namespace {

constexpr uid_t kNobody = 65534;

/// Everything that the child needs, made before fork: between fork and exec only system calls are safe, since other
/// threads may have held locks.
struct Prepared {
    std::string config_option, uid_map, gid_map;
    std::string listen_pid = "LISTEN_PID=" + std::string(12, '\0');
    std::array<char*, 4> arguments{};
    std::array<char*, 3> environment{};
    bool root = ::geteuid() == 0;
    pid_t parent = ::getpid();

    explicit Prepared(const DaemonPlan& plan)
        : config_option("--config=" + plan.config_folder),
          uid_map(fmt::format("0 {} 1", ::geteuid())),
          gid_map(fmt::format("0 {} 1", ::getegid())) {
        static std::string name = kPcscd, foreground = "--foreground", listen_fds = "LISTEN_FDS=1";
        arguments = {name.data(), foreground.data(), config_option.data(), nullptr};
        environment = {listen_pid.data(), listen_fds.data(), nullptr};
    }
    void set_listen_pid() {
        char* digits = listen_pid.data() + std::strlen("LISTEN_PID=");
        *std::to_chars(digits, listen_pid.data() + listen_pid.size(), ::getpid()).ptr = '\0';
    }
};

bool write_file(const char* path, const std::string& text) {
    const base::Descriptor file(::open(path, O_WRONLY | O_CLOEXEC));
    return file && ::write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

bool enter_user_namespace(const Prepared& prepared) {
    return ::unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 && write_file("/proc/self/setgroups", "deny") &&
           write_file("/proc/self/uid_map", prepared.uid_map) && write_file("/proc/self/gid_map", prepared.gid_map);
}

/// An empty /run of its own, and no USB reader drivers: they would take the machine's readers.
bool hide_the_machine() {
    return ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
           ::mount("tmpfs", "/run", "tmpfs", 0, nullptr) == 0 && ::mkdir("/run/pcscd", 0755) == 0 &&
           ::mount("tmpfs", kDriverFolder, "tmpfs", 0, nullptr) == 0;
}

/// Without namespaces root becomes nobody, who can neither overwrite /run/pcscd/pcscd.pid of a running daemon nor open
/// its USB readers.
Isolation isolate(const Prepared& prepared, bool namespaces_allowed) {
    if (namespaces_allowed && prepared.root && ::unshare(CLONE_NEWNS) == 0 && hide_the_machine())
        return Isolation::mount_namespace;
    if (namespaces_allowed && !prepared.root && enter_user_namespace(prepared) && hide_the_machine())
        return Isolation::user_namespace;
    if (prepared.root) {
        ::mkdir("/run/pcscd", 0755);
        if (::setgroups(0, nullptr) != 0 || ::setgid(kNobody) != 0 || ::setuid(kNobody) != 0) ::_exit(126);
    }
    return Isolation::socket_only;
}

void keep(int from, int to) {
    if (from == to)
        ::fcntl(to, F_SETFD, 0);  // dup2 onto itself would leave close-on-exec set
    else
        ::dup2(from, to);
}

[[noreturn]] void become_daemon(const DaemonPlan& plan, Prepared& prepared, int report) {
    const auto isolation = isolate(prepared, plan.namespaces_allowed);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // after isolate: a change of user resets it
    if (::getppid() != prepared.parent) ::_exit(126);
    report = ::fcntl(report, F_DUPFD_CLOEXEC, 10);
    const int log = ::open(plan.log_file.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
    keep(plan.listening_socket, 3);  // the first descriptor that LISTEN_FDS promises
    ::dup2(log, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    ::close_range(4, ~0U, CLOSE_RANGE_CLOEXEC);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    prepared.set_listen_pid();
    std::array<int, 2> words{static_cast<int>(isolation), 0};
    ssize_t told = ::write(report, &words[0], sizeof(int));
    ::execve(kPcscd, prepared.arguments.data(), prepared.environment.data());
    words[1] = errno;
    told = ::write(report, &words[1], sizeof(int));
    ::_exit(told == sizeof(int) ? 127 : 126);
}

}  // namespace

std::string_view describe(Isolation isolation) {
    switch (isolation) {
        case Isolation::mount_namespace: return "in a mount namespace of its own (we are root)";
        case Isolation::user_namespace: return "in a user and mount namespace of its own (we are an ordinary user)";
        case Isolation::socket_only: return "with a socket of its own, sharing /run/pcscd (no namespaces here)";
    }
    return "";
}

base::Result<DaemonProcess> start_daemon(const DaemonPlan& plan) {
    Prepared prepared(plan);
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return base::fail(base::ErrorCode::internal, "no pipe");
    const base::Descriptor hears(ends[0]);
    base::Descriptor tells(ends[1]);
    const pid_t pid = ::fork();
    if (pid == 0) become_daemon(plan, prepared, tells.get());
    tells.reset();
    std::array<int, 2> words{0, 0};
    ssize_t size = 0;  // the pipe closes by itself when exec has succeeded
    for (ssize_t got = 1; got > 0 && size < static_cast<ssize_t>(sizeof words); size += got)
        got = ::read(hears.get(), reinterpret_cast<char*>(words.data()) + size,
                     sizeof words - static_cast<std::size_t>(size));
    if (pid > 0 && size == sizeof(int)) return DaemonProcess{pid, static_cast<Isolation>(words[0])};
    if (pid > 0) ::waitpid(pid, nullptr, 0);
    return base::fail(
        base::ErrorCode::daemon_missing,
        fmt::format("{} could not be started ({})", kPcscd, words[1] != 0 ? std::strerror(words[1]) : "no process"));
}

}  // namespace uketsuke::sim
