// SPDX-License-Identifier: Apache-2.0
#include <spawn.h>
#include <sys/wait.h>

#include <array>
#include <catch2/catch.hpp>
#include <csignal>
#include <cstdio>
#include <string>

namespace {

/// The wait status of the probe after it tried `what`.
int status_after(std::string what) {
    std::string program = PROBE;
    std::array<char*, 3> arguments{program.data(), what.data(), nullptr};
    pid_t pid = 0;
    REQUIRE(posix_spawn(&pid, PROBE, nullptr, nullptr, arguments.data(), nullptr) == 0);
    int status = 0;
    REQUIRE(waitpid(pid, &status, 0) == pid);
    return status;
}

std::string linked_libraries(const std::string& file) {
    std::string text;
    auto* const pipe = popen(("ldd " + file).c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::array<char, 4096> part{};
    while (fgets(part.data(), part.size(), pipe) != nullptr) text += part.data();
    REQUIRE(pclose(pipe) == 0);
    return text;
}

}  // namespace

TEST_CASE("inside the decoder's sandbox, memory and the answer still work") {
    for (const auto* what : {"memory", "write"}) {
        INFO(what);
        const int status = status_after(what);
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 0);
    }
}

TEST_CASE("inside the decoder's sandbox, everything else is death") {
    for (const auto* what : {"open", "socket", "execve", "fork", "ptrace", "code", "mprotect", "stderr"}) {
        INFO(what);
        const int status = status_after(what);
        CHECK(WIFSIGNALED(status));
        CHECK(WTERMSIG(status) == SIGSYS);
    }
}

TEST_CASE("the sandbox ends a decoder that spins for ever") {
    const int status = status_after("spin");
    CHECK(WIFSIGNALED(status));
    CHECK((WTERMSIG(status) == SIGKILL || WTERMSIG(status) == SIGXCPU));
}

TEST_CASE("OpenJPEG is linked into the decoder's program and not into its client") {
    CHECK(linked_libraries(DECODER).find("libopenjp2") != std::string::npos);
    // OpenCV's codecs, which the tests use to make pictures, need OpenJPEG themselves: nm tells what we ask for.
    CHECK(std::system("nm -u " CLIENT " | grep -q opj_") != 0);
}
