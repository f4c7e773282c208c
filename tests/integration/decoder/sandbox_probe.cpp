// SPDX-License-Identifier: Apache-2.0
// Enters the decoder's sandbox and then tries what its one argument says, as code that an attacker brought in would.
// Exit 0: the attempt was let through. 1: refused but alive. 2: no sandbox. A kill by SIGSYS is what the tests want.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string_view>

#include "firmware/sandbox/sandbox.hpp"

namespace {

bool try_memory() {
    void* const page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page != MAP_FAILED && munmap(page, 4096) == 0;
}

bool try_execve() {
    char program[] = "/bin/true";
    char* arguments[] = {program, nullptr};
    return execve(program, arguments, nullptr) == 0;
}

[[noreturn]] void spin() {
    const volatile bool forever = true;
    while (forever) continue;
    __builtin_unreachable();
}

bool try_it(std::string_view what) {
    if (what == "memory") return try_memory();
    if (what == "write") return write(STDOUT_FILENO, "", 0) == 0;
    if (what == "open") return open("/etc/passwd", O_RDONLY) >= 0;
    if (what == "socket") return socket(AF_INET, SOCK_STREAM, 0) >= 0;
    if (what == "execve") return try_execve();
    if (what == "fork") return fork() >= 0;
    if (what == "ptrace") return ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0;
    if (what == "code")
        return mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != nullptr;
    if (what == "mprotect") return mprotect(nullptr, 4096, PROT_EXEC) == 0;
    if (what == "stderr") return write(STDERR_FILENO, "x", 1) == 1;
    if (what == "spin") spin();
    return false;
}

}  // namespace

int main(int count, char** arguments) {
    const std::string_view what = count == 2 ? arguments[1] : "";
    if (!uketsuke::sandbox::enter()) _exit(2);
    _exit(try_it(what) ? 0 : 1);
}
