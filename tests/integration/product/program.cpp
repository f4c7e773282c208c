// SPDX-License-Identifier: Apache-2.0
#include "program.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <iterator>
#include <thread>

#include "tests/support/patience.hpp"

namespace uketsuke::test {
namespace {

std::vector<char*> pointers(const Arguments& words) {
    std::vector<char*> result;
    for (const auto& word : words) result.push_back(const_cast<char*>(word.c_str()));
    result.push_back(nullptr);
    return result;
}

Arguments with_ours(const Arguments& environment) {
    Arguments all = environment;  // the first of a name counts
    all.emplace_back("SDL_VIDEODRIVER=dummy");
    all.emplace_back("ASAN_OPTIONS=detect_leaks=0");  // the leak detector may not look into a sealed process
    for (char** entry = environ; *entry != nullptr; ++entry) all.emplace_back(*entry);
    return all;
}

}  // namespace

bool eventually(const std::function<bool()>& true_now) {
    const auto end = Clock::now() + kPatience;
    while (!true_now()) {
        if (Clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

std::string read_text(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Program::Program(const Arguments& arguments, const Arguments& environment, std::string_view input) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    const auto into = [&](int descriptor, const std::filesystem::path& file) {
        posix_spawn_file_actions_addopen(&actions, descriptor, file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    };
    const auto in = folder_ / "in", out = folder_ / "out", err = folder_ / "err";
    std::ofstream(in, std::ios::binary) << input;
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, in.c_str(), O_RDONLY, 0);
    into(STDOUT_FILENO, out);
    into(STDERR_FILENO, err);
    Arguments words{PRODUCT};
    words.insert(words.end(), arguments.begin(), arguments.end());
    const auto variables = with_ours(environment);
    const int failed =
        posix_spawn(&pid_, PRODUCT, &actions, nullptr, pointers(words).data(), pointers(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    REQUIRE(failed == 0);
}

Program::~Program() {
    if (running()) {
        signal(SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
}

bool Program::running() {
    int status = 0;
    if (!status_ && ::waitpid(pid_, &status, WNOHANG) == pid_) status_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return !status_;
}

void Program::signal(int number) const { ::kill(pid_, number); }

std::optional<int> Program::exit_code() {
    eventually([this] { return !running(); });
    return status_;
}

}  // namespace uketsuke::test
