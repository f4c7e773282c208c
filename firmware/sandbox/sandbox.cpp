// SPDX-License-Identifier: Apache-2.0
#include "sandbox.hpp"

#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace uketsuke::sandbox {
namespace {

constexpr rlim_t kProcessorSeconds = 1;
constexpr rlim_t kAddressSpace = 256UL << 20U;

bool limit(__rlimit_resource what, rlim_t most) {
    const rlimit both{most, most};
    return setrlimit(what, &both) == 0;
}

bool set_limits() {
    return limit(RLIMIT_CPU, kProcessorSeconds) && limit(RLIMIT_AS, kAddressSpace) && limit(RLIMIT_NOFILE, 0) &&
           limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NPROC, 0) && limit(RLIMIT_CORE, 0);
}

bool drop_privileges() {
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
}

bool fill(scmp_filter_ctx filter) {
    // Plain structs: the SCMP_A macros are C, and clang refuses them.
    const scmp_arg_cmp never_executable{2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
    const scmp_arg_cmp from_request{0, SCMP_CMP_EQ, STDIN_FILENO, 0}, to_answer{0, SCMP_CMP_EQ, STDOUT_FILENO, 0};
    const auto allow = [filter](int call) { return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0; };
    const auto allow_if = [filter](int call, scmp_arg_cmp when) {
        return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, when) == 0;
    };
    return allow_if(SCMP_SYS(read), from_request) && allow_if(SCMP_SYS(write), to_answer) &&
           allow_if(SCMP_SYS(mmap), never_executable) && allow(SCMP_SYS(munmap)) && allow(SCMP_SYS(mremap)) &&
           allow(SCMP_SYS(brk)) && allow(SCMP_SYS(exit_group)) && allow(SCMP_SYS(exit));
}

bool filter_calls() {
    auto* const filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (filter == nullptr) return false;
    const bool loaded = fill(filter) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return loaded;
}

}  // namespace

bool enter() { return set_limits() && drop_privileges() && filter_calls(); }

}  // namespace uketsuke::sandbox
