// SPDX-License-Identifier: Apache-2.0
#include "paths.hpp"

#include <stdlib.h>  // mkdtemp
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace uketsuke::sim {

namespace {

/// Where there is no such folder, or hardly any room in it, the disk serves as well, only slower.
std::filesystem::path memory() {
    constexpr std::uintmax_t kRoom = 64U << 20U;
    const std::filesystem::path shared = "/dev/shm";
    std::error_code error;
    const auto space = std::filesystem::space(shared, error);
    const bool usable = !error && space.available >= kRoom && ::access(shared.c_str(), W_OK) == 0;
    return usable ? shared : std::filesystem::temp_directory_path();
}

}  // namespace

TemporaryFolder::TemporaryFolder(Where where) {
    const auto folder = where == Where::memory ? memory() : std::filesystem::temp_directory_path();
    auto pattern = (folder / "uketsuke-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
        std::perror("uketsuke: no temporary folder");
        std::abort();
    }
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace uketsuke::sim
