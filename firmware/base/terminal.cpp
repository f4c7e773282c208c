// SPDX-License-Identifier: Apache-2.0
#include "terminal.hpp"

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>

namespace uketsuke::base {
namespace {

/// Switches the terminal's echo off while it lives; does nothing where there is no terminal.
class Unseen {
public:
    explicit Unseen(const char* prompt) : there_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (!there_) return;
        auto unseen = before_;
        unseen.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen);
        fmt::print(stderr, "{}", prompt);
    }
    ~Unseen() {
        if (!there_) return;
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        fmt::print(stderr, "\n");
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

private:
    termios before_{};
    bool there_;
};

}  // namespace

void seal_memory() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0);
}

Secret read_unseen(const char* prompt) {
    const Unseen unseen(prompt);
    Secret typed;
    for (char c = 0; ::read(STDIN_FILENO, &c, 1) == 1 && c != '\n';) typed.push(static_cast<std::uint8_t>(c));
    return typed;
}

std::optional<std::string> read_line() {
    std::string line;
    for (char c = 0;;) {
        const auto got = ::read(STDIN_FILENO, &c, 1);
        if (got < 0 || (got == 0 && line.empty())) return std::nullopt;
        if (got == 0 || c == '\n') return line;
        line += c;
    }
}

}  // namespace uketsuke::base
