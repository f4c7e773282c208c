// SPDX-License-Identifier: Apache-2.0
#include "own_keys.hpp"

#include <spawn.h>
#include <sys/wait.h>

#include <string>
#include <vector>

extern char** environ;

namespace uketsuke::sim {
namespace {

/// Its exit code; -1 where it could not be started.
int run(std::vector<std::string> words) {
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = -1;
    int status = 0;
    if (::posix_spawn(&child, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0) return -1;
    if (::waitpid(child, &status, 0) != child || !WIFEXITED(status)) return -1;
    return WEXITSTATUS(status);
}

}  // namespace

base::Result<void> make_own_keys(const std::filesystem::path& folder, const Paths& paths, OwnKeys keys) {
    std::vector<std::string> words{"/bin/bash", UKETSUKE_PKI_SCRIPT, "--own", paths.card_pki.string(), folder.string()};
    if (keys == OwnKeys::one_for_all) words.emplace_back("--same-keys");
    if (run(std::move(words)) == 0) return {};
    return base::fail(base::ErrorCode::file_unreadable, folder.string() + ": no keys could be made there");
}

}  // namespace uketsuke::sim
