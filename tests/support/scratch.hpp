// SPDX-License-Identifier: Apache-2.0
// A folder of its own for a test, among the system's temporary ones; gone with this object.
#pragma once

#include <stdlib.h>  // mkdtemp

#include <filesystem>
#include <stdexcept>
#include <system_error>

namespace uketsuke::test {

struct Scratch {
    std::filesystem::path path;

    Scratch() {
        auto name = (std::filesystem::temp_directory_path() / "uketsuke-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder could be made");
        path = name;
    }
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
};

}  // namespace uketsuke::test
