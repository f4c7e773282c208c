// SPDX-License-Identifier: Apache-2.0
#include "paths.hpp"

#include <stdlib.h>  // mkdtemp

#include <cstdio>
#include <cstdlib>
#include <string>

namespace uketsuke::sim {

TemporaryFolder::TemporaryFolder() {
    auto pattern = (std::filesystem::temp_directory_path() / "uketsuke-XXXXXX").string();
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
